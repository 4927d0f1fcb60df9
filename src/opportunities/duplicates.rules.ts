import { similarity } from '../platform/lang/text.js';

/** The same organisation, the same commune, a title that is at least 0.8 alike, within 14 days. */
export const DUPLICATE_DAYS = 14;
const ALIKE = 0.8;
const DAY_MS = 86_400_000;

export interface Lookalike {
  readonly id: string;
  readonly organisationId: string;
  readonly insee: string | null;
  readonly title: string | null;
  /** When it was published, or written when it is not published yet. */
  readonly since: Date;
}

/** The marks "H/F" say nothing of the work: "Maçon H/F" and "Maçon (F/H)" are the same title. */
function work(title: string): string {
  return title.replace(/\(?\b[hf]\s?\/\s?[hf]\b\)?/gi, '');
}

/** The first of the others that says the same as this one, or undefined. */
export function duplicateOf(one: Omit<Lookalike, 'id'>, others: readonly Lookalike[]): Lookalike | undefined {
  const { title, insee } = one;
  if (title === null || insee === null) return undefined;
  return others.find(
    (other) =>
      other.organisationId === one.organisationId &&
      other.insee === insee &&
      other.title !== null &&
      Math.abs(other.since.getTime() - one.since.getTime()) <= DUPLICATE_DAYS * DAY_MS &&
      similarity(work(title), work(other.title)) >= ALIKE,
  );
}
