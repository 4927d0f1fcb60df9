import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { MilestoneDates } from './calendar.rules.js';
import { NO_LEASE } from './call-tasks.repository.js';
import type { CancelReason } from './follow-up.rules.js';

/** Writes the follow-ups of appointments: call tasks at 3, 6 and 12 months. Every statement may run twice. */
@Injectable()
export class FollowUpsRepository {
  constructor(private readonly database: Database) {}

  /** Makes the plannings of one appointment wait for each other until the transaction ends. */
  async lockAppointment(appointmentId: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `follow-ups of ${appointmentId}`,
    ]);
  }

  async create(
    appointment: { id: string; candidateId: string },
    dates: MilestoneDates,
    cancelled: CancelReason | null,
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO call_tasks (id, candidate_id, appointment_id, milestone_months, reason, due_on, window_starts_on, window_ends_on,
         urgent_on, state, end_reason, ended_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 'follow-up', $5, $6, $7, $5, CASE WHEN $8::text IS NULL THEN 'planned' ELSE 'cancelled' END, $8,
         CASE WHEN $8::text IS NULL THEN NULL ELSE $9::timestamptz END, $9, $9)
       ON CONFLICT ON CONSTRAINT follow_ups_one_per_milestone DO NOTHING`,
      [
        newId(),
        appointment.candidateId,
        appointment.id,
        dates.months,
        dates.dueOn,
        dates.windowStartsOn,
        dates.windowEndsOn,
        cancelled,
        now,
      ],
    );
  }

  /** Back to planned, at these dates. */
  async replan(id: string, dates: MilestoneDates, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE call_tasks SET state = 'planned', end_reason = NULL, ended_at = NULL, merged_into = NULL, due_on = $2,
         window_starts_on = $3, window_ends_on = $4, urgent_on = $2, ${NO_LEASE}, updated_at = $5 WHERE id = $1`,
      [id, dates.dueOn, dates.windowStartsOn, dates.windowEndsOn, now],
    );
  }

  async cancel(ids: readonly string[], reason: CancelReason, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE call_tasks SET state = 'cancelled', end_reason = $2, ended_at = $3, merged_into = NULL, ${NO_LEASE}, updated_at = $3
       WHERE id = ANY($1::uuid[])`,
      [ids, reason, now],
    );
  }
}
