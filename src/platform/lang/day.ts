import { Temporal } from 'temporal-polyfill';

/** Calendar days of Europe/Paris and instants in UTC, kept apart: a Day has no hour, a Date is an instant. */

declare const dayBrand: unique symbol;
/** A calendar day, 'YYYY-MM-DD'. Days compare with < and > as strings do. */
export type Day = string & { readonly [dayBrand]: true };

const PARIS = 'Europe/Paris';
const MS_A_DAY = 86_400_000;
const MS_AN_HOUR = 3_600_000;

/** The day written 'YYYY-MM-DD'. Throws RangeError when it does not exist (30 February). */
export function day(text: string): Day {
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day;
}

/** Whether the text is an existing day written 'YYYY-MM-DD'. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    day(text);
    return true;
  } catch {
    return false;
  }
}

export function addDays(from: Day, days: number): Day {
  return Temporal.PlainDate.from(from).add({ days }).toString() as Day;
}

/** The same day of the month, or the last one when the month is shorter: 31 August + 6 months = 28 or 29 February. */
export function addMonths(from: Day, months: number): Day {
  return Temporal.PlainDate.from(from).add({ months }, { overflow: 'constrain' }).toString() as Day;
}

/** Days from the first to the second, negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / MS_A_DAY; // both at midnight UTC: the days there all last as long
}

/** 1 for Monday … 7 for Sunday. */
export function weekday(of: Day): number {
  const days = Date.parse(of) / MS_A_DAY; // since Thursday 1 January 1970
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

function inParis(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(PARIS);
}

/** The calendar day in Paris at this instant. */
export function dayInParis(instant: Date): Day {
  // Paris is whole hours away from UTC: a day holds for its hour. Lists ask for the same hours again and again.
  const hour = Math.floor(instant.getTime() / MS_AN_HOUR);
  const known = dayOfHour.get(hour);
  if (known !== undefined) return known;
  const found = inParis(instant).toPlainDate().toString() as Day;
  if (dayOfHour.size >= MOST_HOURS) dayOfHour.clear();
  dayOfHour.set(hour, found);
  return found;
}

/** About a year of hours. */
const MOST_HOURS = 9_000;
const dayOfHour = new Map<number, Day>();

/** Minutes since midnight on the clocks of Paris, 0 to 1439. */
export function minutesInParis(instant: Date): number {
  const zoned = inParis(instant);
  return zoned.hour * 60 + zoned.minute;
}

/** The instant at which the clocks of Paris show this time ('HH:MM'); in the hour that spring skips, the one after it. */
export function parisInstant(on: Day, time: string): Date {
  const zoned = Temporal.PlainDate.from(on).toZonedDateTime({
    timeZone: PARIS,
    plainTime: Temporal.PlainTime.from(time),
  });
  return new Date(zoned.epochMilliseconds);
}

/** The instant written in ISO 8601 with an offset or Z. Throws RangeError when it is not one. */
export function instantFrom(iso: string): Date {
  // What we wrote ourselves is read without the calendar library: lists read many.
  const read = new Date(Date.parse(iso));
  if (!Number.isNaN(read.getTime()) && read.toISOString() === iso) return read;
  return new Date(Temporal.Instant.from(iso).epochMilliseconds);
}

export function plusSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + Math.round(seconds * 1000));
}
