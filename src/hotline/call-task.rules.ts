import type { Day } from '../platform/lang/day.js';
import type { HalfDay } from './calendar.rules.js';

/** Why the hotline calls somebody. */

/** Reasons other than a follow-up at 3, 6 or 12 months. */
export const NEEDS = [
  /** The person asked: "Appelez-moi". */
  'callback-asked',
  /** The person called us and nobody answered. */
  'missed-call',
  /** Messages do not arrive at the address that the person gave. */
  'broken-contact',
  /** Four alerts without a sign of life. */
  'ignored-alerts',
  /** An organisation leaves applications without an answer: its contact is called, at the number of the offer or mission. */
  'application-unanswered',
  /** The person's data will soon be erased for want of contact. */
  'account-expiring',
  'other',
] as const;
export type Need = (typeof NEEDS)[number];

export const CALL_REASONS = ['follow-up', ...NEEDS] as const;
export type CallReason = (typeof CALL_REASONS)[number];

/** A call to make, whoever says so. At most one is open for the same person, reason and subject. */
export interface NewCallTask {
  readonly candidateId: string | null;
  /** In E.164: compulsory for somebody without a file; else only when it is not the number of the file. */
  readonly phone?: string | null;
  readonly reason: Need;
  /** What it is about: id of an opportunity, of an application. */
  readonly subject?: string | null;
  /** The day on which it becomes due; today when absent. */
  readonly dueOn?: Day;
  /** The instant from which the person was promised a call. */
  readonly promisedAt?: Date | null;
  readonly bestTime?: HalfDay | null;
  readonly requestedBy?: string | null;
}

/** Who is called, as the table call_tasks says it: the id of the file, else the number. */
export function personOf(task: { readonly candidateId: string | null; readonly phone?: string | null }): string {
  return task.candidateId ?? task.phone ?? '';
}
