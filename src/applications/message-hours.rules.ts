import { addDays, dayInParis, minutesInParis, parisInstant } from '../platform/lang/day.js';
import { isWorkingDay, nextWorkingDay } from '../platform/lang/french-calendar.js';

/** When news that nobody has asked for this minute may ring: 8:00 to 20:00. A receipt leaves at once. */

const FROM = 8 * 60;
const UNTIL = 20 * 60;

/** Now, or the next morning at 8:00. `always`: demonstrations also at night. */
export function civilHour(now: Date, always: boolean): Date {
  const minutes = minutesInParis(now);
  if (always || (minutes >= FROM && minutes < UNTIL)) return now;
  const today = dayInParis(now);
  return parisInstant(minutes < FROM ? today : addDays(today, 1), '08:00');
}

/** The same on a working day: what is bad news, or invites to call the hotline, comes when somebody can be called. */
export function workingHour(now: Date, always: boolean): Date {
  const hour = civilHour(now, always);
  const on = dayInParis(hour);
  return always || isWorkingDay(on) ? hour : parisInstant(nextWorkingDay(on), '09:00');
}
