import { addDays, type Day, dayInParis, daysBetween, plusSeconds } from '../platform/lang/day.js';
import { isWorkingDay } from '../platform/lang/french-calendar.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { type HalfDay, halfDayOf, halfDayStart, isOpeningHour, isOutgoingHour } from './calendar.rules.js';

/** Who may be called now, in which order, and how the calls due to one person become one. */

export const LEASE_MINUTES = 30;
export const MOST_CALLS = 4;
export const MOST_CALLS_DAYS = 30;
export const SILENCE_DAYS = 60;
/** Farthest day for which a call may be promised or put off. */
export const FARTHEST_PROMISE_DAYS = 60;

export interface Waiting {
  /** The person asked for this call, even if not for an hour. */
  readonly asked: boolean;
  readonly notBefore: Date | null;
  readonly callIn: HalfDay | null;
  /** The person asked to be called at this instant. */
  readonly promisedAt: Date | null;
}

/** What the person has already received from us. */
export interface PastCalls {
  /** Calls made to the person that the person had not asked for. */
  readonly unasked: readonly Date[];
  readonly lastRefusalAt: Date | null;
}

export type NotNow =
  | 'follow-up.too-early'
  | 'follow-up.outside-hours'
  | 'follow-up.silence'
  | 'follow-up.too-many-calls';

/**
 * Whether an agent may call the person now. A call that the person asked for is kept during opening hours and escapes
 * the limits on calls that nobody asked for: 4 in 30 days, silence for 60 days after a refusal, hours; and half-days when
 * it was promised for an instant.
 */
export function mayCall(task: Waiting, past: PastCalls, now: Date): Verdict<'asked' | 'unasked', NotNow> {
  if (task.promisedAt) {
    if (task.promisedAt > now)
      return refused('follow-up.too-early', 'Cette personne a demandé à être appelée plus tard.');
    return isOpeningHour(now)
      ? granted('asked')
      : refused('follow-up.outside-hours', 'L’équipe n’appelle pas à cette heure.');
  }
  if (!(task.asked ? isOpeningHour(now) : isOutgoingHour(now)))
    return refused('follow-up.outside-hours', 'L’équipe n’appelle pas à cette heure.');
  if (task.notBefore && task.notBefore > now)
    return refused('follow-up.too-early', 'Il est trop tôt pour rappeler cette personne.');
  if (task.callIn && task.callIn !== halfDayOf(now)) {
    return refused(
      'follow-up.too-early',
      "Le dernier appel a eu lieu à ce moment de la journée. Essayez l'autre demi-journée.",
    );
  }
  if (task.asked) return granted('asked');
  if (past.lastRefusalAt && past.lastRefusalAt > daysBefore(now, SILENCE_DAYS)) {
    return refused('follow-up.silence', 'Cette personne a refusé un appel il y a moins de 60 jours.');
  }
  if (past.unasked.filter((at) => at > daysBefore(now, MOST_CALLS_DAYS)).length >= MOST_CALLS) {
    return refused('follow-up.too-many-calls', 'Cette personne a déjà été appelée 4 fois en 30 jours.');
  }
  return granted('unasked');
}

/** The instant so many times 24 hours before. */
export function daysBefore(instant: Date, days: number): Date {
  return plusSeconds(instant, -days * 86_400);
}

export interface OpenTask extends Waiting {
  readonly id: string;
  readonly state: 'planned' | 'due';
  /** One of the calls at 3, 6 or 12 months, with their questions. */
  readonly isFollowUp: boolean;
  readonly attempts: number;
  readonly bestTime: HalfDay | null;
  readonly dueOn: Day;
  /** The earliest due day among the calls that this one replaces. */
  readonly urgentOn: Day;
  readonly beingCalled: boolean;
}

export interface OneCall extends Omit<Waiting, 'asked'> {
  readonly id: string;
  readonly attempts: number;
  readonly bestTime: HalfDay | null;
  readonly urgentOn: Day;
  readonly absorbed: readonly string[];
}

/**
 * The one call to make out of all those due to one person. A follow-up is kept before any other, for its questions; the latest
 * milestone, so that three failed attempts never use up a later one. It inherits the urgency, the promise, the best time and the
 * pause of those it absorbs, and the attempts that are left to a call that the person asked for.
 * Null: nothing changes, because the call is already open or an agent is on the telephone with the person.
 */
export function oneCallOf(tasks: readonly OpenTask[]): OneCall | null {
  if (tasks.some((task) => task.beingCalled)) return null;
  const kept = tasks.reduce<OpenTask | undefined>(
    (best, task) => (best && !isLater(task, best) ? best : task),
    undefined,
  );
  if (!kept || (tasks.length === 1 && kept.state === 'due')) return null;
  const paused = tasks.reduce((last, task) => (isAfter(task.notBefore, last.notBefore) ? task : last), kept);
  return {
    id: kept.id,
    urgentOn: tasks.map((task) => task.urgentOn).sort()[0] ?? kept.urgentOn,
    promisedAt: tasks.reduce<Date | null>(
      (first, task) => (task.promisedAt && (!first || task.promisedAt < first) ? task.promisedAt : first),
      null,
    ),
    notBefore: paused.notBefore,
    callIn: paused.callIn,
    bestTime: kept.bestTime ?? tasks.find((task) => task.bestTime !== null)?.bestTime ?? null,
    attempts: Math.min(kept.attempts, ...tasks.filter((task) => task.asked).map((task) => task.attempts)),
    absorbed: tasks.filter((task) => task !== kept).map((task) => task.id),
  };
}

function isLater(one: OpenTask, other: OpenTask): boolean {
  if (one.isFollowUp !== other.isFollowUp) return one.isFollowUp;
  return one.dueOn === other.dueOn ? one.id > other.id : one.dueOn > other.dueOn;
}

function isAfter(one: Date | null, other: Date | null): boolean {
  return one !== null && (other === null || one > other);
}

export type PromiseRefusal =
  | 'follow-up.call-in-the-past'
  | 'follow-up.call-too-far'
  | 'follow-up.team-absent'
  | 'follow-up.before-window';

export interface PutOff {
  readonly notBefore: Date | null;
  readonly promisedAt: Date | null;
}

/** Whether the team may promise to call at this instant: at work, within 60 days of today or of the due day. */
export function mayPromise(at: Date, task: { readonly dueOn: Day }, now: Date): Verdict<PutOff, PromiseRefusal> {
  if (at <= now) return refused('follow-up.call-in-the-past', 'Choisissez une heure à venir.');
  if (dayInParis(at) > farthestOf(task, now))
    return refused('follow-up.call-too-far', 'Choisissez une date dans les 60 jours.');
  if (!isOpeningHour(at)) {
    return refused(
      'follow-up.team-absent',
      'L’équipe appelle les jours ouvrés, de 9 h à 12 h et de 13 h 30 à 17 h 30.',
    );
  }
  return granted({ notBefore: null, promisedAt: at });
}

/** Whether a call may be put off to this day. */
export function mayPutOff(on: Day, task: { readonly dueOn: Day }, now: Date): Verdict<PutOff, PromiseRefusal> {
  if (on < dayInParis(now)) return refused('follow-up.call-in-the-past', 'Choisissez un jour à venir.');
  if (on > farthestOf(task, now)) return refused('follow-up.call-too-far', 'Choisissez une date dans les 60 jours.');
  if (!isWorkingDay(on)) return refused('follow-up.team-absent', 'L’équipe appelle les jours ouvrés.');
  return granted({ notBefore: halfDayStart(on, 'morning'), promisedAt: null });
}

function farthestOf(task: { readonly dueOn: Day }, now: Date): Day {
  const today = dayInParis(now);
  return addDays(daysBetween(today, task.dueOn) > 0 ? task.dueOn : today, FARTHEST_PROMISE_DAYS);
}
