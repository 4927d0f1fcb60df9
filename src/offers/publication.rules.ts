import {
  changesNatureBy,
  missingWay,
  type OpportunityContent,
  pastStart,
  tooShort,
} from '../opportunities/content.rules.js';
import { type FieldProblem, type Finding, missing } from '../opportunities/remarks.rules.js';
import type { Day } from '../platform/lang/day.js';
import { hourly, payBelowMinimum } from './pay.rules.js';
import { checkWording } from './wording.rules.js';

/** The content of an offer, as far as publication is concerned. */
export interface OfferContent extends OpportunityContent {
  readonly occupationCode: string | null;
  readonly contract: string | null;
  readonly contractMonths: number | null;
  readonly payMin: number | null;
  readonly payMax: number | null;
  readonly payPeriod: 'hour' | 'month' | 'year' | null;
  readonly payText: string | null;
  readonly positions: number;
  readonly requirements: readonly string[];
  readonly taught: readonly string[];
  readonly skills: readonly string[];
  readonly licences: readonly string[];
  readonly beginnerAccepted: boolean;
  readonly minimumAge: number | null;
  readonly reservedFor: string | null;
  readonly anonymousEmployer: boolean;
}

/** These end; the person must know when. */
const CONTRACTS_WITH_AN_END: readonly (string | null)[] = [
  'fixed-term',
  'temporary',
  'seasonal',
  'apprenticeship',
  'insertion',
];

/** What an offer lacks to be published (design of the law: L5332-1 to L5332-3, L5331-3), all at once; empty when nothing does. */
export function missingFromOffer(offer: OfferContent): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (offer.title === null) problems.push(missing('title', 'Donnez le nom du métier, par exemple « Maçon H/F ».'));
  if (offer.occupationCode === null) problems.push(missing('occupationCode', 'Choisissez le métier dans la liste.'));
  if (tooShort(offer.description)) problems.push(missing('description', 'Décrivez le travail en quelques phrases.'));
  if (offer.contract === null) problems.push(missing('contract', 'Choisissez le contrat.'));
  if (CONTRACTS_WITH_AN_END.includes(offer.contract) && offer.contractMonths === null) {
    problems.push(missing('contractMonths', 'Indiquez la durée du contrat en mois.'));
  }
  if (offer.weeklyHours === null && offer.contract !== 'self-employed')
    problems.push(missing('weeklyHours', 'Indiquez le nombre d’heures par semaine.'));
  if (offer.payMin === null && offer.payText === null)
    problems.push(missing('payMin', 'Indiquez le salaire ou une fourchette.'));
  if (offer.startsOn === null) problems.push(missing('startsOn', 'Indiquez la date de début.'));
  if (offer.insee === null) problems.push(missing('place', 'Indiquez la commune.'));
  if (offer.contactName === null)
    problems.push(missing('contactName', 'Indiquez la personne à contacter. Son nom reste caché.'));
  const way = 'Indiquez un e-mail, un téléphone ou une adresse web pour recevoir les candidatures.';
  return [...problems, ...missingWay(offer, way)];
}

/** What contradicts itself, in a draft too. `fresh`: the start date was just given, so it cannot be past. */
export function contradictionsIn(offer: OfferContent, today: Day, fresh: boolean): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (offer.payMin !== null && offer.payMax !== null && offer.payMax < offer.payMin) {
    problems.push({ field: 'payMax', code: 'too-small', message: 'Le salaire le plus haut est sous le plus bas.' });
  }
  if ((offer.payMin !== null || offer.payMax !== null) && offer.payPeriod === null) {
    problems.push({
      field: 'payPeriod',
      code: 'missing',
      message: 'Dites si le salaire est par heure, par mois ou par an.',
    });
  }
  if (
    offer.payMin !== null &&
    offer.payPeriod !== null &&
    hourly(offer.payMin, offer.payPeriod, offer.weeklyHours) > 500
  ) {
    problems.push({
      field: 'payPeriod',
      code: 'too-big',
      message: 'Ce salaire est très haut. Vérifiez s’il est par heure, par mois ou par an.',
    });
  }
  if (offer.payMax !== null && offer.payMin === null) {
    problems.push({ field: 'payMin', code: 'missing', message: 'Donnez aussi le salaire le plus bas.' });
  }
  return [...problems, ...pastStart(offer, today, fresh)];
}

/** Every remark on the texts and the pay of an offer. `minimum`: gross minimum wage in euros an hour. */
export function reviewOffer(offer: OfferContent, minimum: number): Finding[] {
  const pay =
    offer.contract === 'apprenticeship' || offer.contract === 'self-employed' ? [] : payBelowMinimum(offer, minimum);
  return [...checkWording({ kind: 'offer', ...offer, driving: offer.licences.length > 0 }), ...pay];
}

/** Whether the edit makes it another offer than the one a person has read: its work, pay, place or contact changed. */
export const changesNature = changesNatureBy<OfferContent>(
  ...(['occupationCode', 'contract', 'requirements', 'taught'] as const),
  ...(['payMin', 'payMax', 'payPeriod', 'payText'] as const),
);
