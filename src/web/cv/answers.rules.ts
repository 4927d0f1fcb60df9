import { withImpliedLicences } from '../../candidates/candidate.rules.js';
import type { CvAnswers, CvStep } from '../../candidates/cv.schema.js';
import { tasksOf, TRADES, type Trade, tradesOf } from '../../candidates/trade-tasks.rules.js';
import { type ListStep, isListStep } from './items.rules.js';

/** What the pages of the questions offer, and what they leave out. */

/** Questions answered by one form. The lists (experiences, trainings, languages) have a page for each thing. */
export type FormStep = Exclude<CvStep, ListStep>;

export function isFormStep(step: CvStep): step is FormStep {
  return !isListStep(step);
}

/** Trades whose tasks are shown: those wanted, and those of which something was ticked before. */
export function shownTrades({ work, tasks }: CvAnswers): Trade[] {
  const wanted = tradesOf((work?.occupations ?? []).map(({ code }) => code));
  const before = TRADES.filter((trade) => trade.tasks.some(({ id }) => tasks?.tasks.includes(id)));
  return [...new Set([...wanted, ...before])];
}

/** How many hours a week, in wishes that one can say. */
export const HOURS = {
  'peu-importe': [null, null],
  'moins-de-15': [null, 15],
  '15-a-24': [15, 24],
  '25-a-34': [25, 34],
  '35-et-plus': [35, null],
} as const satisfies Readonly<Record<string, readonly [number | null, number | null]>>;
/** Hours that the person or somebody else wrote otherwise. */
export const OTHER_HOURS = 'actuel';

export function hoursChoice(hours: CvAnswers['hours']): string | undefined {
  if (!hours) return undefined;
  const found = Object.entries(HOURS).find(([, [min, max]]) => min === hours.hoursMin && max === hours.hoursMax);
  return found?.[0] ?? OTHER_HOURS;
}

export const DISTANCES = [5, 10, 20, 30, 50, 100] as const;

/** Licences that no other one of the list gives already: what a person says they have. */
export function strongest(held: readonly string[]): string[] {
  return held.filter((one) => !held.some((other) => other !== one && withImpliedLicences([other]).includes(one)));
}

/** What the person ticked, in words, each once. */
export function taskWords({ tasks: given }: CvAnswers): string[] {
  return tasksOf(given?.tasks ?? []).map(({ words }) => words);
}
