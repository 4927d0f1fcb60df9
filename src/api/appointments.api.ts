import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '../identity/access.js';
import { AppointmentsQueries } from '../outreach/appointments.queries.js';
import { AppointmentsService } from '../outreach/appointments.service.js';
import {
  appointmentFilter,
  appointmentView,
  attendanceBody,
  bookAppointmentBody,
  moveAppointmentBody,
} from '../outreach/appointment.schema.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';

const params = z.object({ id: z.uuid() });
const tag = 'Rendez-vous';
const DATES = [
  'appointment.too-far',
  'appointment.too-long-ago',
  'appointment.closed-day',
  'appointment.closed-hour',
] as const;

const list = {
  method: 'GET',
  path: '/api/v1/appointments',
  tag,
  summary: 'Lister les rendez-vous au bus',
  query: appointmentFilter,
  returns: pageOf(appointmentView),
} as const;

const book = {
  method: 'POST',
  path: '/api/v1/appointments',
  tag,
  summary: 'Prendre un rendez-vous au bus, ou noter une personne reçue sans rendez-vous',
  description: 'Prévoit trois appels, 3, 6 et 12 mois après.',
  body: bookAppointmentBody,
  status: 201,
  returns: appointmentView,
  errors: ['candidate.not-found', ...DATES, 'appointment.same-time'],
} as const;

const read = {
  method: 'GET',
  path: '/api/v1/appointments/{id}',
  tag,
  summary: 'Lire un rendez-vous',
  params,
  returns: appointmentView,
  errors: ['appointment.not-found'],
} as const;

const move = {
  method: 'PATCH',
  path: '/api/v1/appointments/{id}',
  tag,
  summary: "Changer la date ou l'arrêt",
  description: 'Les appels qui ne sont pas encore passés suivent la nouvelle date.',
  params,
  body: moveAppointmentBody,
  ifMatch: true,
  returns: appointmentView,
  errors: [
    'appointment.not-found',
    'appointment.stale-version',
    'appointment.already-cancelled',
    'appointment.already-missed',
    ...DATES,
    'appointment.same-time',
  ],
} as const;

const cancel = {
  method: 'POST',
  path: '/api/v1/appointments/{id}/cancel',
  tag,
  summary: 'Annuler un rendez-vous et ses appels',
  params,
  ifMatch: true,
  returns: appointmentView,
  errors: ['appointment.not-found', 'appointment.stale-version'],
} as const;

const attendance = {
  method: 'POST',
  path: '/api/v1/appointments/{id}/attendance',
  tag,
  summary: 'Dire si la personne est venue',
  description: "Une personne qui n'est pas venue n'est pas rappelée.",
  params,
  body: attendanceBody,
  ifMatch: true,
  returns: appointmentView,
  errors: [
    'appointment.not-found',
    'appointment.stale-version',
    'appointment.already-cancelled',
    'appointment.not-yet',
  ],
} as const;

/** Appointments at the bus, for the team. */
@Controller()
@Allow('appointments:write', { kinds: ['team'] })
export class AppointmentsApi {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly queries: AppointmentsQueries,
  ) {}

  @Endpoint(list)
  list(call: Call<typeof list>) {
    return this.queries.page(call.query);
  }

  @Endpoint(book)
  book(call: Call<typeof book>) {
    return this.appointments.book(call.body);
  }

  @Endpoint(read)
  read(call: Call<typeof read>) {
    return this.appointments.read(call.params.id);
  }

  @Endpoint(move)
  move(call: Call<typeof move>) {
    return this.appointments.move(call.params.id, call.body, call.ifMatch);
  }

  @Endpoint(cancel)
  cancel(call: Call<typeof cancel>) {
    return this.appointments.cancel(call.params.id, call.ifMatch);
  }

  @Endpoint(attendance)
  recordAttendance(call: Call<typeof attendance>) {
    return this.appointments.recordAttendance(call.params.id, call.body.attended, call.ifMatch);
  }
}
