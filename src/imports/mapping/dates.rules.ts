import { DEFAULT_OPEN_DAYS, MAX_OPEN_DAYS } from '../../opportunities/closing-date.rules.js';
import { addDays, type Day, dayInParis, instantFrom, isDay, parisInstant } from '../../platform/lang/day.js';
import { granted, refused, type Verdict } from '../../platform/lang/verdict.js';

const MONTHS: Readonly<Record<string, string>> = {
  jan: '01',
  feb: '02',
  mar: '03',
  apr: '04',
  may: '05',
  jun: '06',
  jul: '07',
  aug: '08',
  sep: '09',
  oct: '10',
  nov: '11',
  dec: '12',
};

/** Hours before UTC of the zone names that RFC 822 dates still carry. */
const ZONES: Readonly<Record<string, string>> = { GMT: 'Z', UT: 'Z', UTC: 'Z', Z: 'Z', CET: '+01:00', CEST: '+02:00' };

function two(text: string): string {
  return text.padStart(2, '0');
}

function instantOrNull(iso: string): Date | null {
  try {
    return instantFrom(iso);
  } catch {
    return null;
  }
}

function atNoon(year: string, month: string, dayOfMonth: string): Date | null {
  const text = `${year}-${two(month)}-${two(dayOfMonth)}`;
  return isDay(text) ? parisInstant(text, '12:00') : null;
}

function rfc822(text: string): Date | null {
  const found =
    /^(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]+|[+-]\d{4})?)?$/i.exec(
      text,
    );
  if (!found) return null;
  const [, dayOfMonth = '', name = '', year = '', hours, minutes, seconds = '00', zone = 'GMT'] = found;
  const month = MONTHS[name.toLowerCase()];
  if (!month) return null;
  if (hours === undefined) return atNoon(year, month, dayOfMonth);
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : (ZONES[zone.toUpperCase()] ?? 'Z');
  return instantOrNull(`${year}-${month}-${two(dayOfMonth)}T${two(hours)}:${minutes}:${seconds}${offset}`);
}

/**
 * The instant that a feed means: ISO 8601 (a time without zone is Paris time), RFC 822, "05/11/2026" or "05-11-2026" with the day first.
 * A day without time is noon in Paris. Null when it is no date.
 */
export function readInstant(text: string | undefined): Date | null {
  const trimmed = text?.trim() ?? '';
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    trimmed,
  );
  if (iso) {
    const [, year = '', month = '', dayOfMonth = '', time, zone] = iso;
    if (time === undefined) return atNoon(year, month, dayOfMonth);
    if (zone !== undefined) return instantOrNull(trimmed.replace(' ', 'T').replace(/\s+/, ''));
    const on = `${year}-${month}-${dayOfMonth}`;
    return isDay(on) && time < '24' ? parisInstant(on, time) : null;
  }
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s.*)?$/.exec(trimmed);
  if (french) return atNoon(french[3] ?? '', french[2] ?? '', french[1] ?? '');
  return rfc822(trimmed);
}

/** The same as a day in Paris. */
export function readDay(text: string | undefined): Day | null {
  const instant = readInstant(text);
  return instant ? dayInParis(instant) : null;
}

/** The closing day to keep: the one given or 30 days after publication, never more than 60 days from today. */
export function closingDay(given: Day | null, published: Day, today: Day): Day {
  const wanted = given ?? addDays(published, DEFAULT_OPEN_DAYS);
  const latest = addDays(today, MAX_OPEN_DAYS);
  if (wanted > latest) return latest;
  return wanted;
}

/** The closing day of an offer that is open today, or why it is open no more. `given`: the last day that its source names. */
export function openUntil(given: Day | null, published: Day, today: Day): Verdict<Day, 'over'> {
  if (given !== null && given < today) return refused('over', `Offre expirée le ${given}.`);
  const closesOn = closingDay(given, published, today);
  return closesOn < today
    ? refused('over', `Offre trop ancienne : elle aurait pris fin le ${closesOn}.`)
    : granted(closesOn);
}
