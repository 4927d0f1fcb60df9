import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import type { Page } from '../platform/http/paging.schema.js';
import type { CallView } from './call.schema.js';
import type { CallSheet, CallTaskFilter, CallTaskView } from './call-task.schema.js';

interface TaskRow extends Omit<CallTaskView, 'endedAt' | 'notBefore' | 'promisedAt' | 'lease'> {
  endedAt: Date | null;
  notBefore: Date | null;
  promisedAt: Date | null;
  leasedBy: string | null;
  leasedAt: Date | null;
  leaseUntil: Date | null;
}

interface CallRow extends Omit<CallView, 'callBackAt' | 'calledAt'> {
  callBackAt: Date | null;
  calledAt: Date;
}

const TASK = `f.id, f.reason, f.subject, f.best_time AS "bestTime", f.candidate_id AS "candidateId", f.appointment_id AS "appointmentId", f.milestone_months AS months,
  f.due_on AS "dueOn", f.window_starts_on AS "windowStartsOn", f.window_ends_on AS "windowEndsOn", f.state,
  f.end_reason AS "endReason", f.ended_at AS "endedAt", f.merged_into AS "mergedInto", f.attempts, f.not_before AS "notBefore",
  f.call_in AS "callIn", f.promised_at AS "promisedAt", f.leased_by AS "leasedBy", f.leased_at AS "leasedAt",
  f.lease_until AS "leaseUntil"`;

const CALL = `k.id, k.follow_up_id AS "followUpId", k.agent, k.direction, k.outcome, k.applied, k.call_back_at AS "callBackAt",
  k.answers, k.note, k.called_at AS "calledAt"`;

/** What the team sees: the list of call tasks and the sheet of one call. */
@Injectable()
export class CallTaskListQueries {
  constructor(private readonly database: Database) {}

  /** Call tasks in the order in which they are due. */
  async page(filter: CallTaskFilter, now: Date): Promise<Page<CallTaskView>> {
    const where = `($1::text IS NULL OR f.state = $1) AND ($2::date IS NULL OR f.due_on <= $2)
      AND ($3::uuid IS NULL OR f.candidate_id = $3) AND ($4::uuid IS NULL OR f.appointment_id = $4)
      AND ($5::text IS NULL OR f.reason = $5)`;
    const filters = [
      filter.state ?? null,
      filter.dueBefore ?? null,
      filter.candidateId ?? null,
      filter.appointmentId ?? null,
      filter.reason ?? null,
    ];
    const rows = await this.database.query<TaskRow>(
      `SELECT ${TASK} FROM call_tasks f WHERE ${where} ORDER BY f.due_on, f.id LIMIT $6 OFFSET $7`,
      [...filters, filter.perPage, (filter.page - 1) * filter.perPage],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM call_tasks f WHERE ${where}`,
      filters,
    );
    return {
      items: rows.map((row) => toTask(row, now)),
      total: count?.total ?? 0,
      page: filter.page,
      perPage: filter.perPage,
    };
  }

  /** One call task. Throws NotFound. */
  async task(id: string, now: Date): Promise<CallTaskView> {
    const [row] = await this.database.query<TaskRow>(`SELECT ${TASK} FROM call_tasks f WHERE f.id = $1`, [id]);
    if (!row) throw unknownTask();
    return toTask(row, now);
  }

  /** The sheet of a call that this lease allows. Throws NotFound. */
  async sheet(id: string, leaseId: string, now: Date): Promise<CallSheet> {
    const followUp = await this.task(id, now);
    const [row] = await this.database.query<
      CallSheet['person'] & { person: string | null; stop: string | null; startsAt: Date | null }
    >(
      `SELECT c.id AS "candidateId", c.first_name AS "firstName", c.last_name AS "lastName", COALESCE(f.phone, c.phone) AS phone,
         m.name AS commune, f.person, a.stop, a.starts_at AS "startsAt"
       FROM call_tasks f LEFT JOIN candidates c ON c.id = f.candidate_id LEFT JOIN communes m ON m.insee = c.insee
         LEFT JOIN appointments a ON a.id = f.appointment_id WHERE f.id = $1`,
      [id],
    );
    if (!row) throw unknownTask();
    const { stop, startsAt, person: key, ...person } = row;
    const also = await this.mergedInto(id, now);
    return {
      leaseId,
      followUp,
      also,
      about: await this.opportunities([followUp, ...also].flatMap((task) => task.subject ?? [])),
      person,
      appointment: stop !== null && startsAt ? { stop, startsAt: startsAt.toISOString() } : null,
      lastCalls: key === null ? [] : await this.callsOf(key, 3),
    };
  }

  private async mergedInto(id: string, now: Date): Promise<CallTaskView[]> {
    const rows = await this.database.query<TaskRow>(
      `SELECT ${TASK} FROM call_tasks f WHERE f.merged_into = $1 ORDER BY f.due_on, f.id`,
      [id],
    );
    return rows.map((row) => toTask(row, now));
  }

  private async opportunities(ids: readonly string[]): Promise<CallSheet['about']> {
    if (ids.length === 0) return [];
    return this.database.query(
      'SELECT o.id, o.kind, o.title, g.name AS organisation FROM opportunities o JOIN organisations g ON g.id = o.organisation_id WHERE o.id = ANY($1::uuid[]) ORDER BY o.id',
      [ids],
    );
  }

  /** The last calls with a person (id of the file, or number), newest first. */
  async callsOf(person: string, most: number): Promise<CallView[]> {
    const rows = await this.database.query<CallRow>(
      `SELECT ${CALL} FROM calls k WHERE k.person = $1 ORDER BY k.called_at DESC, k.id DESC LIMIT $2`,
      [person, most],
    );
    return rows.map(toCall);
  }

  async call(id: string): Promise<CallView> {
    const [row] = await this.database.query<CallRow>(`SELECT ${CALL} FROM calls k WHERE k.id = $1`, [id]);
    if (!row) throw new NotFound('call.not-found', "Cet appel n'existe pas.");
    return toCall(row);
  }
}

function toTask(row: TaskRow, now: Date): CallTaskView {
  const { leasedBy, leasedAt, leaseUntil, ...rest } = row;
  return {
    ...rest,
    endedAt: row.endedAt?.toISOString() ?? null,
    notBefore: row.notBefore?.toISOString() ?? null,
    promisedAt: row.promisedAt?.toISOString() ?? null,
    lease:
      leasedBy && leasedAt && leaseUntil && leaseUntil > now
        ? { agent: leasedBy, since: leasedAt.toISOString(), until: leaseUntil.toISOString() }
        : null,
  };
}

function toCall(row: CallRow): CallView {
  return { ...row, callBackAt: row.callBackAt?.toISOString() ?? null, calledAt: row.calledAt.toISOString() };
}

function unknownTask(): NotFound {
  return new NotFound('follow-up.not-found', "Cet appel n'est pas dans la file.");
}
