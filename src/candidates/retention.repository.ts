import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { RetentionStep } from './retention.rules.js';

/** A silent person, and where to write to them. */
export interface Silent {
  readonly id: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly since: Date;
}

const BATCH = 200;
/** A click on an alert and a sign-in are signs of life as a call is. The index candidates_silence holds the first part. */
const FILED = 'coalesce(c.last_contact_at, c.created_at)';
const SINCE = `greatest(${FILED}, r.reacted_at, a.signed_in_at)`;
const FROM = `candidates c LEFT JOIN alert_reactions r ON r.candidate_id = c.id LEFT JOIN accounts a ON a.candidate_id = c.id`;

/** Takes each step of the silence of people once: whoever claims it in their transaction does it. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Suspends some of those silent since before this instant. */
  async hide(before: Date, now: Date): Promise<Silent[]> {
    const people = await this.database.query<Silent>(
      `UPDATE candidates SET status = 'suspended', updated_at = $2, version = version + 1 WHERE id IN (
         SELECT c.id FROM ${FROM} WHERE c.status = 'active' AND ${FILED} < $1 AND ${SINCE} < $1
         ORDER BY c.id LIMIT ${BATCH} FOR UPDATE OF c SKIP LOCKED)
       RETURNING id, phone, email, coalesce(last_contact_at, created_at) AS since`,
      [before, now],
    );
    await this.remember(people, 'hide', now);
    return people;
  }

  /** Claims a warning for some of those silent since before this instant, and not yet long enough for the next warning. */
  async warn(step: RetentionStep, before: Date, notBefore: Date | null, now: Date): Promise<Silent[]> {
    return this.database.query<Silent>(
      `WITH due AS (
         SELECT c.id, c.phone, c.email, ${SINCE} AS since FROM ${FROM}
         WHERE c.status <> 'erased' AND ${FILED} < $2 AND ${SINCE} < $2 AND ($3::timestamptz IS NULL OR ${SINCE} >= $3)
           AND NOT EXISTS (SELECT FROM retention_steps s WHERE s.candidate_id = c.id AND s.since = ${SINCE} AND s.step = $1)
         ORDER BY c.id LIMIT ${BATCH} FOR UPDATE OF c SKIP LOCKED),
       taken AS (
         INSERT INTO retention_steps (candidate_id, since, step, told_by, taken_at)
         SELECT id, since, $1, CASE WHEN phone IS NOT NULL THEN 'sms' WHEN email IS NOT NULL THEN 'email' END, $4 FROM due
         ON CONFLICT DO NOTHING RETURNING candidate_id)
       SELECT due.* FROM due JOIN taken ON taken.candidate_id = due.id ORDER BY due.id`,
      [step, before, notBefore, now],
    );
  }

  /** Some of those silent since before this instant whose last warning is older than the other. */
  async toErase(before: Date, warnedBefore: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT c.id FROM ${FROM} WHERE c.status <> 'erased' AND ${FILED} < $1 AND ${SINCE} < $1
         AND EXISTS (SELECT FROM retention_steps s WHERE s.candidate_id = c.id AND s.since = ${SINCE} AND s.step = 'warn-23' AND s.taken_at <= $2)
       ORDER BY c.id LIMIT ${BATCH}`,
      [before, warnedBefore],
    );
    return rows.map(({ id }) => id);
  }

  private async remember(people: readonly Silent[], step: RetentionStep, now: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO retention_steps (candidate_id, since, step, told_by, taken_at)
       SELECT id, coalesce(last_contact_at, created_at), $2, CASE WHEN phone IS NOT NULL THEN 'sms' WHEN email IS NOT NULL THEN 'email' END, $3
       FROM candidates WHERE id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING`,
      [people.map(({ id }) => id), step, now],
    );
  }
}
