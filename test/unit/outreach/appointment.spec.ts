import { describe, expect, it } from '@jest/globals';
import { mayMove, mayRecordAttendance, mayTakePlace } from '../../../src/outreach/appointment.rules.js';
import { day, instantFrom, parisInstant } from '../../../src/platform/lang/day.js';
import type { Verdict } from '../../../src/platform/lang/verdict.js';

const today = day('2026-11-20'); // a Friday
const now = parisInstant(today, '14:00');
const said = (verdict: Verdict<unknown>) => (verdict.ok ? 'yes' : verdict.reason);

describe('an appointment at the bus', () => {
  it.each([
    ['2026-11-21', '10:00', 'yes'],
    ['2027-11-20', '10:00', 'yes'],
    ['2027-11-22', '10:00', 'appointment.too-far'],
    ['2206-11-20', '10:00', 'appointment.too-far'],
    ['9999-12-31', '10:00', 'appointment.too-far'],
    ['2026-11-02', '10:00', 'yes'],
    ['2025-11-20', '10:00', 'yes'],
    ['2025-11-19', '10:00', 'appointment.too-long-ago'],
    ['0026-11-20', '10:00', 'appointment.too-long-ago'],
    // ahead: Monday to Saturday, 8:00 to 18:30
    ['2026-11-23', '08:00', 'yes'],
    ['2026-11-23', '18:30', 'yes'],
    ['2026-11-23', '03:00', 'appointment.closed-hour'],
    ['2026-11-23', '07:59', 'appointment.closed-hour'],
    ['2026-11-23', '18:31', 'appointment.closed-hour'],
    ['2026-11-22', '10:00', 'appointment.closed-day'],
    ['2026-12-25', '10:00', 'appointment.closed-day'],
    ['2027-05-17', '10:00', 'appointment.closed-day'], // Whit Monday
    ['2026-11-20', '16:00', 'yes'],
    ['2026-11-20', '19:00', 'appointment.closed-hour'],
    // afterwards: walk-ins, whenever people were met
    ['2026-11-20', '07:00', 'yes'],
    ['2026-11-20', '13:59', 'yes'],
    ['2026-11-19', '21:30', 'yes'],
    ['2026-11-15', '10:00', 'yes'],
    ['2026-11-11', '10:00', 'yes'],
    ['2026-11-20', '03:00', 'appointment.closed-hour'],
    ['2026-11-19', '23:00', 'appointment.closed-hour'],
  ])('on %s at %s: %s', (on, at, expected) => {
    expect(said(mayTakePlace(parisInstant(day(on), at), now))).toBe(expected);
  });

  it('says which hours there are', () => {
    const refusal = mayTakePlace(parisInstant(day('2026-11-23'), '03:00'), now);
    expect(refusal.ok ? '' : refusal.message).toBe('Indiquez une heure entre 8 h et 18 h 30, heure de Paris.');
  });

  it('is too far in a year that no calendar prints', () => {
    expect(said(mayTakePlace(instantFrom('9999-12-31T23:59:59-05:00'), now))).toBe('appointment.too-far');
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
