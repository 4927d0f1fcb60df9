import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { Day } from '../platform/lang/day.js';
import type { MilestoneDates } from './calendar.rules.js';
import { FollowUpEntity } from './follow-up.entity.js';
import type { CancelReason } from './follow-up.rules.js';
import type { OneCall, OpenTask } from './queue.rules.js';

const NO_LEASE = 'lease_id = NULL, leased_by = NULL, leased_at = NULL, lease_until = NULL';

/** Writes follow-ups. Every statement may run twice. */
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
      `INSERT INTO follow_ups (id, candidate_id, appointment_id, milestone_months, due_on, window_starts_on, window_ends_on, urgent_on,
         state, end_reason, ended_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $5, CASE WHEN $8::text IS NULL THEN 'planned' ELSE 'cancelled' END, $8,
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
      `UPDATE follow_ups SET state = 'planned', end_reason = NULL, ended_at = NULL, merged_into = NULL, due_on = $2,
         window_starts_on = $3, window_ends_on = $4, urgent_on = $2, ${NO_LEASE}, updated_at = $5 WHERE id = $1`,
      [id, dates.dueOn, dates.windowStartsOn, dates.windowEndsOn, now],
    );
  }

  async cancel(ids: readonly string[], reason: CancelReason, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE follow_ups SET state = 'cancelled', end_reason = $2, ended_at = $3, merged_into = NULL, ${NO_LEASE}, updated_at = $3
       WHERE id = ANY($1::uuid[])`,
      [ids, reason, now],
    );
  }

  /** Plans again what these had absorbed, when they will not be called after all. */
  async releaseMergedInto(ids: readonly string[], now: Date): Promise<void> {
    await this.database.query(
      `UPDATE follow_ups SET state = 'planned', end_reason = NULL, ended_at = NULL, merged_into = NULL, urgent_on = due_on,
         updated_at = $2 WHERE merged_into = ANY($1::uuid[])`,
      [ids, now],
    );
  }

  /** Ends every open follow-up of these people. */
  async cancelOpenOf(candidateIds: readonly string[], reason: CancelReason, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE follow_ups SET state = 'cancelled', end_reason = $2, ended_at = $3, ${NO_LEASE}, updated_at = $3
       WHERE candidate_id = ANY($1::uuid[]) AND state IN ('planned', 'due')`,
      [candidateIds, reason, now],
    );
  }

  /** Locks, person by person, the calls that are open or whose window has begun. */
  async lockOpenOf(
    candidateIds: readonly string[],
    today: Day,
    now: Date,
  ): Promise<(OpenTask & { readonly candidateId: string })[]> {
    return this.database.query(
      `SELECT id, candidate_id AS "candidateId", state, due_on AS "dueOn", urgent_on AS "urgentOn",
         COALESCE(lease_until > $3, false) AS "beingCalled", not_before AS "notBefore", call_in AS "callIn", promised_at AS "promisedAt"
       FROM follow_ups
       WHERE candidate_id = ANY($1::uuid[]) AND (state = 'due' OR (state = 'planned' AND window_starts_on <= $2))
       ORDER BY candidate_id, id FOR NO KEY UPDATE`,
      [candidateIds, today, now],
    );
  }

  /** Opens these calls and ends those that they absorb. The absorbed end first: a person has one open call at most. */
  async open(calls: readonly OneCall[], now: Date): Promise<void> {
    const absorbed = calls.flatMap((call) => call.absorbed.map((id) => ({ id, into: call.id })));
    await this.database.query(
      `WITH absorbed AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, "into" uuid))
       UPDATE follow_ups f SET state = 'cancelled', end_reason = 'merged', ended_at = COALESCE(f.ended_at, $2), merged_into = absorbed."into",
         ${NO_LEASE}, updated_at = $2
       FROM absorbed WHERE absorbed.id IN (f.id, f.merged_into)`,
      [JSON.stringify(absorbed), now],
    );
    await this.database.query(
      `UPDATE follow_ups f SET state = 'due', urgent_on = row.urgent_on, not_before = row.not_before, call_in = row.call_in,
         promised_at = row.promised_at, updated_at = $2
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, urgent_on date, not_before timestamptz, call_in text, promised_at timestamptz)
       WHERE f.id = row.id`,
      [
        JSON.stringify(
          calls.map((call) => ({
            id: call.id,
            urgent_on: call.urgentOn,
            not_before: call.notBefore,
            call_in: call.callIn,
            promised_at: call.promisedAt,
          })),
        ),
        now,
      ],
    );
  }

  /** The follow-up, locked until the transaction ends. */
  async lock(id: string): Promise<FollowUpEntity | null> {
    return this.database.repository(FollowUpEntity).findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async save(followUp: FollowUpEntity): Promise<void> {
    await this.database.repository(FollowUpEntity).save(followUp);
  }
}
