import { describe, expect, it } from '@jest/globals';
import {
  type AppointmentFacts,
  type ExistingFollowUp,
  type PlanStep,
  planSteps,
} from '../../../src/hotline/follow-up.rules.js';
import { day, parisInstant } from '../../../src/platform/lang/day.js';

const appointment: AppointmentFacts = {
  status: 'booked',
  startsAt: parisInstant(day('2026-08-31'), '10:00'),
  enteredOn: day('2026-08-20'),
};
const moved: AppointmentFacts = { ...appointment, startsAt: parisInstant(day('2026-09-15'), '10:00') };

function existing(months: 3 | 6 | 12, dueOn: string, more: Partial<ExistingFollowUp> = {}): ExistingFollowUp {
  return { id: `m${months}`, months, dueOn: day(dueOn), state: 'planned', reason: null, called: false, ...more };
}
const planned = [existing(3, '2026-11-30'), existing(6, '2027-03-01'), existing(12, '2027-08-31')];
const inShort = (steps: PlanStep[]) =>
  steps.map((step) =>
    step.step === 'create'
      ? `create ${step.dates.dueOn} ${step.cancelled ?? ''}`.trim()
      : step.step === 'plan'
        ? `plan ${step.id} ${step.dates.dueOn}`
        : `cancel ${step.id} ${step.reason}`,
  );

describe('planning the follow-ups of an appointment', () => {
  it('creates three of them', () => {
    expect(inShort(planSteps(appointment, [], null))).toEqual([
      'create 2026-11-30',
      'create 2027-03-01',
      'create 2027-08-31',
    ]);
  });

  it('does nothing the second time', () => {
    expect(planSteps(appointment, planned, null)).toEqual([]);
  });

  it('creates the one that is missing', () => {
    expect(inShort(planSteps(appointment, planned.slice(0, 2), null))).toEqual(['create 2027-08-31']);
  });

  it('moves with the appointment those that were not called yet', () => {
    const some = [
      existing(3, '2026-11-30', { state: 'done', reason: 'answered', called: true }),
      existing(6, '2027-03-01', { state: 'due' }),
      existing(12, '2027-08-31'),
    ];
    expect(inShort(planSteps(moved, some, null))).toEqual(['plan m6 2027-03-15', 'plan m12 2027-09-15']);
    expect(inShort(planSteps(moved, [existing(3, '2026-11-30', { state: 'due', called: true })], null))).toEqual([
      'create 2027-03-15',
      'create 2027-09-15',
    ]);
  });

  it('plans again one that another call had absorbed, unless that call has been made', () => {
    const absorbed = existing(3, '2026-11-30', { state: 'cancelled', reason: 'merged' });
    expect(inShort(planSteps(moved, [absorbed, ...planned.slice(1)], null))).toContain('plan m3 2026-12-15');
    expect(inShort(planSteps(moved, [{ ...absorbed, called: true }, ...planned.slice(1)], null))).not.toContain(
      'plan m3 2026-12-15',
    );
    expect(planSteps(appointment, [absorbed, ...planned.slice(1)], null)).toEqual([]);
  });

  it.each([
    ['cancelled', 'appointment-cancelled'],
    ['missed', 'appointment-missed'],
  ] as const)('cancels what is open when the appointment was %s, and only once', (status, reason) => {
    const some = [
      existing(3, '2026-11-30', { state: 'done', reason: 'answered', called: true }),
      existing(6, '2027-03-01', { state: 'due', called: true }),
      existing(12, '2027-08-31'),
    ];
    expect(inShort(planSteps({ ...appointment, status }, some, null))).toEqual([
      `cancel m6 ${reason}`,
      `cancel m12 ${reason}`,
    ]);
    const after = some.map((one) => (one.state === 'done' ? one : { ...one, state: 'cancelled' as const, reason }));
    expect(planSteps({ ...appointment, status }, after, null)).toEqual([]);
  });

  it('plans again when a missed appointment turns out to have been attended', () => {
    const cancelled = planned.map((one) => ({ ...one, state: 'cancelled' as const, reason: 'appointment-missed' }));
    expect(inShort(planSteps({ ...appointment, status: 'attended' }, cancelled, null))).toEqual([
      'plan m3 2026-11-30',
      'plan m6 2027-03-01',
      'plan m12 2027-08-31',
    ]);
  });

  it('leaves alone what ended by the will or the fate of the person', () => {
    for (const reason of ['opposed', 'erased', 'deceased', 'moved-away']) {
      const ended = planned.map((one) => ({ ...one, state: 'cancelled' as const, reason }));
      expect(planSteps(moved, ended, null)).toEqual([]);
    }
  });

  it.each(['opposed', 'erased'] as const)('plans nothing for who is %s and cancels what was planned', (block) => {
    expect(planSteps(appointment, [], block)).toEqual([]);
    expect(inShort(planSteps(appointment, planned, block))).toEqual([
      `cancel m3 ${block}`,
      `cancel m6 ${block}`,
      `cancel m12 ${block}`,
    ]);
  });

  it('does not call somebody for a milestone that was over before the visit was entered', () => {
    const walkIn: AppointmentFacts = {
      status: 'attended',
      startsAt: parisInstant(day('2026-08-31'), '10:00'),
      enteredOn: day('2027-01-15'),
    };
    expect(inShort(planSteps(walkIn, [], null))).toEqual([
      'create 2026-11-30 recorded-too-late',
      'create 2027-03-01',
      'create 2027-08-31',
    ]);
    expect(
      planSteps(
        walkIn,
        [existing(3, '2026-11-30', { state: 'cancelled', reason: 'recorded-too-late' }), ...planned.slice(1)],
        null,
      ),
    ).toEqual([]);
  });
});
