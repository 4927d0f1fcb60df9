import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import type { PersonFacts } from './apply.rules.js';
import type { Step } from './steps.rules.js';

export interface Contacts {
  readonly phone: string | null;
  readonly email: string | null;
}

/** Reads the people who apply and the steps of their applications. */
@Injectable()
export class ApplicantsQueries {
  constructor(private readonly database: Database) {}

  async person(candidateId: string): Promise<PersonFacts | undefined> {
    const [row] = await this.database.query<PersonFacts>(
      'SELECT status, adult, phone, email FROM candidates WHERE id = $1',
      [candidateId],
    );
    return row;
  }

  /** Where these people are written to; nobody who was erased. */
  async contacts(candidateIds: readonly string[]): Promise<Map<string, Contacts>> {
    const rows = await this.database.query<Contacts & { id: string }>(
      `SELECT id, phone, email FROM candidates WHERE id = ANY ($1::uuid[]) AND status <> 'erased'`,
      [candidateIds],
    );
    return new Map(rows.map(({ id, phone, email }) => [id, { phone, email }]));
  }

  /** Steps taken of these applications, with their day in Paris. */
  async stepDays(applicationIds: readonly string[]): Promise<Map<string, Map<Step, Day>>> {
    const rows = await this.database.query<{ id: string; step: Step; on: Day }>(
      `SELECT application_id AS id, step, (taken_at AT TIME ZONE 'Europe/Paris')::date::text AS on FROM application_steps
       WHERE application_id = ANY ($1::uuid[])`,
      [applicationIds],
    );
    const days = new Map<string, Map<Step, Day>>();
    for (const { id, step, on } of rows) days.set(id, (days.get(id) ?? new Map<Step, Day>()).set(step, on));
    return days;
  }

  /** Those of these messages (reminders, nudges, notices) about applications of which none waits for an answer any more. */
  async outdated(messageIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT s.message_id AS id FROM application_steps s JOIN applications a ON a.id = s.application_id
       WHERE s.message_id = ANY ($1::uuid[]) AND s.step <> 'withdrawal'
       GROUP BY 1 HAVING NOT bool_or(a.state IN ('sent', 'seen'))`,
      [messageIds],
    );
    return rows.map(({ id }) => id);
  }
}
