import { z } from 'zod';
import { calendarDay } from '../offers/offer.schema.js';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { APPOINTMENT_STATUSES } from './appointment.rules.js';

const stop = lineOfText(2, 120).describe('where the bus stops, as people say it');
const startsAt = z.iso
  .datetime({ offset: true })
  .describe('with its offset, 2026-08-31T10:00:00+02:00; in the past for a walk-in');

export const bookAppointmentBody = z.strictObject({ candidateId: z.uuid(), stop, startsAt });
export type BookAppointmentBody = z.output<typeof bookAppointmentBody>;

export const moveAppointmentBody = z
  .strictObject({ stop: stop.optional(), startsAt: startsAt.optional() })
  .refine((body) => body.stop !== undefined || body.startsAt !== undefined, { message: 'Dites ce qui change.' });
export type MoveAppointmentBody = z.output<typeof moveAppointmentBody>;

export const attendanceBody = z.strictObject({ attended: z.boolean().describe('false: the person did not come') });

export const appointmentView = z
  .object({
    id: z.uuid(),
    candidateId: z.uuid(),
    stop: z.string(),
    startsAt: z.iso.datetime(),
    status: z.enum(APPOINTMENT_STATUSES),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ id: 'Appointment' });
export type AppointmentView = z.output<typeof appointmentView>;

export const appointmentFilter = pageQuery.extend({
  candidateId: z.uuid().optional(),
  status: z.enum(APPOINTMENT_STATUSES).optional(),
  from: calendarDay.optional().describe('on this day or later, in Paris'),
  to: calendarDay.optional().describe('on this day or earlier, in Paris'),
});
export type AppointmentFilter = z.output<typeof appointmentFilter>;
