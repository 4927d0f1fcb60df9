import { fold } from '../platform/lang/text.js';

/** Decisions about a person's file that need nothing but the file. */

/** Two spellings of one person: case, accents, hyphens and the order of first and last name do not count. */
export function nameKey(firstName: string, lastName: string): string {
  return [fold(firstName), fold(lastName)].sort().join('|');
}

/** Licences that a licence gives (Code de la route R221-4 s.): who may drive a lorry may drive a car. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  A2: ['A1', 'AM'],
  A1: ['AM'],
  A: ['A2', 'A1', 'AM'],
  B1: ['AM'],
  B: ['B1', 'AM'],
  BE: ['B', 'B1', 'AM'],
  C1: ['B', 'B1', 'AM'],
  C1E: ['C1', 'BE', 'B', 'B1', 'AM'],
  C: ['C1', 'B', 'B1', 'AM'],
  CE: ['C', 'C1', 'C1E', 'BE', 'B', 'B1', 'AM'],
  D1: ['B', 'B1', 'AM'],
  D1E: ['D1', 'BE', 'B', 'B1', 'AM'],
  D: ['D1', 'B', 'B1', 'AM'],
  DE: ['D', 'D1', 'D1E', 'BE', 'B', 'B1', 'AM'],
};

/** All that the person may drive, sorted. */
export function withImpliedLicences(licences: readonly string[]): string[] {
  return [...new Set(licences.flatMap((licence) => [licence, ...(IMPLIED[licence] ?? [])]))].sort();
}

/** The name of a skill under which offers and people meet: "Ménage et repassage" → "menage-et-repassage". */
export function skillSlug(skill: string): string {
  return fold(skill).replaceAll(' ', '-');
}
