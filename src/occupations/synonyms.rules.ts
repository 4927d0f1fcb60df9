import { fold } from '../platform/lang/text.js';
import type { EverydayWord, StarterOccupation } from './starter.schema.js';

export interface Synonym {
  readonly code: string;
  readonly label: string;
  /** 1 for the occupation that people mean first with this wording. */
  readonly rank: number;
}

/**
 * All our synonyms as one list. A wording of the list of everyday words keeps the order given there; an occupation that carries
 * the same wording in the starter set comes after, so that "usine" has one first answer.
 */
export function synonymsOf(
  occupations: readonly StarterOccupation[],
  everydayWords: readonly EverydayWord[],
): Synonym[] {
  const byWording = new Map<string, Map<string, Synonym>>();
  const add = (label: string, code: string, rank: number | undefined) => {
    const key = fold(label);
    const codes = byWording.get(key) ?? new Map<string, Synonym>();
    byWording.set(key, codes);
    if (!codes.has(code)) codes.set(code, { code, label, rank: rank ?? codes.size + 1 });
  };
  for (const word of everydayWords) add(word.terme, word.code_rome, word.rang);
  for (const occupation of occupations) for (const label of occupation.synonyms) add(label, occupation.code, undefined);
  return [...byWording.values()].flatMap((codes) => [...codes.values()]);
}

/** The stable short name of a skill, as kept with offers and CVs: "Conduite d'engins" → "conduite-d-engins". */
export function skillSlug(label: string): string {
  return fold(label).replaceAll(' ', '-');
}
