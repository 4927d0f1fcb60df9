import { addDays, type Day, daysBetween } from '../platform/lang/day.js';
import { isWorkingDay, nextWorkingDay } from '../platform/lang/french-calendar.js';

/** What happens by itself while an application waits for its answer. Days are counted from the day it was sent. */
export const WAITING_STEPS = ['reminder-3', 'reminder-7', 'nudge', 'escalation', 'closure'] as const;
export type WaitingStep = (typeof WAITING_STEPS)[number];
export const STEPS = ['sent', 'seen', ...WAITING_STEPS, 'relance', 'answer', 'withdrawal'] as const;
export type Step = (typeof STEPS)[number];

const AFTER_DAYS: Readonly<Record<WaitingStep, number>> = {
  'reminder-3': 3,
  'reminder-7': 7,
  nudge: 10,
  escalation: 15,
  closure: 60,
};
/** Two reminders after a holiday or a breakdown do not follow each other the next day. */
const REMINDERS_APART_DAYS = 2;

export interface Waiting {
  readonly sentOn: Day;
  /** Whether the organisation has an e-mail address. Without one nobody can be reminded: the hotline calls from day 3. */
  readonly reachable: boolean;
  /** Steps taken, with their day in Paris. */
  readonly taken: ReadonlyMap<Step, Day>;
}

/** Reminders, nudge and escalation fall on a working day, never earlier than counted; day 60 is day 60. */
export function stepDay(step: WaitingStep, waiting: Pick<Waiting, 'sentOn' | 'reachable'>): Day {
  if (step === 'closure') return addDays(waiting.sentOn, AFTER_DAYS.closure);
  const days = step === 'escalation' && !waiting.reachable ? AFTER_DAYS['reminder-3'] : AFTER_DAYS[step];
  return nextWorkingDay(addDays(waiting.sentOn, days));
}

/** What is still to come, the next first. A later reminder makes an earlier one pointless. */
function ahead(waiting: Waiting): { step: WaitingStep; on: Day }[] {
  return WAITING_STEPS.filter((step) => {
    if (waiting.taken.has(step)) return false;
    if (step === 'reminder-3') return waiting.reachable && !waiting.taken.has('reminder-7');
    return step !== 'reminder-7' || waiting.reachable;
  })
    .map((step) => ({ step, on: apart(step, stepDay(step, waiting), waiting) }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function apart(step: WaitingStep, on: Day, { taken }: Waiting): Day {
  const before = step === 'reminder-7' ? taken.get('reminder-3') : undefined;
  const least = before && nextWorkingDay(addDays(before, REMINDERS_APART_DAYS));
  return least && least > on ? least : on;
}

/** The next day on which something is to be done. */
export function nextStepOn(waiting: Waiting): Day {
  return ahead(waiting)[0]?.on ?? stepDay('closure', waiting);
}

/** What is to be done today, also when the days before had no worker. The closure comes alone; on a day off it is the only step. */
export function dueSteps(waiting: Waiting, today: Day): WaitingStep[] {
  const due = ahead(waiting)
    .filter(({ on }) => on <= today)
    .map(({ step }) => step);
  if (due.includes('closure')) return ['closure'];
  if (!isWorkingDay(today)) return [];
  return due.includes('reminder-7') ? due.filter((step) => step !== 'reminder-3') : due;
}

/** Whole days since it was sent. */
export function daysWaiting(sentOn: Day, today: Day): number {
  return Math.max(0, daysBetween(sentOn, today));
}
