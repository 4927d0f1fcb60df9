import { Injectable } from '@nestjs/common';
import { CandidatesService } from '../candidates/candidates.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { instantFrom, plusSeconds } from '../platform/lang/day.js';
import type { Verdict } from '../platform/lang/verdict.js';
import type { AppointmentEntity } from './appointment.entity.js';
import { APPOINTMENT_MINUTES, mayMove, mayRecordAttendance, mayTakePlace } from './appointment.rules.js';
import type { AppointmentView, BookAppointmentBody, MoveAppointmentBody } from './appointment.schema.js';
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentMoved,
  appointmentSettled,
} from './appointments.events.js';
import { toView } from './appointments.queries.js';
import { AppointmentsRepository } from './appointments.repository.js';

/** Books, moves, cancels and settles appointments at the bus; each change tells the hotline by an event. */
@Injectable()
export class AppointmentsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly appointments: AppointmentsRepository,
    private readonly candidates: CandidatesService,
  ) {}

  /**
   * Books an appointment; one in the past is a walk-in who was received, hence attended.
   * @throws NotFound candidate, RuleBroken appointment.too-far, too-long-ago, closed-day or closed-hour, Conflict appointment.same-time.
   */
  async book(wish: BookAppointmentBody): Promise<AppointmentView> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const startsAt = instantFrom(wish.startsAt);
      must(mayTakePlace(startsAt, now), 'startsAt');
      await this.candidates.mustExist(wish.candidateId);
      await this.mustBeFree(wish.candidateId, startsAt, null);
      const appointment: AppointmentEntity = {
        id: newId(),
        candidateId: wish.candidateId,
        stop: wish.stop,
        startsAt,
        status: startsAt < now ? 'attended' : 'booked',
        enteredAt: now,
        cancelledAt: null,
        createdAt: now,
        updatedAt: now,
        version: 1,
      };
      await this.appointments.add(appointment);
      await this.outbox.publish(appointmentBooked, { appointmentId: appointment.id });
      return toView(appointment);
    });
  }

  /** @throws NotFound appointment.not-found */
  async read(id: string): Promise<AppointmentView> {
    const appointment = await this.appointments.find(id);
    if (!appointment) throw notFound();
    return toView(appointment);
  }

  /** Changes the date or the stop. @throws NotFound, Conflict (stale version, same time), RuleBroken. */
  async move(id: string, change: MoveAppointmentBody, version: number): Promise<AppointmentView> {
    return this.change(id, version, async (appointment, now) => {
      must(mayMove(appointment.status), 'status');
      if (change.stop !== undefined) appointment.stop = change.stop;
      const startsAt = change.startsAt === undefined ? appointment.startsAt : instantFrom(change.startsAt);
      if (startsAt.getTime() === appointment.startsAt.getTime()) return;
      must(mayTakePlace(startsAt, now), 'startsAt');
      await this.mustBeFree(appointment.candidateId, startsAt, id);
      Object.assign(appointment, { startsAt, enteredAt: now, status: startsAt < now ? 'attended' : 'booked' });
      await this.outbox.publish(appointmentMoved, { appointmentId: id });
    });
  }

  /** Cancels; cancelling twice changes nothing. @throws NotFound, Conflict (stale version). */
  async cancel(id: string, version: number): Promise<AppointmentView> {
    return this.change(id, version, async (appointment, now) => {
      if (appointment.status === 'cancelled') return;
      Object.assign(appointment, { status: 'cancelled', cancelledAt: now });
      await this.outbox.publish(appointmentCancelled, { appointmentId: id });
    });
  }

  /** Says whether the person came; may be corrected. @throws NotFound, Conflict (stale version), RuleBroken. */
  async recordAttendance(id: string, attended: boolean, version: number): Promise<AppointmentView> {
    return this.change(id, version, async (appointment) => {
      must(mayRecordAttendance(appointment.status, appointment.startsAt, this.clock.today()), 'attended');
      const status = attended ? 'attended' : 'missed';
      if (appointment.status === status) return;
      appointment.status = status;
      await this.outbox.publish(appointmentSettled, { appointmentId: id });
    });
  }

  private async change(
    id: string,
    version: number,
    apply: (appointment: AppointmentEntity, now: Date) => Promise<void>,
  ): Promise<AppointmentView> {
    return this.database.transaction(async () => {
      const appointment = await this.appointments.lock(id);
      if (!appointment) throw notFound();
      if (appointment.version !== version) {
        throw new Conflict('appointment.stale-version', 'Ce rendez-vous a changé depuis votre lecture. Relisez-le.');
      }
      const now = this.clock.now();
      await apply(appointment, now);
      Object.assign(appointment, { version: version + 1, updatedAt: now });
      await this.appointments.save(appointment);
      return toView(appointment);
    });
  }

  private async mustBeFree(candidateId: string, startsAt: Date, except: string | null): Promise<void> {
    await this.appointments.lockPerson(candidateId);
    const length = APPOINTMENT_MINUTES * 60;
    if (
      await this.appointments.hasAnother(
        candidateId,
        plusSeconds(startsAt, -length),
        plusSeconds(startsAt, length),
        except,
      )
    ) {
      throw new Conflict('appointment.same-time', 'Cette personne a déjà un rendez-vous à cette heure.', {
        field: 'startsAt',
      });
    }
  }
}

function must(verdict: Verdict<unknown>, field: string): void {
  if (!verdict.ok) throw new RuleBroken(verdict.reason, verdict.message, { field });
}

function notFound(): NotFound {
  return new NotFound('appointment.not-found', "Ce rendez-vous n'existe pas.");
}
