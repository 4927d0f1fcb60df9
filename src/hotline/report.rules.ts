/** What may be wrong with an offer or a mission, and when that takes it out of sight until somebody of the team has read it. */

export const MOTIVES = [
  'already-filled',
  'asks-for-money',
  'asks-for-papers',
  'discriminatory',
  'wrong-place-or-pay',
  'rude',
  'other',
] as const;
export type Motive = (typeof MOTIVES)[number];

export const DECISIONS = ['no-problem', 'corrected', 'closed'] as const;
export type Decision = (typeof DECISIONS)[number];

/** A swindle: one report is enough. */
const GRAVE: ReadonlySet<Motive> = new Set<Motive>(['asks-for-money', 'asks-for-papers']);
const INDEPENDENT_REPORTS = 3;
/** For so long after the team found no problem, one report alone does not hide it again. */
export const TRUSTED_DAYS = 30;

export interface OpenReport {
  readonly motive: Motive;
  /** Whoever reported: two reports of one person are not independent. */
  readonly reporter: string;
}

export function isGrave(motive: Motive): boolean {
  return GRAVE.has(motive);
}

/** Whether these open reports of one opportunity put it to review at once. `trusted`: the team found no problem in the last 30 days. */
export function asksForReview(reports: readonly OpenReport[], trusted: boolean): boolean {
  if (!trusted && reports.some((report) => isGrave(report.motive))) return true;
  return new Set(reports.map((report) => report.reporter)).size >= INDEPENDENT_REPORTS;
}
