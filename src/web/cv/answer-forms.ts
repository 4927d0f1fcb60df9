import { z } from 'zod';
import { type CvAnswer, cvAnswerSchemas } from '../../candidates/cv.schema.js';
import { licences } from '../../offers/offer.schema.js';
import {
  chosen,
  type FieldErrors,
  type FormFields,
  line,
  optionalLine,
  optionalText,
  readForm,
  textsOf,
  ticked,
} from '../kit/forms.js';
import type { Known, Reader } from './answer-reader.js';
import { type FormStep, shownTrades, strongest } from './answers.rules.js';
import { available, days, hours, travel } from './wish-forms.js';

/** Between the fields of a page, in French, and the answer that a question keeps. */

export type AnswerRead =
  | { readonly ok: true; readonly answer: CvAnswer<FormStep> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Reads the form of a question. */
export function readAnswer(step: FormStep, form: FormFields, known: Known): AnswerRead {
  const { form: schema, field, first } = READERS[step];
  const read = readForm(schema(known), form);
  if (!read.ok) return read;
  const parsed = cvAnswerSchemas[step].safeParse(read.value);
  if (parsed.success) return { ok: true, answer: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[field[String(path[0])] ?? first] ??= message;
  return { ok: false, errors };
}

/** The answer so far, as the fields of its page. */
export function fieldsOf(step: FormStep, known: Known): FormFields {
  return READERS[step].fill(known);
}

/** Where an error about the whole answer is shown. */
export function firstField(step: FormStep): string {
  return READERS[step].first;
}

/** Codes ticked on the page of trades: chosen before, found by words, or usual ones. */
export function tickedCodes(form: FormFields): string[] {
  return [...new Set(['metier', 'trouve', 'courant'].flatMap((name) => textsOf(form, name)))];
}

const yesOrNo = (missing: string) => chosen(['oui', 'non'], missing);
const texts = z.preprocess(
  (value) => (value === undefined ? [] : typeof value === 'string' ? [value] : value),
  z.array(z.string().max(60)).max(60),
);
const said = (value: boolean | undefined) => (value === undefined ? '' : value ? 'oui' : 'non');

const name: Reader = {
  form: () =>
    z
      .object({
        prenom: line('Écrivez votre prénom.', 60),
        nom: optionalLine(60),
        majeur: yesOrNo('Dites si vous avez 18 ans ou plus.'),
      })
      .transform(({ prenom, nom, majeur }) => ({ firstName: prenom, lastName: nom ?? '', adult: majeur === 'oui' })),
  field: { firstName: 'prenom', lastName: 'nom', adult: 'majeur' },
  first: 'prenom',
  fill: ({ answers }) => ({
    prenom: answers.name?.firstName ?? '',
    nom: answers.name?.lastName ?? '',
    majeur: said(answers.name?.adult),
  }),
};

const place: Reader = {
  form: ({ answers, commune }) =>
    z
      .object({
        commune: line('Écrivez votre commune ou votre code postal.', 100).optional(),
        choix: z.string().max(12).optional(),
      })
      .transform((typed, context) => {
        if (typed.choix !== undefined) return { place: typed.choix };
        if (typed.commune === undefined) {
          context.addIssue({ code: 'custom', path: ['choix'], message: 'Choisissez votre commune.' });
          return z.NEVER;
        }
        // The name that the page showed stands for the commune chosen before, also among homonyms.
        const same = answers.place !== undefined && typed.commune === commune;
        return { place: same ? answers.place?.place : typed.commune };
      }),
  field: {},
  first: 'commune',
  fill: ({ commune }) => ({ commune: commune ?? '' }),
};

const work: Reader = {
  form: ({ answers }) =>
    z.record(z.string(), z.union([z.string(), z.array(z.string())])).transform((fields, context) => {
      const codes = tickedCodes(fields);
      const any = textsOf(fields, 'tous').length > 0;
      if (codes.length > 10 || (codes.length === 0 && !any)) {
        const message =
          codes.length > 10
            ? 'Choisissez au plus 10 métiers.'
            : 'Choisissez au moins un métier, ou cochez « tous les métiers ».';
        context.addIssue({ code: 'custom', path: ['cherche'], message });
        return z.NEVER;
      }
      const before = answers.work?.occupations ?? [];
      const experienced = (code: string) => before.some((wish) => wish.code === code && wish.experienced);
      return { any, occupations: codes.map((code) => ({ code, experienced: experienced(code) })) };
    }),
  field: {},
  first: 'cherche',
  fill: ({ answers }) => ({
    metier: (answers.work?.occupations ?? []).map(({ code }) => code),
    ...(answers.work?.any && { tous: 'oui' }),
  }),
};

const tasks: Reader = {
  form: () =>
    z.record(z.string(), z.union([z.string(), z.array(z.string())])).transform((fields) => ({
      tasks: Object.keys(fields)
        .filter((field) => field.startsWith('tache-'))
        .flatMap((field) => textsOf(fields, field)),
    })),
  field: {},
  first: 'form',
  fill: ({ answers }) =>
    Object.fromEntries(
      shownTrades(answers).map(({ key, tasks: all }) => [
        `tache-${key}`,
        all.map(({ id }) => id).filter((id) => answers.tasks?.tasks.includes(id)),
      ]),
    ),
};

const skills: Reader = {
  form: () =>
    z.object({ savoir: optionalText(1300) }).transform(({ savoir }) => ({
      skillWords: (savoir ?? '')
        .split('\n')
        .map((words) => words.replace(/^[\s\-–•*]+/, '').trim())
        .filter((words) => words !== ''),
    })),
  field: {},
  first: 'savoir',
  fill: ({ answers }) => ({ savoir: (answers.skills?.skillWords ?? []).join('\n') }),
};

const licencesReader: Reader = {
  form: () => z.object({ permis: ticked(licences) }).transform(({ permis }) => ({ licences: permis })),
  field: {},
  first: 'permis',
  fill: ({ answers }) => ({ permis: strongest(answers.licences?.licences ?? []) }),
};

const headline: Reader = {
  form: () => z.object({ phrase: optionalLine(120) }).transform(({ phrase }) => ({ headline: phrase })),
  field: {},
  first: 'phrase',
  fill: ({ answers }) => ({ phrase: answers.headline?.headline ?? '' }),
};

const volunteering: Reader = {
  form: () =>
    z
      .object({ benevolat: yesOrNo('Répondez oui ou non.'), domaine: texts })
      .transform(({ benevolat, domaine }) => ({ volunteering: benevolat === 'oui', missionTopics: domaine })),
  field: { missionTopics: 'domaine' },
  first: 'benevolat',
  fill: ({ answers }) => ({
    benevolat: said(answers.volunteering?.volunteering),
    domaine: answers.volunteering?.missionTopics ?? [],
  }),
};

const visibility: Reader = {
  form: () =>
    z
      .object({
        visible: yesOrNo('Dites si les employeurs peuvent voir votre CV.'),
        contact: yesOrNo('Dites si les employeurs peuvent vous écrire.'),
      })
      .transform((given) => ({ visible: given.visible === 'oui', contact: given.contact === 'oui' })),
  field: { contact: 'contact' },
  first: 'visible',
  fill: ({ answers }) => ({
    visible: said(answers.visibility?.visible),
    contact: said(answers.visibility?.contact),
  }),
};

const READERS: Readonly<Record<FormStep, Reader>> = {
  name,
  place,
  work,
  tasks,
  skills,
  licences: licencesReader,
  travel,
  hours,
  days,
  available,
  headline,
  volunteering,
  visibility,
};
