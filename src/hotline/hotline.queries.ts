import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { type Day, dayInParis, parisInstant } from '../platform/lang/day.js';
import { halfDayOf, isOpeningHour, isOutgoingHour } from './calendar.rules.js';
import type { AppointmentFacts, CallBlock, ExistingFollowUp } from './follow-up.rules.js';
import { daysBefore, MOST_CALLS, MOST_CALLS_DAYS, type PastCalls, SILENCE_DAYS } from './queue.rules.js';

interface AppointmentRow {
  candidate_id: string;
  status: AppointmentFacts['status'];
  starts_at: Date;
  entered_at: Date;
}

/** Opposition is the last word said on follow-up calls; nobody is asked to agree beforehand. */
const BLOCK = `CASE
  WHEN c.status = 'erased' THEN 'erased'
  WHEN NOT COALESCE((SELECT k.granted FROM consents k WHERE k.candidate_id = c.id AND k.purpose = 'follow-up-calls'
    ORDER BY k.recorded_at DESC, k.id DESC LIMIT 1), true) THEN 'opposed' END`;

/** What the hotline reads to decide: appointments, oppositions, past calls, the queue. */
@Injectable()
export class HotlineQueries {
  constructor(private readonly database: Database) {}

  /** The appointment in its present state, or undefined. */
  async appointment(id: string): Promise<(AppointmentFacts & { readonly candidateId: string }) | undefined> {
    const [row] = await this.database.query<AppointmentRow>(
      'SELECT candidate_id, status, starts_at, entered_at FROM appointments WHERE id = $1',
      [id],
    );
    if (!row) return undefined;
    return {
      candidateId: row.candidate_id,
      status: row.status,
      startsAt: row.starts_at,
      enteredOn: dayInParis(row.entered_at),
    };
  }

  /** The follow-ups of an appointment as they are. */
  async existingOf(appointmentId: string, now: Date): Promise<ExistingFollowUp[]> {
    return this.database.query<ExistingFollowUp>(
      `SELECT f.id, f.milestone_months AS months, f.due_on AS "dueOn", f.state, f.end_reason AS reason,
         EXISTS (SELECT 1 FROM calls k WHERE k.follow_up_id IN (f.id, f.merged_into))
         OR EXISTS (SELECT 1 FROM call_tasks l WHERE l.id IN (f.id, f.merged_into) AND l.lease_until > $2) AS called
       FROM call_tasks f WHERE f.appointment_id = $1 ORDER BY f.milestone_months`,
      [appointmentId, now],
    );
  }

  /** Those of these people who must not be called, and why. */
  async blocksOf(candidateIds: readonly string[]): Promise<Map<string, CallBlock>> {
    const rows = await this.database.query<{ id: string; block: CallBlock | null }>(
      `SELECT c.id, ${BLOCK} AS block FROM candidates c WHERE c.id = ANY($1::uuid[])`,
      [candidateIds],
    );
    return new Map(rows.flatMap((row) => (row.block ? [[row.id, row.block] as const] : [])));
  }

  /** Why this person must not be called; null when nothing says so, as of somebody without a file. */
  async blockOf(candidateId: string | null): Promise<CallBlock | null> {
    if (candidateId === null) return null;
    return (await this.blocksOf([candidateId])).get(candidateId) ?? null;
  }

  /** Those of these people whose file has a telephone number. */
  async withPhone(candidateIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM candidates WHERE id = ANY($1::uuid[]) AND phone IS NOT NULL',
      [candidateIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** What alerts noticed about these people that nobody has spoken with them about yet. */
  async openBreaksOf(
    candidateIds: readonly string[],
  ): Promise<{ candidateId: string; reason: 'bounced' | 'ignored-alerts' }[]> {
    return this.database.query(
      `SELECT DISTINCT candidate_id AS "candidateId", reason FROM contact_breaks
       WHERE candidate_id = ANY($1::uuid[]) AND handled_at IS NULL ORDER BY 1, 2`,
      [candidateIds],
    );
  }

  /** Whom to call about these applications that still wait for an answer: the contact of the offer or mission, else of its organisation. */
  async contactsOfUnanswered(applicationIds: readonly string[]): Promise<{ opportunityId: string; phone: string }[]> {
    return this.database.query(
      `SELECT DISTINCT a.opportunity_id AS "opportunityId", COALESCE(o.contact_phone, m.contact_phone, g.contact_phone) AS phone
       FROM applications a JOIN organisations g ON g.id = a.organisation_id
         LEFT JOIN offers o ON o.id = a.opportunity_id LEFT JOIN missions m ON m.id = a.opportunity_id
       WHERE a.id = ANY($1::uuid[]) AND a.state IN ('sent', 'seen')
         AND COALESCE(o.contact_phone, m.contact_phone, g.contact_phone) IS NOT NULL ORDER BY 1`,
      [applicationIds],
    );
  }

  /** The number to call for this task, in E.164, or null. */
  async phoneFor(taskId: string): Promise<string | null> {
    const [row] = await this.database.query<{ phone: string | null }>(
      'SELECT COALESCE(t.phone, c.phone) AS phone FROM call_tasks t LEFT JOIN candidates c ON c.id = t.candidate_id WHERE t.id = $1',
      [taskId],
    );
    return row?.phone ?? null;
  }

  /** Up to `limit` people, after this one in their order, who have a call to open. */
  async peopleToOpen(today: Day, after: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ person: string }>(
      `SELECT DISTINCT person FROM call_tasks
       WHERE state = 'planned' AND window_starts_on <= $1 AND person > $2 ORDER BY person LIMIT $3`,
      [today, after, limit],
    );
    return rows.map((row) => row.person);
  }

  /** What the person (id of the file, or number) has received from us: see `mayCall`. */
  async pastCallsOf(person: string, now: Date): Promise<PastCalls> {
    const rows = await this.database.query<{ called_at: Date; unasked: boolean; refused: boolean }>(
      `SELECT called_at, direction = 'outgoing' AND NOT asked AS unasked, outcome = 'refuses-this-call' AS refused
       FROM calls WHERE person = $1 AND called_at > $2 ORDER BY called_at DESC`,
      [person, daysBefore(now, SILENCE_DAYS)],
    );
    return {
      unasked: rows.filter((row) => row.unasked).map((row) => row.called_at),
      lastRefusalAt: rows.find((row) => row.refused)?.called_at ?? null,
    };
  }

  /**
   * Locks the call to make now, skipping those that another agent is taking: overdue, then promised, then due today, then those
   * whose window has begun. Says in SQL what `mayCall` says. Undefined when nobody may be called. Only inside a transaction.
   */
  async lockNext(now: Date): Promise<string | undefined> {
    const today = dayInParis(now);
    const [row] = await this.database.query<{ id: string }>(
      `SELECT f.id FROM call_tasks f LEFT JOIN candidates c ON c.id = f.candidate_id
       WHERE f.state = 'due' AND (f.lease_until IS NULL OR f.lease_until <= $1)
         AND CASE WHEN f.asked THEN c.status IS DISTINCT FROM 'erased' ELSE ${BLOCK} IS NULL END
         AND CASE WHEN f.promised_at IS NOT NULL THEN $5 AND f.promised_at <= $1
           ELSE CASE WHEN f.asked THEN $5 ELSE $4 END
             AND (f.not_before IS NULL OR f.not_before <= $1) AND (f.call_in IS NULL OR f.call_in = $3)
             AND (f.asked OR NOT EXISTS (SELECT 1 FROM calls k WHERE k.person = f.person
               AND k.outcome = 'refuses-this-call' AND k.called_at > $6)
             AND (SELECT count(*) FROM calls k WHERE k.person = f.person
               AND k.direction = 'outgoing' AND NOT k.asked AND k.called_at > $7) < $8) END
       ORDER BY CASE WHEN f.urgent_on < $2 OR f.promised_at < $9 THEN 0 WHEN f.promised_at IS NOT NULL THEN 1
         WHEN f.urgent_on = $2 THEN 2 ELSE 3 END, f.promised_at NULLS LAST, f.urgent_on, f.id
       LIMIT 1 FOR NO KEY UPDATE OF f SKIP LOCKED`,
      [
        now,
        today,
        halfDayOf(now),
        isOutgoingHour(now),
        isOpeningHour(now),
        daysBefore(now, SILENCE_DAYS),
        daysBefore(now, MOST_CALLS_DAYS),
        MOST_CALLS,
        parisInstant(today, '00:00'),
      ],
    );
    return row?.id;
  }
}
