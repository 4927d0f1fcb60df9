import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addMonths,
  type Day,
  day,
  dayInParis,
  daysBetween,
  instantFrom,
  isDay,
  minutesInParis,
  parisInstant,
  weekday,
} from '../../../src/platform/lang/day.js';
import {
  addWorkingDays,
  easterSunday,
  isPublicHoliday,
  isWorkingDay,
  nextWorkingDay,
} from '../../../src/platform/lang/french-calendar.js';

describe('a day', () => {
  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
  ])('%s + %i months is %s', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to);
  });

  it('does not exist on 30 February', () => {
    expect(() => day('2026-02-30')).toThrow(RangeError);
    expect(['2026-02-30', '2026-1-1', 'demain', '2026-02-28T00:00'].map(isDay)).toEqual([false, false, false, false]);
  });

  it('is the one of Paris, summer and winter', () => {
    expect(dayInParis(instantFrom('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
    expect(dayInParis(instantFrom('2026-12-01T22:30:00Z'))).toBe('2026-12-01');
    expect(minutesInParis(instantFrom('2026-12-01T22:30:00Z'))).toBe(23 * 60 + 30);
  });

  it('has an hour that exists even when the clocks jump', () => {
    expect(parisInstant(day('2026-03-29'), '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(parisInstant(day('2026-10-25'), '09:00').toISOString()).toBe('2026-10-25T08:00:00.000Z');
  });

  it('counts days across a change of clocks', () => {
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(weekday(day('2026-11-20'))).toBe(5);
    expect(['1969-12-28', '1970-01-01', '2000-02-29', '2026-11-22'].map((text) => weekday(day(text)))).toEqual([
      7, 4, 2, 7,
    ]);
  });
});

describe('the French calendar', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('knows Easter of %i', (year, expected) => {
    expect(easterSunday(year)).toBe(expected);
  });

  it('has the eleven public holidays of 2026', () => {
    const all: Day[] = [];
    for (let on = day('2026-01-01'); on <= '2026-12-31'; on = addDays(on, 1)) if (isPublicHoliday(on)) all.push(on);
    expect(all).toEqual(
      ['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25'].map(
        (d) => `2026-${d}`,
      ),
    );
  });

  it('moves to the next worked day', () => {
    expect(nextWorkingDay(day('2026-05-08'))).toBe('2026-05-11');
    expect(nextWorkingDay(day('2026-11-20'))).toBe('2026-11-20');
    expect(addWorkingDays(day('2026-12-24'), 1)).toBe('2026-12-28');
    expect(isWorkingDay(day('2026-11-21'))).toBe(false);
  });
});
