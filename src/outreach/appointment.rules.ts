import { addMonths, type Day, dayInParis } from '../platform/lang/day.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

/** An appointment at the bus: booked ahead, or entered afterwards for a walk-in, then attended, missed or cancelled. */

export const APPOINTMENT_STATUSES = ['booked', 'attended', 'missed', 'cancelled'] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** A person who is received at the bus is there for so long; nobody has two appointments that overlap. */
export const APPOINTMENT_MINUTES = 30;

/** Appointments are entered at most so many months ahead or afterwards. */
const FARTHEST_MONTHS = 12;

export type AppointmentRefusal =
  | 'appointment.too-far'
  | 'appointment.already-cancelled'
  | 'appointment.already-missed'
  | 'appointment.not-yet';

/** Whether this date may be booked or moved to. The past is allowed: walk-ins are entered after they were met. */
export function mayTakePlace(startsAt: Date, today: Day): Verdict<Date, AppointmentRefusal> {
  const on = dayInParis(startsAt);
  if (on > addMonths(today, FARTHEST_MONTHS))
    return refused('appointment.too-far', 'Le rendez-vous doit avoir lieu dans les 12 mois.');
  if (on < addMonths(today, -FARTHEST_MONTHS))
    return refused('appointment.too-far', 'Le rendez-vous a eu lieu il y a plus de 12 mois.');
  return granted(startsAt);
}

/** What was cancelled or missed is booked anew; the date of a visit that took place may be corrected. */
export function mayMove(status: AppointmentStatus): Verdict<AppointmentStatus, AppointmentRefusal> {
  if (status === 'cancelled')
    return refused('appointment.already-cancelled', 'Ce rendez-vous est annulé. Prenez-en un autre.');
  if (status === 'missed')
    return refused('appointment.already-missed', "La personne n'est pas venue. Prenez un autre rendez-vous.");
  return granted(status);
}

/** Attended or missed is said on the day or later, and may be corrected. */
export function mayRecordAttendance(
  status: AppointmentStatus,
  startsAt: Date,
  today: Day,
): Verdict<Day, AppointmentRefusal> {
  if (status === 'cancelled') return refused('appointment.already-cancelled', 'Ce rendez-vous est annulé.');
  const on = dayInParis(startsAt);
  return on <= today ? granted(on) : refused('appointment.not-yet', "Ce rendez-vous n'a pas encore eu lieu.");
}
