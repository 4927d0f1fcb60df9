import { addDays, addMonths, type Day, parisInstant } from '../platform/lang/day.js';

/**
 * How long a silent person's data is kept: hidden from employers after 6 months, erased two years after the last contact (CNIL,
 * délibération 2023-095), warned at 21, 22 and 23 months. A contact begins everything anew.
 */

export const HIDDEN_AFTER_MONTHS = 6;
export const WARNED_AFTER_MONTHS = [21, 22, 23] as const;
export const ERASED_AFTER_MONTHS = 24;
/** Nobody is erased sooner than this after the last warning, even when the warnings were late. */
export const LAST_NOTICE_DAYS = 28;

export type RetentionStep = 'hide' | `warn-${(typeof WARNED_AFTER_MONTHS)[number]}`;

/** What the person reads: when the CV is hidden and when everything is erased if nothing happens. */
export function keptUntil(lastContact: Day): { visibleUntil: Day; keptUntil: Day } {
  return {
    visibleUntil: addMonths(lastContact, HIDDEN_AFTER_MONTHS),
    keptUntil: addMonths(lastContact, ERASED_AFTER_MONTHS),
  };
}

/** The day of erasure that a warning of today names. */
export function erasureDay(lastContact: Day, today: Day): Day {
  const due = addMonths(lastContact, ERASED_AFTER_MONTHS);
  const fair = addDays(today, LAST_NOTICE_DAYS);
  if (fair > due) return fair;
  return due;
}

/** Who was silent before this instant has been silent for that many whole months. */
export function silentSince(today: Day, months: number): Date {
  return parisInstant(addDays(addMonths(today, -months), 1), '00:00');
}
