import { addDays, type Day } from '../platform/lang/day.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

/** An offer or a mission stays open 60 days at most, 30 unless told. */
export const MAX_OPEN_DAYS = 60;
export const DEFAULT_OPEN_DAYS = 30;

/** The last day on which people may apply, today included. */
export function closingDate(
  wanted: Day | null,
  today: Day,
): Verdict<Day, 'closing-date-past' | 'closing-date-too-far'> {
  if (wanted === null) return granted(addDays(today, DEFAULT_OPEN_DAYS));
  if (wanted < today)
    return refused('closing-date-past', 'La date de fin est déjà passée. Choisissez aujourd’hui ou plus tard.');
  if (wanted > addDays(today, MAX_OPEN_DAYS)) {
    return refused(
      'closing-date-too-far',
      `La date de fin est trop loin. Choisissez une date dans les ${MAX_OPEN_DAYS} jours.`,
    );
  }
  return granted(wanted);
}

/** The closing date of a feed, brought inside what is allowed; a date that is past stays past and is refused. */
export function closingDateFromFeed(
  wanted: Day | null,
  today: Day,
): Verdict<Day, 'closing-date-past' | 'closing-date-too-far'> {
  const last = addDays(today, MAX_OPEN_DAYS);
  return closingDate(wanted !== null && wanted > last ? last : wanted, today);
}
