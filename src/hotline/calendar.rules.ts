import { addDays, addMonths, type Day, dayInParis, minutesInParis, parisInstant } from '../platform/lang/day.js';
import { dayInWords } from '../platform/lang/day-words.js';
import { addWorkingDays, isWorkingDay, nextWorkingDay } from '../platform/lang/french-calendar.js';

/** When the hotline calls: the dates of follow-ups, the window of other calls, and the hours at which a telephone may ring. */

export const MILESTONES = [3, 6, 12] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Days before and after the due day during which a follow-up counts as done in time. */
const WINDOW_DAYS = { before: 7, after: 21 } as const;

export interface CallDates {
  /** Always a working day. */
  readonly dueOn: Day;
  readonly windowStartsOn: Day;
  readonly windowEndsOn: Day;
}

export interface MilestoneDates extends CallDates {
  readonly months: Milestone;
}

/** A call that may be made at once: due on this day, or on the next working day. */
export function callDatesFrom(today: Day, on: Day): CallDates {
  const dueOn = nextWorkingDay(on);
  return { dueOn, windowStartsOn: today, windowEndsOn: addDays(dueOn, WINDOW_DAYS.after) };
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

/** A half-day in which the team promises to call. */
export interface PromisedHalfDay {
  readonly on: Day;
  readonly half: HalfDay;
  /** The first instant of it that is still to come. */
  readonly at: Date;
}

/** A half-day with less left of it is not promised any more. */
const LEAST_MINUTES_LEFT = 60;
const HALVES = [
  { half: 'morning', opens: '09:00', closes: '12:00' },
  { half: 'afternoon', opens: '13:30', closes: '17:30' },
] as const;

/** The next half-day of opening hours in which whoever asks `now` can be called. */
export function nextPromise(now: Date, wish: HalfDay | null): PromisedHalfDay {
  for (let on = nextWorkingDay(dayInParis(now)); ; on = addWorkingDays(on, 1)) {
    for (const { half, opens, closes } of HALVES) {
      if (wish !== null && wish !== half) continue;
      const [from, to] = [parisInstant(on, opens), parisInstant(on, closes)];
      const at = now > from ? now : from;
      if (to.getTime() - at.getTime() >= LEAST_MINUTES_LEFT * 60_000) return { on, half, at };
    }
  }
}

/** The half-day of a promise that was made for this instant. */
export function promiseOf(at: Date): PromisedHalfDay {
  return { on: dayInParis(at), half: halfDayOf(at), at };
}

export function isPromiseOver(promise: PromisedHalfDay, now: Date): boolean {
  const closes = HALVES.find(({ half }) => half === promise.half)?.closes ?? '17:30';
  return parisInstant(promise.on, closes) <= now;
}

/** "aujourd’hui, entre 9 h et 12 h", "mardi 24 novembre, entre 13 h 30 et 17 h 30". */
export function promiseInWords(promise: PromisedHalfDay, today: Day): string {
  const on = promise.on === today ? 'aujourd’hui' : dayInWords(promise.on);
  return `${on}, ${promise.half === 'morning' ? 'entre 9 h et 12 h' : 'entre 13 h 30 et 17 h 30'}`;
}
