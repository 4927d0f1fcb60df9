import { dayInParis, plusSeconds } from '../platform/lang/day.js';
import { addWorkingDays } from '../platform/lang/french-calendar.js';
import { type HalfDay, halfDayOf, halfDayStart, nextOutgoingInstant } from './calendar.rules.js';

/** What the outcome of a call does to its task, and to the other tasks of the same person. */

/** The closed list of what an agent may record. */
export const OUTCOMES = [
  'reached-done',
  'reached-call-back',
  'reached-someone-else',
  'no-answer',
  'busy',
  'voicemail-left',
  'voicemail-not-left',
  'wrong-number',
  'out-of-service',
  'refuses-this-call',
  'do-not-call',
  'language',
  'moved',
  'deceased',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const DIRECTIONS = ['outgoing', 'incoming'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Somebody was on the line, so these can also be said by a person who calls us. */
const POSSIBLE_WHEN_INCOMING: ReadonlySet<Outcome> = new Set<Outcome>([
  'reached-done',
  'reached-call-back',
  'refuses-this-call',
  'do-not-call',
  'language',
  'moved',
  'deceased',
]);

/** The person spoke with us: counts as a contact for the two years after which data is erased. */
const PERSON_ON_THE_LINE: ReadonlySet<Outcome> = new Set<Outcome>([
  'reached-done',
  'reached-call-back',
  'refuses-this-call',
  'do-not-call',
  'language',
  'moved',
]);

export const MOST_ATTEMPTS = 3;
const BUSY_MINUTES = 30;

/** Where a recorded call leaves the task. */
export type CallEffect =
  | {
      readonly kind: 'ended';
      readonly state: 'done' | 'unreachable' | 'refused' | 'cancelled';
      readonly reason: string;
      readonly everyOther: PersonReason | null;
    }
  | { readonly kind: 'promised'; readonly at: Date }
  | {
      readonly kind: 'again';
      readonly attempts: number;
      readonly notBefore: Date;
      /** The next attempt must be made in this half of the day; null: any. */
      readonly callIn: HalfDay | null;
      /** The missed-call SMS leaves after the first attempt that failed. */
      readonly missedCallSms: boolean;
    }
  | { readonly kind: 'unchanged' };

/** Why every other task of the person ends with this call. */
export type PersonReason = 'opposed' | 'moved-away' | 'deceased';

export interface RecordedCall {
  readonly outcome: Outcome;
  readonly direction: Direction;
  readonly callBackAt: Date | null;
}

export function isPossible(outcome: Outcome, direction: Direction): boolean {
  return direction === 'outgoing' || POSSIBLE_WHEN_INCOMING.has(outcome);
}

export function wasPersonOnTheLine(outcome: Outcome): boolean {
  return PERSON_ON_THE_LINE.has(outcome);
}

/** The consequences of a call that ended `now`, after so many attempts of this task that failed before it. */
export function effectOf(
  call: RecordedCall,
  failedBefore: number,
  now: Date,
  bestTime: HalfDay | null = null,
): CallEffect {
  switch (call.outcome) {
    case 'reached-done':
      return ended('done', 'answered');
    case 'reached-call-back':
      return call.callBackAt ? { kind: 'promised', at: call.callBackAt } : { kind: 'unchanged' };
    case 'wrong-number':
    case 'out-of-service':
      return ended('unreachable', call.outcome);
    case 'refuses-this-call':
      return ended('refused', 'refuses-this-call');
    case 'do-not-call':
      return ended('refused', 'do-not-call', 'opposed');
    case 'moved':
      return ended('cancelled', 'moved-away', 'moved-away');
    case 'deceased':
      return ended('cancelled', 'deceased', 'deceased');
    case 'busy':
    case 'no-answer':
    case 'voicemail-left':
    case 'voicemail-not-left':
    case 'reached-someone-else':
    case 'language':
      return call.direction === 'incoming'
        ? { kind: 'unchanged' }
        : failed(call.outcome, failedBefore + 1, now, bestTime);
  }
}

function ended(
  state: 'done' | 'unreachable' | 'refused' | 'cancelled',
  reason: string,
  everyOther: PersonReason | null = null,
): CallEffect {
  return { kind: 'ended', state, reason, everyOther };
}

/**
 * Three attempts at most: half an hour after a busy line, otherwise on the next working day, in the half of it that the person
 * prefers, else in the other half.
 */
function failed(outcome: Outcome, attempts: number, now: Date, bestTime: HalfDay | null): CallEffect {
  if (attempts >= MOST_ATTEMPTS) return ended('unreachable', 'three-attempts');
  // Whoever does not share our language was reached: an SMS in French would not help.
  const missedCallSms = attempts === 1 && outcome !== 'language';
  if (outcome === 'busy') {
    return {
      kind: 'again',
      attempts,
      notBefore: nextOutgoingInstant(plusSeconds(now, BUSY_MINUTES * 60)),
      callIn: null,
      missedCallSms,
    };
  }
  const callIn: HalfDay = bestTime ?? (halfDayOf(now) === 'morning' ? 'afternoon' : 'morning');
  return {
    kind: 'again',
    attempts,
    notBefore: halfDayStart(addWorkingDays(dayInParis(now), 1), callIn),
    callIn,
    missedCallSms,
  };
}
