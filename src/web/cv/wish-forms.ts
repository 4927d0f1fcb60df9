import { z } from 'zod';
import { MOMENTS, TRANSPORTS, WORK_DAYS } from '../../candidates/cv.schema.js';
import { TRAVEL_MODES } from '../../geo/travel.rules.js';
import { contracts } from '../../offers/offer.schema.js';
import { isDay } from '../../platform/lang/day.js';
import { chosen, type FormFields, optionalLine, ticked } from '../kit/forms.js';
import type { Reader } from './answer-reader.js';
import { HOURS, hoursChoice, OTHER_HOURS } from './answers.rules.js';

/** How one comes to work, how much, when and from when. */

const HOUR_CHOICES = ['peu-importe', 'moins-de-15', '15-a-24', '25-a-34', '35-et-plus', OTHER_HOURS] as const;

export const travel: Reader = {
  form: () =>
    z
      .object({
        moyen: chosen(TRAVEL_MODES, 'Choisissez comment vous vous déplacez.'),
        aussi: ticked(TRANSPORTS),
        distance: z.coerce.number('Choisissez une distance.').int(),
      })
      .transform(({ moyen, aussi, distance }) => ({ travelMode: moyen, transport: aussi, reachKm: distance })),
  field: { travelMode: 'moyen', transport: 'aussi', reachKm: 'distance' },
  first: 'moyen',
  fill: ({ answers: { travel: given } }): FormFields =>
    given ? { moyen: given.travelMode, aussi: given.transport, distance: String(given.reachKm) } : {},
};

export const hours: Reader = {
  form: ({ answers }) =>
    z
      .object({
        heures: chosen(HOUR_CHOICES, 'Choisissez une réponse, ou « peu importe ».'),
        contrat: ticked(contracts),
      })
      .transform(({ heures, contrat }) => {
        const preset = heures === OTHER_HOURS ? undefined : HOURS[heures];
        const [hoursMin, hoursMax] = preset ?? [answers.hours?.hoursMin ?? null, answers.hours?.hoursMax ?? null];
        return { hoursMin, hoursMax, contracts: contrat };
      }),
  field: { contracts: 'contrat' },
  first: 'heures',
  fill: ({ answers }) => ({ heures: hoursChoice(answers.hours) ?? '', contrat: answers.hours?.contracts ?? [] }),
};

export const days: Reader = {
  form: () =>
    z
      .object({ jour: ticked(WORK_DAYS), moment: ticked(MOMENTS) })
      .transform(({ jour, moment }) => ({ days: jour, moments: moment })),
  field: { moments: 'moment' },
  first: 'jour',
  fill: ({ answers }) => ({ jour: answers.days?.days ?? [], moment: answers.days?.moments ?? [] }),
};

export const available: Reader = {
  form: ({ today }) =>
    z
      .object({
        quand: chosen(['maintenant', 'plus-tard', 'sais-pas'], 'Choisissez une réponse.'),
        jour: optionalLine(2),
        mois: optionalLine(2),
        annee: optionalLine(4),
      })
      .transform(({ quand, jour, mois, annee }, context) => {
        if (quand !== 'plus-tard') return { availableFrom: quand === 'maintenant' ? today : null };
        const date = `${annee ?? ''}-${(mois ?? '').padStart(2, '0')}-${(jour ?? '').padStart(2, '0')}`;
        if (isDay(date)) return { availableFrom: date };
        const message = 'Écrivez une date qui existe, par exemple 15, 3, 2027.';
        context.addIssue({ code: 'custom', path: ['jour'], message });
        return z.NEVER;
      }),
  field: {},
  first: 'quand',
  fill: ({ answers, today }): FormFields => {
    const from = answers.available?.availableFrom;
    if (from === undefined) return {};
    if (from === null) return { quand: 'sais-pas' };
    if (from <= today) return { quand: 'maintenant' };
    const [annee = '', mois = '', jour = ''] = from.split('-').map((part) => String(Number(part)));
    return { quand: 'plus-tard', jour, mois, annee };
  },
};
