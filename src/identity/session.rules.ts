import { plusSeconds } from '../platform/lang/day.js';

const HOUR = 3600;
const REMEMBERED_SECONDS = 90 * 24 * HOUR;
const SHORT_SECONDS = 12 * HOUR;

/** Until when a session opened now is good: 90 days on a device of one's own, else 12 hours; always 12 hours for the team. */
export function sessionEnd(now: Date, wish: { readonly remember: boolean; readonly staff: boolean }): Date {
  return plusSeconds(now, wish.remember && !wish.staff ? REMEMBERED_SECONDS : SHORT_SECONDS);
}

/** The list of devices says when each was seen, to the hour: a finer grain would be a write at each page. */
export const SEEN_EVERY_SECONDS = HOUR;
