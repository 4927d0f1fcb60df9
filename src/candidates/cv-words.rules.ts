import type { TravelMode } from '../geo/travel.rules.js';
import { instantFrom, type Day } from '../platform/lang/day.js';
import type { Contract, Experience } from './candidate.schema.js';
import type { Cv } from './cv.rules.js';
import type { Language, Moment, Transport, WorkDay } from './cv.schema.js';

/** What a CV says, in words that a child of ten reads. The same on the page, in the PDF and behind a shared link. */

const MODES: Readonly<Record<TravelMode, string>> = {
  walk: 'à pied',
  bike: 'à vélo',
  scooter: 'en scooter',
  car: 'en voiture',
};
const TRANSPORT_WORDS: Readonly<Record<Transport, string>> = {
  bus: 'en bus',
  train: 'en train',
  'car-pool': 'en covoiturage',
  lift: 'avec un proche qui me conduit',
};
const DAY_WORDS: Readonly<Record<WorkDay, string>> = {
  mon: 'lundi',
  tue: 'mardi',
  wed: 'mercredi',
  thu: 'jeudi',
  fri: 'vendredi',
  sat: 'samedi',
  sun: 'dimanche',
};
const MOMENT_WORDS: Readonly<Record<Moment, string>> = {
  morning: 'le matin',
  afternoon: 'l’après-midi',
  evening: 'le soir',
  night: 'la nuit',
};
const CONTRACT_WORDS: Readonly<Record<Contract, string>> = {
  permanent: 'contrat sans date de fin (CDI)',
  'fixed-term': 'contrat avec une date de fin (CDD)',
  temporary: 'intérim',
  seasonal: 'travail saisonnier',
  apprenticeship: 'apprentissage',
  insertion: 'contrat avec un accompagnement',
  'self-employed': 'travail à mon compte',
};
const LICENCE_WORDS: Readonly<Record<string, string>> = {
  AM: 'cyclomoteur (AM)',
  A1: 'moto légère (A1)',
  A2: 'moto (A2)',
  A: 'moto (A)',
  B1: 'quadricycle (B1)',
  B: 'voiture (B)',
  BE: 'voiture avec remorque (BE)',
  C1: 'petit camion (C1)',
  C1E: 'petit camion avec remorque (C1E)',
  C: 'camion (C)',
  CE: 'camion avec remorque (CE)',
  D1: 'minibus (D1)',
  D1E: 'minibus avec remorque (D1E)',
  D: 'bus (D)',
  DE: 'bus avec remorque (DE)',
};
/** Licences that everybody with a stronger one has: not worth a line. */
const IMPLIED_BY: readonly (readonly [small: string, by: readonly string[]])[] = [
  ['AM', ['A1', 'A2', 'A', 'B1', 'B', 'BE', 'C1', 'C1E', 'C', 'CE', 'D1', 'D1E', 'D', 'DE']],
  ['B1', ['B', 'BE', 'C1', 'C1E', 'C', 'CE', 'D1', 'D1E', 'D', 'DE']],
  ['A1', ['A2', 'A']],
  ['A2', ['A']],
  ['C1', ['C', 'CE']],
  ['C1E', ['CE']],
  ['D1', ['D', 'DE']],
  ['D1E', ['DE']],
];
const KIND_WORDS: Readonly<Record<Experience['kind'], string>> = {
  job: 'Emploi',
  internship: 'Stage',
  seasonal: 'Travail saisonnier',
  volunteering: 'Bénévolat',
  'family-help': 'Aide à la famille',
  informal: 'Coup de main',
  military: 'Armée',
  training: 'Formation',
};
const LEVEL_WORDS: Readonly<Record<Language['level'], string>> = {
  some: 'un peu',
  good: 'bien',
  fluent: 'très bien',
};

export function experienceKindWords(kind: Experience['kind']): string {
  return KIND_WORDS[kind];
}

export function contractWords(contract: Contract): string {
  return CONTRACT_WORDS[contract];
}

/** "anglais (bien)" */
export function languageWords({ name, level }: Language): string {
  return `${name} (${LEVEL_WORDS[level]})`;
}

/** "voiture (B)", the strongest ones only. */
export function licenceWords(licences: readonly string[]): string[] {
  const implied = new Set(
    IMPLIED_BY.filter(([, by]) => by.some((one) => licences.includes(one))).map(([small]) => small),
  );
  return licences.filter((licence) => !implied.has(licence)).map((licence) => LICENCE_WORDS[licence] ?? licence);
}

/** "À vélo, en bus, jusqu’à 10 km de Laon". */
export function travelLine(cv: Pick<Cv, 'travelMode' | 'reachKm' | 'transport' | 'commune'>): string {
  const means = [MODES[cv.travelMode], ...cv.transport.map((transport) => TRANSPORT_WORDS[transport])];
  return capital(
    `${means.join(', ')}, jusqu’à ${cv.reachKm} km${cv.commune === null ? '' : ` ${deWords(cv.commune)}`}`,
  );
}

/** "Entre 20 et 30 heures par semaine", or null when the person has no wish. */
export function hoursLine({ hoursMin, hoursMax }: Pick<Cv, 'hoursMin' | 'hoursMax'>): string | null {
  if (hoursMin !== null && hoursMax !== null) {
    return hoursMin === hoursMax
      ? `${numberWords(hoursMin)} heures par semaine`
      : `Entre ${numberWords(hoursMin)} et ${numberWords(hoursMax)} heures par semaine`;
  }
  if (hoursMin !== null) return `Au moins ${numberWords(hoursMin)} heures par semaine`;
  return hoursMax === null ? null : `Au plus ${numberWords(hoursMax)} heures par semaine`;
}

/** "Du lundi au vendredi, le matin", or null. */
export function daysLine({ days, moments }: Pick<Cv, 'days' | 'moments'>): string | null {
  const parts = [dayWords(days), joined(moments.map((moment) => MOMENT_WORDS[moment]))].filter((part) => part !== '');
  return parts.length === 0 ? null : capital(parts.join(', '));
}

/** "Tout de suite", "À partir du 3 mars 2027"; null when the person did not say. */
export function availableLine(availableFrom: Day | null, today: Day): string | null {
  if (availableFrom === null) return null;
  return availableFrom <= today ? 'Tout de suite' : `À partir du ${longDay(availableFrom)}`;
}

/** How long an experience lasted, never when: what was between two of them is nobody's business. "environ 2 ans", or null. */
export function durationOf({ from, to }: Pick<Experience, 'from' | 'to'>): string | null {
  if (from === undefined || to === undefined) return null;
  const exact = from.length === 7 && to.length === 7;
  const months = monthsOf(to) - monthsOf(from) + (exact ? 1 : 0);
  if (months < 0) return null;
  if (!exact && months === 0) return 'moins d’un an';
  if (months < 12) return months <= 1 ? 'environ 1 mois' : `environ ${months} mois`;
  const years = Math.round(months / 12);
  return years === 1 ? 'environ 1 an' : `environ ${years} ans`;
}

/** When it was, for the person's own eyes: "2019 à 2021", "depuis 2023", or null. */
export function periodOf({ from, to }: Pick<Experience, 'from' | 'to'>): string | null {
  if (from !== undefined && to !== undefined) return from === to ? from : `${spoken(from)} à ${spoken(to)}`;
  if (from !== undefined) return `depuis ${spoken(from)}`;
  return to === undefined ? null : `jusqu’à ${spoken(to)}`;
}

/** "Camille E.", or the first name alone. */
export function shortName(firstName: string, lastName: string): string {
  const initial = [...lastName.trim()][0];
  return initial === undefined ? firstName : `${firstName} ${initial.toUpperCase()}.`;
}

const LONG_DAY = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const LONG_MONTH = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "3 mars 2027", "1er mars 2027". */
export function longDay(day: Day): string {
  return LONG_DAY.format(instantFrom(`${day}T12:00:00Z`)).replace(/^1 /, '1er ');
}

function spoken(monthOrYear: string): string {
  return monthOrYear.length === 4 ? monthOrYear : LONG_MONTH.format(instantFrom(`${monthOrYear}-15T12:00:00Z`));
}

function monthsOf(monthOrYear: string): number {
  const [year = '0', month = '1'] = monthOrYear.split('-');
  return Number(year) * 12 + Number(month);
}

/** A run of at least three days is said by its ends. */
function dayWords(days: readonly WorkDay[]): string {
  const order = Object.keys(DAY_WORDS) as WorkDay[];
  if (days.length === order.length) return 'tous les jours';
  const places = days.map((one) => order.indexOf(one));
  const [first, last] = [days[0], days.at(-1)];
  const run = places.every((place, index) => index === 0 || place === (places[index - 1] ?? 0) + 1);
  if (run && days.length > 2 && first && last) return `du ${DAY_WORDS[first]} au ${DAY_WORDS[last]}`;
  return joined(days.map((one) => `le ${DAY_WORDS[one]}`));
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`;
}

/** "de Laon", "d’Hirson", "du Nouvion-en-Thiérache", "des Autels". */
function deWords(commune: string): string {
  if (/^Le /.test(commune)) return `du ${commune.slice(3)}`;
  if (/^Les /.test(commune)) return `des ${commune.slice(4)}`;
  return /^[aeiouyhàâéèêëîïôœùûü]/i.test(commune) ? `d’${commune}` : `de ${commune}`;
}

function numberWords(number: number): string {
  return number.toString().replace('.', ',');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
