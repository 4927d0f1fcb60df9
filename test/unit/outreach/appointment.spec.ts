import { describe, expect, it } from '@jest/globals';
import { mayMove, mayRecordAttendance, mayTakePlace } from '../../../src/outreach/appointment.rules.js';
import { day, parisInstant } from '../../../src/platform/lang/day.js';
import type { Verdict } from '../../../src/platform/lang/verdict.js';

const today = day('2026-11-20');
const said = (verdict: Verdict<unknown>) => (verdict.ok ? 'yes' : verdict.reason);

describe('an appointment at the bus', () => {
  it.each([
    ['2026-11-21', 'yes'],
    ['2027-11-20', 'yes'],
    ['2027-11-21', 'appointment.too-far'],
    ['2026-11-02', 'yes'],
    ['2025-11-20', 'yes'],
    ['2025-11-19', 'appointment.too-far'],
  ])('on %s: %s', (on, expected) => {
    expect(said(mayTakePlace(parisInstant(day(on), '10:00'), today))).toBe(expected);
  });

  it('may be moved unless it was cancelled or missed', () => {
    expect(said(mayMove('booked'))).toBe('yes');
    expect(said(mayMove('attended'))).toBe('yes');
    expect(said(mayMove('cancelled'))).toBe('appointment.already-cancelled');
    expect(said(mayMove('missed'))).toBe('appointment.already-missed');
  });

  it('is attended or missed from its day on, unless cancelled', () => {
    expect(said(mayRecordAttendance('booked', parisInstant(today, '16:00'), today))).toBe('yes');
    expect(said(mayRecordAttendance('missed', parisInstant(today, '16:00'), today))).toBe('yes');
    expect(said(mayRecordAttendance('booked', parisInstant(day('2026-11-21'), '00:00'), today))).toBe(
      'appointment.not-yet',
    );
    expect(said(mayRecordAttendance('cancelled', parisInstant(today, '16:00'), today))).toBe(
      'appointment.already-cancelled',
    );
  });
});
