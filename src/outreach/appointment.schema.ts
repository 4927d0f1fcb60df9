import { z } from 'zod';
import { calendarDay } from '../opportunities/opportunity.schema.js';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { APPOINTMENT_STATUSES } from './appointment.rules.js';

const stop = lineOfText(2, 120).describe('l’arrêt du bus, comme les gens le disent');
const startsAt = z.iso
  .datetime({ offset: true })
  .describe('avec son décalage, 2026-08-31T10:00:00+02:00 ; dans le passé pour une personne reçue sans rendez-vous');

export const bookAppointmentBody = z.strictObject({ candidateId: z.uuid(), stop, startsAt });
export type BookAppointmentBody = z.output<typeof bookAppointmentBody>;

export const moveAppointmentBody = z
  .strictObject({ stop: stop.optional(), startsAt: startsAt.optional() })
  .refine((body) => body.stop !== undefined || body.startsAt !== undefined, { message: 'Dites ce qui change.' });
export type MoveAppointmentBody = z.output<typeof moveAppointmentBody>;

export const attendanceBody = z.strictObject({ attended: z.boolean().describe('false : la personne n’est pas venue') });

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
  from: calendarDay.optional().describe('ce jour-là ou après, à Paris'),
  to: calendarDay.optional().describe('ce jour-là ou avant, à Paris'),
});
export type AppointmentFilter = z.output<typeof appointmentFilter>;
