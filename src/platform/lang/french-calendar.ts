import { addDays, type Day, day, weekday } from './day.js';

/** Working days in France outside Alsace-Moselle: Monday to Friday without the eleven public holidays (Code du travail L3133-1). */

/** Easter Sunday of a Gregorian year, by the method of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const dayOfMonth = (h + l - 7 * m + 33 * month + 19) % 32;
  return day(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`,
  );
}

const FIXED = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']);
const AFTER_EASTER = [1, 39, 50]; // Easter Monday, Ascension, Whit Monday

export function isPublicHoliday(on: Day): boolean {
  if (FIXED.has(on.slice(5))) return true;
  const easter = easterSunday(Number(on.slice(0, 4)));
  return AFTER_EASTER.some((days) => addDays(easter, days) === on);
}

export function isWorkingDay(on: Day): boolean {
  return weekday(on) <= 5 && !isPublicHoliday(on);
}

/** The day itself when it is worked, otherwise the first worked day after it. */
export function nextWorkingDay(on: Day): Day {
  let candidate = on;
  while (!isWorkingDay(candidate)) candidate = addDays(candidate, 1);
  return candidate;
}

/** The n-th worked day after this one (n ≥ 1). */
export function addWorkingDays(from: Day, n: number): Day {
  let current = from;
  for (let i = 0; i < n; i++) current = nextWorkingDay(addDays(current, 1));
  return current;
}
