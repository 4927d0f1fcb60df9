import { type Day, daysBetween } from '../../platform/lang/day.js';
import { dayInWords } from '../../platform/lang/day-words.js';
import { readablePhone } from '../../platform/lang/phone.js';

/** Contracts, hours, pay and dates as people say them. */

const NBSP = '\u00a0';

const CONTRACT_WORDS: Readonly<Record<string, string>> = {
  permanent: 'Contrat sans date de fin (CDI)',
  'fixed-term': 'Contrat avec une date de fin (CDD)',
  temporary: 'Intérim',
  seasonal: 'Contrat de saison',
  apprenticeship: 'Apprentissage',
  insertion: 'Contrat d’insertion',
  'self-employed': 'À son compte',
};

/** "Contrat avec une date de fin (CDD), 3 mois". Null when nothing is said. */
export function contractWords(contract: string | null, months: number | null): string | null {
  if (contract === null) return null;
  const words = CONTRACT_WORDS[contract] ?? contract;
  return months === null ? words : `${words}, ${months} mois`;
}

/** "35 heures par semaine", "17 h 30 par semaine". Null when nothing is said. */
export function hoursWords(weekly: number | null): string | null {
  if (weekly === null) return null;
  const hours = Math.floor(weekly);
  const minutes = Math.round((weekly - hours) * 60);
  if (minutes === 0) return `${hours}${NBSP}heure${hours > 1 ? 's' : ''} par semaine`;
  return `${hours}${NBSP}h${NBSP}${String(minutes).padStart(2, '0')} par semaine`;
}

// Making a formatter takes longer than writing a whole card: they are made once.
const WHOLE = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const CENTS = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** "12,50 €", "1 850 €": cents only when there are some. */
export function euros(amount: number): string {
  return `${(Number.isInteger(amount) ? WHOLE : CENTS).format(amount)}${NBSP}€`;
}

/** "1 234". */
export function count(n: number): string {
  return WHOLE.format(n);
}

const PERIOD_WORDS: Readonly<Record<string, string>> = { hour: 'de l’heure', month: 'par mois', year: 'par an' };

export interface Pay {
  readonly min: number | null;
  readonly max: number | null;
  readonly period: string | null;
  readonly text: string | null;
}

/** "12,50 € de l’heure", "de 1 850 € à 2 000 € par mois", or what the employer wrote. Before tax and contributions (brut). */
export function payWords(pay: Pay | null): string | null {
  if (pay === null) return null;
  const { min, max, period, text } = pay;
  const per = (period && PERIOD_WORDS[period]) ?? '';
  if (min !== null && max !== null && min !== max) return `de ${euros(min)} à ${euros(max)} ${per}`.trim();
  const one = min ?? max;
  return one === null ? text : `${euros(one)} ${per}`.trim();
}

/** "mardi 3 mars", with the year when it is not this one. */
export function dayWords(on: Day, today: Day): string {
  return on.slice(0, 4) === today.slice(0, 4) ? dayInWords(on) : `${dayInWords(on)} ${on.slice(0, 4)}`;
}

/** "aujourd’hui", "hier", "il y a 5 jours", then the date. */
export function agoWords(on: Day, today: Day): string {
  const days = daysBetween(on, today);
  if (days <= 0) return 'aujourd’hui';
  if (days === 1) return 'hier';
  return days <= 14 ? `il y a ${days} jours` : `le ${dayWords(on, today)}`;
}

/** "1 offre", "1 234 offres". */
export function counted(n: number, one: string, many: string): string {
  return `${count(n)}${NBSP}${n < 2 ? one : many}`;
}

/** A label of a nomenclature with the apostrophe of the pages. */
export function typographic(label: string): string {
  return label.replaceAll("'", '’');
}

/** A telephone number in pairs that stay on one line: "06 39 98 00 01". */
export function phoneWords(e164: string): string {
  return readablePhone(e164).replaceAll(' ', NBSP);
}
