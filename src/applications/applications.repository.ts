import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { Day } from '../platform/lang/day.js';
import { Application } from './application.entity.js';
import type { Step } from './steps.rules.js';

export interface StepRow {
  readonly applicationId: string;
  readonly step: Step;
  readonly messageId?: string | null;
  /** When it was not taken just now. */
  readonly at?: Date;
}

/** Writes applications, their steps and the limits of opportunities. */
@Injectable()
export class ApplicationsRepository {
  constructor(private readonly database: Database) {}

  /** Makes applications to one opportunity, and changes of its limits, wait for each other until the transaction ends. */
  async lockOpportunity(opportunityId: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 10))', [opportunityId]);
  }

  async add(applications: readonly Application[]): Promise<void> {
    if (applications.length > 0) await this.database.repository(Application).insert([...applications]);
  }

  async save(application: Application): Promise<void> {
    await this.database.repository(Application).update({ id: application.id }, application);
  }

  /** The application, held until the end of the transaction. */
  async lock(id: string): Promise<Application | null> {
    return this.database.repository(Application).findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async find(id: string): Promise<Application | null> {
    return this.database.repository(Application).findOneBy({ id });
  }

  async findOf(candidateId: string, opportunityId: string): Promise<Application | null> {
    return this.database.repository(Application).findOneBy({ candidateId, opportunityId });
  }

  /** Those whose next step is due, the longest overdue first, held; what another worker or an answer holds is left to it. */
  async lockDue(today: Day, limit: number): Promise<Application[]> {
    return this.lockMany(
      `SELECT id FROM applications WHERE next_step_on <= $1 ORDER BY next_step_on, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`,
      [today, limit],
    );
  }

  /** Those of these opportunities that wait for an answer, held. */
  async lockWaitingOn(opportunityIds: readonly string[], limit: number): Promise<Application[]> {
    return this.lockMany(
      `SELECT id FROM applications WHERE opportunity_id = ANY ($1::uuid[]) AND next_step_on IS NOT NULL
       ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
      [opportunityIds, limit],
    );
  }

  /** Writes steps down; those already taken are not taken again. Returns the ids of the applications whose step was new, by step. */
  async take(rows: readonly StepRow[], at: Date, by: string): Promise<Set<string>> {
    if (rows.length === 0) return new Set();
    const taken = await this.database.query<{ application_id: string; step: Step }>(
      `INSERT INTO application_steps (id, application_id, step, taken_at, taken_by, message_id)
       SELECT r.id, r.application_id, r.step, r.taken_at, $2, r.message_id
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, application_id uuid, step text, taken_at timestamptz, message_id uuid)
       ON CONFLICT DO NOTHING RETURNING application_id, step`,
      [
        JSON.stringify(
          rows.map(({ applicationId, step, messageId = null, at: takenAt = at }) => ({
            id: newId(),
            application_id: applicationId,
            step,
            taken_at: takenAt,
            message_id: messageId,
          })),
        ),
        by,
      ],
    );
    return new Set(taken.map((row) => `${row.application_id} ${row.step}`));
  }

  async setLimits(opportunityId: string, cap: number, pausedUntil: Day | null, now: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO application_limits VALUES ($1, $2, $3, $4)
       ON CONFLICT (opportunity_id) DO UPDATE SET cap = $2, paused_until = $3, updated_at = $4`,
      [opportunityId, cap, pausedUntil, now],
    );
  }

  /** Empties the applications of these people of all that is theirs. What still waited ends as withdrawn. */
  async eraseOf(candidateIds: readonly string[], now: Date): Promise<number> {
    return this.erase('candidate_id = ANY ($2::uuid[])', candidateIds, now);
  }

  /** Empties one batch of applications on which nothing has happened since then. Returns how many. */
  async eraseSilentSince(before: Date, limit: number, now: Date): Promise<number> {
    const which = `id IN (SELECT id FROM applications WHERE erased_at IS NULL AND last_event_at < $2
      ORDER BY last_event_at LIMIT ${Math.trunc(limit)} FOR UPDATE SKIP LOCKED)`;
    return this.erase(which, before, now);
  }

  private async erase(which: string, parameter: unknown, now: Date): Promise<number> {
    const rows = await this.database.query(
      `UPDATE applications SET candidate_id = NULL, snapshot = NULL, words = NULL, relance_words = NULL, answer_message = NULL,
         meeting_place = NULL, next_step_on = NULL, erased_at = $1, updated_at = $1, version = version + 1,
         state = CASE WHEN state IN ('sent', 'seen') THEN 'withdrawn' ELSE state END,
         withdrawn_at = CASE WHEN state IN ('sent', 'seen') THEN $1 ELSE withdrawn_at END
       WHERE ${which} RETURNING id`,
      [now, parameter],
    );
    return rows.length;
  }

  private async lockMany(sql: string, parameters: readonly unknown[]): Promise<Application[]> {
    const rows = await this.database.query<{ id: string }>(sql, parameters);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    return this.database
      .repository(Application)
      .createQueryBuilder('application')
      .where('application.id = ANY (:ids)', { ids })
      .orderBy('application.id')
      .getMany();
  }
}
