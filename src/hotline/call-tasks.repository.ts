import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { Day } from '../platform/lang/day.js';
import type { CallDates } from './calendar.rules.js';
import { CallTaskEntity } from './call-task.entity.js';
import { type NewCallTask, personOf } from './call-task.rules.js';
import type { CancelReason } from './follow-up.rules.js';
import type { OneCall, OpenTask } from './queue.rules.js';

export const NO_LEASE = 'lease_id = NULL, leased_by = NULL, leased_at = NULL, lease_until = NULL';
const PLANNED_AGAIN = `state = 'planned', end_reason = NULL, ended_at = NULL, merged_into = NULL, urgent_on = due_on`;

/** An open task with whom it calls. */
export type OpenTaskOf = OpenTask & { readonly person: string; readonly candidateId: string | null };

/**
 * Writes call tasks, whatever their reason. Every statement may run twice. What creates, merges or ends tasks of a person first takes
 * the lock of that person (`lockPeople`, `lockOpenOf`, `lockWithPerson`), so that a person never has two open calls.
 */
@Injectable()
export class CallTasksRepository {
  constructor(private readonly database: Database) {}

  /** Makes changes to the tasks of these people (ids of files, or numbers) wait for each other until the transaction ends. */
  async lockPeople(people: readonly string[]): Promise<void> {
    await this.database.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('calls of ' || person, 0))
       FROM (SELECT DISTINCT person FROM unnest($1::text[]) person ORDER BY person) ordered`,
      [people],
    );
  }

  /** Plans these calls, except those for which one with the same reason and subject is open or part of an open one. */
  async add(tasks: readonly (NewCallTask & CallDates)[], now: Date): Promise<void> {
    const rows = tasks.map((task) => ({
      id: newId(),
      candidate_id: task.candidateId,
      phone: task.phone ?? null,
      person: personOf(task),
      reason: task.reason,
      subject: task.subject ?? null,
      due_on: task.dueOn,
      window_starts_on: task.windowStartsOn,
      window_ends_on: task.windowEndsOn,
      promised_at: task.promisedAt ?? null,
      best_time: task.bestTime ?? null,
      requested_by: task.requestedBy ?? null,
    }));
    await this.database.query(
      `INSERT INTO call_tasks (id, candidate_id, phone, reason, subject, due_on, window_starts_on, window_ends_on, urgent_on, promised_at,
         best_time, requested_by, state, created_at, updated_at)
       SELECT r.id, r.candidate_id, r.phone, r.reason, r.subject, r.due_on, r.window_starts_on, r.window_ends_on, r.due_on, r.promised_at,
         r.best_time, r.requested_by, 'planned', $2, $2
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, candidate_id uuid, phone text, person text, reason text, subject uuid, due_on date,
         window_starts_on date, window_ends_on date, promised_at timestamptz, best_time text, requested_by uuid)
       WHERE NOT EXISTS (SELECT 1 FROM call_tasks t LEFT JOIN call_tasks kept ON kept.id = t.merged_into
         WHERE t.person = r.person AND t.reason = r.reason AND t.subject IS NOT DISTINCT FROM r.subject
           AND COALESCE(kept.state, t.state) IN ('planned', 'due'))
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows), now],
    );
  }

  /** Plans again what these had absorbed, when they will not be called after all; `askedOnly`: what the person asked for. */
  async releaseMergedInto(ids: readonly string[], askedOnly: boolean, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE call_tasks SET ${PLANNED_AGAIN}, updated_at = $2
       WHERE merged_into = ANY($1::uuid[]) AND (asked OR NOT $3)`,
      [ids, now, askedOnly],
    );
  }

  /** Ends every open call to these people. */
  async cancelOpenOf(people: readonly string[], reason: CancelReason, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE call_tasks SET state = 'cancelled', end_reason = $2, ended_at = $3, ${NO_LEASE}, updated_at = $3
       WHERE person = ANY($1::text[]) AND state IN ('planned', 'due')`,
      [people, reason, now],
    );
  }

  /** Ends the open calls to these people that they did not ask for; those they asked for stand on their own again. */
  async cancelUnaskedOf(people: readonly string[], reason: CancelReason, now: Date): Promise<void> {
    await this.database.query(
      `WITH ended AS (
         UPDATE call_tasks SET state = 'cancelled', end_reason = $2, ended_at = $3, ${NO_LEASE}, updated_at = $3
         WHERE person = ANY($1::text[]) AND state IN ('planned', 'due') AND NOT asked RETURNING id)
       UPDATE call_tasks t SET ${PLANNED_AGAIN}, updated_at = $3 FROM ended WHERE t.merged_into = ended.id AND t.asked`,
      [people, reason, now],
    );
  }

  /** Locks, person by person, the calls that are open or whose window has begun. */
  async lockOpenOf(people: readonly string[], today: Day, now: Date): Promise<OpenTaskOf[]> {
    await this.lockPeople(people);
    return this.database.query<OpenTaskOf>(
      `SELECT id, person, candidate_id AS "candidateId", state, reason = 'follow-up' AS "isFollowUp", asked, attempts,
         best_time AS "bestTime", due_on AS "dueOn", urgent_on AS "urgentOn", COALESCE(lease_until > $3, false) AS "beingCalled",
         not_before AS "notBefore", call_in AS "callIn", promised_at AS "promisedAt"
       FROM call_tasks
       WHERE person = ANY($1::text[]) AND (state = 'due' OR (state = 'planned' AND window_starts_on <= $2))
       ORDER BY person, id FOR NO KEY UPDATE`,
      [people, today, now],
    );
  }

  /** Opens these calls and ends those that they absorb. The absorbed end first: a person has one open call at most. */
  async open(calls: readonly OneCall[], now: Date): Promise<void> {
    const absorbed = calls.flatMap((call) => call.absorbed.map((id) => ({ id, into: call.id })));
    await this.database.query(
      `WITH absorbed AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, "into" uuid))
       UPDATE call_tasks f SET state = 'cancelled', end_reason = 'merged', ended_at = COALESCE(f.ended_at, $2), merged_into = absorbed."into",
         ${NO_LEASE}, updated_at = $2
       FROM absorbed WHERE absorbed.id IN (f.id, f.merged_into)`,
      [JSON.stringify(absorbed), now],
    );
    await this.database.query(
      `UPDATE call_tasks f SET state = 'due', urgent_on = row.urgent_on, not_before = row.not_before, call_in = row.call_in,
         promised_at = row.promised_at, best_time = row.best_time, attempts = row.attempts, updated_at = $2
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, urgent_on date, not_before timestamptz, call_in text, promised_at timestamptz,
         best_time text, attempts smallint)
       WHERE f.id = row.id`,
      [
        JSON.stringify(
          calls.map((call) => ({
            id: call.id,
            urgent_on: call.urgentOn,
            not_before: call.notBefore,
            call_in: call.callIn,
            promised_at: call.promisedAt,
            best_time: call.bestTime,
            attempts: call.attempts,
          })),
        ),
        now,
      ],
    );
  }

  /** The task, locked until the transaction ends. For what changes this task alone. */
  async lock(id: string): Promise<CallTaskEntity | null> {
    return this.database.repository(CallTaskEntity).findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** The task, locked after its person until the transaction ends. */
  async lockWithPerson(id: string): Promise<CallTaskEntity | null> {
    const [known] = await this.database.query<{ person: string | null }>(
      'SELECT person FROM call_tasks WHERE id = $1',
      [id],
    );
    if (known?.person) await this.lockPeople([known.person]);
    return this.lock(id);
  }

  async save(task: CallTaskEntity): Promise<void> {
    await this.database.repository(CallTaskEntity).save(task);
  }

  /** Removes from the tasks of these erased people what still points to them. */
  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE call_tasks SET phone = NULL, subject = NULL, requested_by = NULL
       WHERE candidate_id = ANY($1::uuid[]) AND (phone IS NOT NULL OR subject IS NOT NULL OR requested_by IS NOT NULL)`,
      [candidateIds],
    );
  }

  /** Forgets numbers, with the notes of their calls, once the task has been over since before this instant. */
  async forgetNumbersEndedBefore(instant: Date): Promise<void> {
    await this.database.query(
      `UPDATE calls k SET phone = NULL, note = NULL, answers = answers - 'employer' FROM call_tasks t
       WHERE t.id = k.follow_up_id AND k.phone IS NOT NULL AND t.ended_at < $1`,
      [instant],
    );
    await this.database.query('UPDATE call_tasks SET phone = NULL WHERE phone IS NOT NULL AND ended_at < $1', [
      instant,
    ]);
  }
}
