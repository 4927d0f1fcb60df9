import type { Day } from '../platform/lang/day.js';
import { type Milestone, type MilestoneDates, milestonesOf } from './calendar.rules.js';

/**
 * The follow-ups that an appointment must have in its present state. Planning compares what is with what must be, so it may
 * run twice, late or out of order and always arrives at the same rows.
 */

export const STATES = ['planned', 'due', 'done', 'unreachable', 'refused', 'cancelled'] as const;
export type CallTaskState = (typeof STATES)[number];

export type CancelReason =
  | 'appointment-cancelled'
  | 'appointment-missed'
  /** The walk-in was entered after the window of this milestone had closed. */
  | 'recorded-too-late'
  | 'merged'
  | CallBlock
  | 'moved-away'
  | 'deceased';

/** Why a person must not be called at all. */
export type CallBlock = 'opposed' | 'erased';

export interface AppointmentFacts {
  readonly status: 'booked' | 'attended' | 'missed' | 'cancelled';
  readonly startsAt: Date;
  /** The day on which the present date was entered: booking or last move. */
  readonly enteredOn: Day;
}

export interface ExistingFollowUp {
  readonly id: string;
  readonly months: Milestone;
  readonly dueOn: Day;
  readonly state: CallTaskState;
  readonly reason: string | null;
  /** A call has been made for it, or for the one that absorbed it, or is being made. */
  readonly called: boolean;
}

export type PlanStep =
  | { readonly step: 'create'; readonly dates: MilestoneDates; readonly cancelled: CancelReason | null }
  /** Back to planned at these dates; those it had absorbed are planned again too. */
  | { readonly step: 'plan'; readonly id: string; readonly dates: MilestoneDates }
  | { readonly step: 'cancel'; readonly id: string; readonly reason: CancelReason };

/** Ended by the state of the appointment, so planned again when that state changes. */
const ENDED_BY_APPOINTMENT: ReadonlySet<string> = new Set<CancelReason>([
  'appointment-cancelled',
  'appointment-missed',
  'recorded-too-late',
]);

/** The steps that lead from the existing follow-ups of an appointment to those it must have; none when they agree. */
export function planSteps(
  appointment: AppointmentFacts,
  existing: readonly ExistingFollowUp[],
  block: CallBlock | null,
): PlanStep[] {
  const over = endOf(appointment) ?? block;
  if (over) return existing.filter((one) => isOpen(one) || isReversible(one)).flatMap((one) => cancelStep(one, over));
  return milestonesOf(appointment.startsAt).flatMap((dates) => {
    const one = existing.find((candidate) => candidate.months === dates.months);
    const late = dates.windowEndsOn < appointment.enteredOn ? 'recorded-too-late' : null;
    if (!one) return [{ step: 'create', dates, cancelled: late } as const];
    if (isEndedByAppointment(one)) return late ? cancelStep(one, late) : [{ step: 'plan', id: one.id, dates } as const];
    if (one.called || !(isOpen(one) || isReversible(one)) || one.dueOn === dates.dueOn) return [];
    return late ? cancelStep(one, late) : [{ step: 'plan', id: one.id, dates } as const];
  });
}

function endOf(appointment: AppointmentFacts): CancelReason | null {
  if (appointment.status === 'cancelled') return 'appointment-cancelled';
  if (appointment.status === 'missed') return 'appointment-missed';
  return null;
}

export function isOpen(one: { readonly state: CallTaskState }): boolean {
  return one.state === 'planned' || one.state === 'due';
}

function isEndedByAppointment(one: ExistingFollowUp): boolean {
  return ENDED_BY_APPOINTMENT.has(one.reason ?? '');
}

/** Ended by the appointment, or absorbed by a call that has not been made yet. */
function isReversible(one: ExistingFollowUp): boolean {
  return isEndedByAppointment(one) || (one.reason === 'merged' && !one.called);
}

function cancelStep(one: ExistingFollowUp, reason: CancelReason): PlanStep[] {
  return one.reason === reason ? [] : [{ step: 'cancel', id: one.id, reason }];
}
