import {
  addDays,
  addMonths,
  type Day,
  dayInParis,
  minutesInParis,
  parisInstant,
  weekday,
} from '../platform/lang/day.js';
import { isPublicHoliday } from '../platform/lang/french-calendar.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

/** An appointment at the bus: booked ahead, or entered afterwards for a walk-in, then attended, missed or cancelled. */

export const APPOINTMENT_STATUSES = ['booked', 'attended', 'missed', 'cancelled'] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** A person who is received at the bus is there for so long; nobody has two appointments that overlap. */
export const APPOINTMENT_MINUTES = 30;

/** Appointments are entered at most so many months ahead or afterwards. */
const FARTHEST_MONTHS = 12;

/**
 * Hours at which somebody may be received, in minutes since midnight. Ahead: the bus stops from Monday to Saturday, so that markets count, and
 * leaves early enough for the last visit to end by 19:00. Afterwards a visit is a fact, be it at a fair on a Sunday evening; only
 * what must be a typing error is refused, such as 3 in the morning.
 */
const AHEAD = { opens: 8 * 60, lastStart: 18 * 60 + 30 } as const;
const AFTERWARDS = { opens: 6 * 60, lastStart: 22 * 60 } as const;
const SUNDAY = 7;

export type AppointmentRefusal =
  | 'appointment.too-far'
  | 'appointment.too-long-ago'
  | 'appointment.closed-day'
  | 'appointment.closed-hour'
  | 'appointment.already-cancelled'
  | 'appointment.already-missed'
  | 'appointment.not-yet';

/** Whether this date may be booked or moved to. The past is allowed: walk-ins are entered after they were met. */
export function mayTakePlace(startsAt: Date, now: Date): Verdict<Date, AppointmentRefusal> {
  const today = dayInParis(now);
  if (startsAt >= parisInstant(addDays(addMonths(today, FARTHEST_MONTHS), 1), '00:00'))
    return refused('appointment.too-far', 'Cette date est trop loin. Prenez un rendez-vous dans les 12 mois.');
  if (startsAt < parisInstant(addMonths(today, -FARTHEST_MONTHS), '00:00'))
    return refused('appointment.too-long-ago', 'Cette date est passée depuis plus de 12 mois. Vérifiez l’année.');
  const isAhead = startsAt >= now;
  const on = dayInParis(startsAt);
  if (isAhead && weekday(on) === SUNDAY)
    return refused('appointment.closed-day', 'Pas de rendez-vous le dimanche. Choisissez un autre jour.');
  if (isAhead && isPublicHoliday(on))
    return refused('appointment.closed-day', 'Pas de rendez-vous un jour férié. Choisissez un autre jour.');
  const { opens, lastStart } = isAhead ? AHEAD : AFTERWARDS;
  const at = minutesInParis(startsAt);
  if (at < opens || at > lastStart)
    return refused(
      'appointment.closed-hour',
      `Indiquez une heure entre ${hour(opens)} et ${hour(lastStart)}, heure de Paris.`,
    );
  return granted(startsAt);
}

function hour(minutes: number): string {
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60}`}`;
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
