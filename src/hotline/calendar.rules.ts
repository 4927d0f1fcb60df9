import { addDays, addMonths, type Day, dayInParis, minutesInParis, parisInstant } from '../platform/lang/day.js';
import { addWorkingDays, isWorkingDay, nextWorkingDay } from '../platform/lang/french-calendar.js';

/** When the hotline calls: the dates of the three follow-ups of an appointment, and the hours at which a telephone may ring. */

export const MILESTONES = [3, 6, 12] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Days before and after the due day during which a follow-up counts as done in time. */
const WINDOW_DAYS = { before: 7, after: 21 } as const;

export interface MilestoneDates {
  readonly months: Milestone;
  /** Always a working day. */
  readonly dueOn: Day;
  readonly windowStartsOn: Day;
  readonly windowEndsOn: Day;
}

/**
 * The call due so many months after an appointment: counted from its day in Paris, the end of the month clamped
 * (31 August + 6 months = 28 or 29 February), then moved forward to a working day.
 */
export function milestoneOf(appointmentAt: Date, months: Milestone): MilestoneDates {
  const dueOn = nextWorkingDay(addMonths(dayInParis(appointmentAt), months));
  return {
    months,
    dueOn,
    windowStartsOn: addDays(dueOn, -WINDOW_DAYS.before),
    windowEndsOn: addDays(dueOn, WINDOW_DAYS.after),
  };
}

export function milestonesOf(appointmentAt: Date): MilestoneDates[] {
  return MILESTONES.map((months) => milestoneOf(appointmentAt, months));
}

export type HalfDay = 'morning' | 'afternoon';

/** Minutes since midnight in Paris: from the first, up to but not including the second. */
type Span = readonly [from: number, to: number];

/** Calls that nobody asked for: 10:00–12:00 and 14:00–17:30. */
const OUTGOING: readonly Span[] = [
  [10 * 60, 12 * 60],
  [14 * 60, 17 * 60 + 30],
];

/** The team answers, and calls back whoever asked for it: 9:00–12:00 and 13:30–17:30. */
const OPEN: readonly Span[] = [
  [9 * 60, 12 * 60],
  [13 * 60 + 30, 17 * 60 + 30],
];

const NOON = 13 * 60;

function isWithin(instant: Date, spans: readonly Span[]): boolean {
  const minutes = minutesInParis(instant);
  return isWorkingDay(dayInParis(instant)) && spans.some(([from, to]) => minutes >= from && minutes < to);
}

/** Whether a person who asked for nothing may be called at this instant. */
export function isOutgoingHour(instant: Date): boolean {
  return isWithin(instant, OUTGOING);
}

/** Whether the team is at work, and may keep the promise of a call at this instant. */
export function isOpeningHour(instant: Date): boolean {
  return isWithin(instant, OPEN);
}

export function halfDayOf(instant: Date): HalfDay {
  return minutesInParis(instant) < NOON ? 'morning' : 'afternoon';
}

/** The first instant from this one on at which a person who asked for nothing may be called. */
export function nextOutgoingInstant(instant: Date): Date {
  if (isOutgoingHour(instant)) return instant;
  const today = dayInParis(instant);
  const minutes = minutesInParis(instant);
  if (isWorkingDay(today) && minutes < 10 * 60) return halfDayStart(today, 'morning');
  if (isWorkingDay(today) && minutes < 14 * 60) return halfDayStart(today, 'afternoon');
  return halfDayStart(addWorkingDays(today, 1), 'morning');
}

/** The first instant of the outgoing hours of that half-day. */
export function halfDayStart(on: Day, half: HalfDay): Date {
  return parisInstant(on, half === 'morning' ? '10:00' : '14:00');
}
