import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { AppointmentEntity } from './appointment.entity.js';

/** Writes appointments. */
@Injectable()
export class AppointmentsRepository {
  constructor(private readonly database: Database) {}

  /** Makes the bookings of one person wait for each other until the transaction ends. */
  async lockPerson(candidateId: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `appointments of ${candidateId}`,
    ]);
  }

  /** Whether the person has another appointment, not cancelled, that starts between these instants (both excluded). */
  async hasAnother(candidateId: string, after: Date, before: Date, except: string | null): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM appointments WHERE candidate_id = $1 AND status <> 'cancelled' AND starts_at > $2 AND starts_at < $3
         AND ($4::uuid IS NULL OR id <> $4) LIMIT 1`,
      [candidateId, after, before, except],
    );
    return rows.length > 0;
  }

  async add(appointment: AppointmentEntity): Promise<void> {
    await this.database.repository(AppointmentEntity).insert(appointment);
  }

  async find(id: string): Promise<AppointmentEntity | null> {
    return this.database.repository(AppointmentEntity).findOneBy({ id });
  }

  /** The appointment, locked until the transaction ends. */
  async lock(id: string): Promise<AppointmentEntity | null> {
    return this.database.repository(AppointmentEntity).findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async save(appointment: AppointmentEntity): Promise<void> {
    await this.database.repository(AppointmentEntity).save(appointment);
  }
}
