import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  halfDayOf,
  isOpeningHour,
  isOutgoingHour,
  isPromiseOver,
  milestonesOf,
  nextOutgoingInstant,
  nextPromise,
  promiseInWords,
  promiseOf,
} from '../../../src/hotline/calendar.rules.js';
import {
  addDays,
  addMonths,
  type Day,
  day,
  dayInParis,
  daysBetween,
  instantFrom,
  parisInstant,
  plusSeconds,
} from '../../../src/platform/lang/day.js';
import { isPublicHoliday, isWorkingDay } from '../../../src/platform/lang/french-calendar.js';

function dueDays(appointmentOn: string, at = '10:00'): Day[] {
  return milestonesOf(parisInstant(day(appointmentOn), at)).map((milestone) => milestone.dueOn);
}

describe('the three follow-ups of an appointment', () => {
  it.each([
    // 31 August 2026 + 6 months is 28 February 2027, a Sunday.
    ['2026-08-31', '2026-11-30', '2027-03-01', '2027-08-31'],
    // 29 February 2024 is a leap day; a year later there is none.
    ['2024-02-29', '2024-05-29', '2024-08-29', '2025-02-28'],
    // 30 November + 3 months falls on the last of February, leap year or not.
    ['2023-11-30', '2024-02-29', '2024-05-30', '2024-12-02'],
    ['2026-11-30', '2027-03-01', '2027-05-31', '2027-11-30'],
    ['2029-11-30', '2030-02-28', '2030-05-31', '2030-12-02'],
    // 31 December + 3, 6 months: 31 March, 30 June.
    ['2025-12-31', '2026-03-31', '2026-06-30', '2026-12-31'],
    // 29 March 2026 loses an hour; 25 October 2026 has one too many.
    ['2025-12-29', '2026-03-30', '2026-06-29', '2026-12-29'],
    ['2026-07-24', '2026-10-26', '2027-01-25', '2027-07-26'],
  ])('booked on %s are due on %s, %s and %s', (on, ...due) => {
    expect(dueDays(on)).toEqual(due);
  });

  it.each([
    ['Easter Monday', '2026-01-06', 3, '2026-04-06', '2026-04-07'],
    ['1 May, a Friday', '2026-02-01', 3, '2026-05-01', '2026-05-04'],
    ['8 May, a Friday', '2026-02-08', 3, '2026-05-08', '2026-05-11'],
    ['Ascension', '2026-02-14', 3, '2026-05-14', '2026-05-15'],
    ['Whit Monday', '2026-02-25', 3, '2026-05-25', '2026-05-26'],
    ['14 July', '2026-04-14', 3, '2026-07-14', '2026-07-15'],
    ['15 August, a Saturday', '2026-05-15', 3, '2026-08-15', '2026-08-17'],
    ['1 November, a Sunday', '2026-08-01', 3, '2026-11-01', '2026-11-02'],
    ['11 November', '2026-08-11', 3, '2026-11-11', '2026-11-12'],
    ['25 December, a Friday', '2026-09-25', 3, '2026-12-25', '2026-12-28'],
    ['1 January, a Friday', '2026-10-01', 3, '2027-01-01', '2027-01-04'],
  ])('step over %s', (_name, on, months, holiday, due) => {
    expect(addMonths(day(on), months)).toBe(holiday);
    expect(dueDays(on)[0]).toBe(due);
  });

  it('count from the day in Paris, late in the evening and just after midnight, summer and winter', () => {
    expect(milestonesOf(instantFrom('2026-08-31T21:30:00Z'))[0]?.dueOn).toBe('2026-11-30'); // 23:30 in Paris
    expect(milestonesOf(instantFrom('2026-08-30T22:30:00Z'))[0]?.dueOn).toBe('2026-11-30'); // 00:30 in Paris on the 31st
    expect(milestonesOf(instantFrom('2026-01-14T22:30:00Z'))[0]?.dueOn).toBe('2026-04-14'); // 23:30 in Paris
    expect(milestonesOf(instantFrom('2026-01-14T23:30:00Z'))[0]?.dueOn).toBe('2026-04-15'); // 00:30 in Paris on the 15th
    for (const on of ['2026-03-29', '2026-10-25'] as const) {
      for (const at of ['00:30', '02:30', '03:30', '23:30']) expect(dueDays(on, at)).toEqual(dueDays(on));
    }
  });

  it('may be called from 7 days before to 21 days after', () => {
    const [first] = milestonesOf(parisInstant(day('2026-08-31'), '10:00'));
    expect(first).toEqual({ months: 3, dueOn: '2026-11-30', windowStartsOn: '2026-11-23', windowEndsOn: '2026-12-21' });
  });

  it('are due on a working day within a week of the clamped date, in order, for every instant from 2024 to 2032', () => {
    const start = day('2024-01-01');
    for (let on = start; on < '2033-01-01'; on = addDays(on, 1)) expectSound(parisInstant(on, '12:00'));
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true }),
        expectSound,
      ),
      { numRuns: 2000 },
    );
  });
});

function expectSound(instant: Date): void {
  const booked = dayInParis(instant);
  const dates = milestonesOf(instant);
  dates.forEach((one, index) => {
    const clamped = addMonths(booked, one.months);
    const late = daysBetween(clamped, one.dueOn);
    if (!isWorkingDay(one.dueOn) || isPublicHoliday(one.dueOn)) throw new Error(`${one.dueOn} is not worked`);
    if (late < 0 || late > 7) throw new Error(`${one.dueOn} is ${late} days from ${clamped}`);
    if (late > 0 && isWorkingDay(clamped)) throw new Error(`${clamped} was worked already`);
    const next = dates[index + 1];
    if (next && next.dueOn <= one.dueOn) throw new Error(`${next.dueOn} is not after ${one.dueOn}`);
  });
}

describe('the hours of the telephone', () => {
  it.each([
    ['09:59', false, true],
    ['10:00', true, true],
    ['11:59', true, true],
    ['12:00', false, false],
    ['13:29', false, false],
    ['13:30', false, true],
    ['14:00', true, true],
    ['17:29', true, true],
    ['17:30', false, false],
    ['08:59', false, false],
  ])('at %s: unasked calls %s, promised calls %s', (time, outgoing, open) => {
    for (const on of ['2026-01-15', '2026-07-15', '2026-10-26']) {
      expect(isOutgoingHour(parisInstant(day(on), time))).toBe(outgoing);
      expect(isOpeningHour(parisInstant(day(on), time))).toBe(open);
    }
  });

  it('are silent at weekends and on public holidays', () => {
    for (const on of ['2026-11-21', '2026-11-22', '2026-11-11', '2026-04-06']) {
      expect(isOutgoingHour(parisInstant(day(on), '10:30'))).toBe(false);
      expect(isOpeningHour(parisInstant(day(on), '10:30'))).toBe(false);
    }
  });

  it.each([
    ['2026-11-20', '08:00', '2026-11-20', '10:00'],
    ['2026-11-20', '10:15', '2026-11-20', '10:15'],
    ['2026-11-20', '12:20', '2026-11-20', '14:00'],
    ['2026-11-20', '17:45', '2026-11-23', '10:00'],
    ['2026-11-21', '10:15', '2026-11-23', '10:00'],
    ['2026-12-24', '17:30', '2026-12-28', '10:00'],
  ])('after %s %s ring first on %s at %s', (on, at, nextOn, nextAt) => {
    expect(nextOutgoingInstant(parisInstant(day(on), at))).toEqual(parisInstant(day(nextOn), nextAt));
  });

  it('divide the day at 13:00', () => {
    expect(halfDayOf(parisInstant(day('2026-11-20'), '12:59'))).toBe('morning');
    expect(halfDayOf(parisInstant(day('2026-11-20'), '13:00'))).toBe('afternoon');
  });
});

describe('the promise of a call', () => {
  it.each([
    ['before opening', '2026-11-20', '07:00', null, '2026-11-20', 'morning', '09:00'],
    ['while an hour is left', '2026-11-20', '11:00', null, '2026-11-20', 'morning', '11:00'],
    ['when less than an hour is left', '2026-11-20', '11:01', null, '2026-11-20', 'afternoon', '13:30'],
    ['of a morning, in the afternoon', '2026-11-20', '14:00', 'morning', '2026-11-23', 'morning', '09:00'],
    ['of an afternoon, in the morning', '2026-11-20', '09:30', 'afternoon', '2026-11-20', 'afternoon', '13:30'],
    ['late on a Friday', '2026-11-20', '16:31', null, '2026-11-23', 'morning', '09:00'],
    ['on a Sunday', '2026-11-22', '10:00', null, '2026-11-23', 'morning', '09:00'],
    ['on Christmas Eve after closing', '2026-12-24', '18:00', null, '2026-12-28', 'morning', '09:00'],
    ['before Easter Monday', '2026-04-03', '17:00', 'afternoon', '2026-04-07', 'afternoon', '13:30'],
    ['the day before Victory Day and a weekend', '2026-05-07', '17:00', null, '2026-05-11', 'morning', '09:00'],
    ['the night when summer time begins', '2026-03-29', '01:30', null, '2026-03-30', 'morning', '09:00'],
  ] as const)('%s', (_when, on, at, wish, nextOn, half, nextAt) => {
    expect(nextPromise(parisInstant(day(on), at), wish)).toEqual({
      on: nextOn,
      half,
      at: parisInstant(day(nextOn), nextAt),
    });
  });

  it('is always kept at work, from now on, in the half-day that suits', () => {
    const start = parisInstant(day('2026-01-01'), '00:00').getTime();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_500_000 }),
        fc.constantFrom(null, 'morning' as const, 'afternoon' as const),
        (minutes, wish) => {
          const now = plusSeconds(new Date(start), minutes * 60);
          const promise = nextPromise(now, wish);
          expect(promise.at >= now).toBe(true);
          expect(isOpeningHour(promise.at)).toBe(true);
          expect(promiseOf(promise.at)).toEqual(promise);
          expect(isPromiseOver(promise, now)).toBe(false);
          if (wish) expect(promise.half).toBe(wish);
        },
      ),
    );
  });

  it('is said in words', () => {
    const promise = nextPromise(parisInstant(day('2026-11-20'), '08:00'), 'afternoon');
    expect(promiseInWords(promise, day('2026-11-20'))).toBe('aujourd’hui, entre 13 h 30 et 17 h 30');
    const monday = nextPromise(parisInstant(day('2026-11-20'), '18:00'), 'morning');
    expect(promiseInWords(monday, day('2026-11-20'))).toBe('lundi 23 novembre, entre 9 h et 12 h');
  });

  it('is over when the team goes home', () => {
    const promise = nextPromise(parisInstant(day('2026-11-20'), '08:00'), 'morning');
    expect(isPromiseOver(promise, parisInstant(day('2026-11-20'), '11:59'))).toBe(false);
    expect(isPromiseOver(promise, parisInstant(day('2026-11-20'), '12:00'))).toBe(true);
  });
});
