import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import type { Page } from '../platform/http/paging.schema.js';
import type { CallView } from './call.schema.js';
import type { CallSheet, FollowUpFilter, FollowUpView } from './follow-up.schema.js';

interface FollowUpRow extends Omit<FollowUpView, 'endedAt' | 'notBefore' | 'promisedAt' | 'lease'> {
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

const FOLLOW_UP = `f.id, f.candidate_id AS "candidateId", f.appointment_id AS "appointmentId", f.milestone_months AS months,
  f.due_on AS "dueOn", f.window_starts_on AS "windowStartsOn", f.window_ends_on AS "windowEndsOn", f.state,
  f.end_reason AS "endReason", f.ended_at AS "endedAt", f.merged_into AS "mergedInto", f.attempts, f.not_before AS "notBefore",
  f.call_in AS "callIn", f.promised_at AS "promisedAt", f.leased_by AS "leasedBy", f.leased_at AS "leasedAt",
  f.lease_until AS "leaseUntil"`;

const CALL = `k.id, k.follow_up_id AS "followUpId", k.agent, k.direction, k.outcome, k.applied, k.call_back_at AS "callBackAt",
  k.answers, k.note, k.called_at AS "calledAt"`;

/** What the team sees: the list of follow-ups and the sheet of one call. */
@Injectable()
export class FollowUpListQueries {
  constructor(private readonly database: Database) {}

  /** Follow-ups in the order in which they are due. */
  async page(filter: FollowUpFilter, now: Date): Promise<Page<FollowUpView>> {
    const where = `($1::text IS NULL OR f.state = $1) AND ($2::date IS NULL OR f.due_on <= $2)
      AND ($3::uuid IS NULL OR f.candidate_id = $3) AND ($4::uuid IS NULL OR f.appointment_id = $4)`;
    const filters = [
      filter.state ?? null,
      filter.dueBefore ?? null,
      filter.candidateId ?? null,
      filter.appointmentId ?? null,
    ];
    const rows = await this.database.query<FollowUpRow>(
      `SELECT ${FOLLOW_UP} FROM follow_ups f WHERE ${where} ORDER BY f.due_on, f.id LIMIT $5 OFFSET $6`,
      [...filters, filter.perPage, (filter.page - 1) * filter.perPage],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM follow_ups f WHERE ${where}`,
      filters,
    );
    return {
      items: rows.map((row) => toFollowUp(row, now)),
      total: count?.total ?? 0,
      page: filter.page,
      perPage: filter.perPage,
    };
  }

  /** One follow-up. Throws NotFound. */
  async followUp(id: string, now: Date): Promise<FollowUpView> {
    const [row] = await this.database.query<FollowUpRow>(`SELECT ${FOLLOW_UP} FROM follow_ups f WHERE f.id = $1`, [id]);
    if (!row) throw new NotFound('follow-up.not-found', "Ce suivi n'existe pas.");
    return toFollowUp(row, now);
  }

  /** The sheet of a call that this lease allows. Throws NotFound. */
  async sheet(id: string, leaseId: string, now: Date): Promise<CallSheet> {
    const followUp = await this.followUp(id, now);
    const [row] = await this.database.query<CallSheet['person'] & { stop: string; startsAt: Date }>(
      `SELECT c.id AS "candidateId", c.first_name AS "firstName", c.last_name AS "lastName", c.phone, m.name AS commune,
         a.stop, a.starts_at AS "startsAt"
       FROM appointments a JOIN candidates c ON c.id = a.candidate_id LEFT JOIN communes m ON m.insee = c.insee WHERE a.id = $1`,
      [followUp.appointmentId],
    );
    if (!row) throw new NotFound('follow-up.not-found', "Ce suivi n'existe pas.");
    const { stop, startsAt, ...person } = row;
    return {
      leaseId,
      followUp,
      person,
      appointment: { stop, startsAt: startsAt.toISOString() },
      lastCalls: await this.callsOf(followUp.candidateId, 3),
    };
  }

  /** The last calls with a person, newest first. */
  async callsOf(candidateId: string, most: number): Promise<CallView[]> {
    const rows = await this.database.query<CallRow>(
      `SELECT ${CALL} FROM calls k WHERE k.candidate_id = $1 ORDER BY k.called_at DESC, k.id DESC LIMIT $2`,
      [candidateId, most],
    );
    return rows.map(toCall);
  }

  async call(id: string): Promise<CallView> {
    const [row] = await this.database.query<CallRow>(`SELECT ${CALL} FROM calls k WHERE k.id = $1`, [id]);
    if (!row) throw new NotFound('call.not-found', "Cet appel n'existe pas.");
    return toCall(row);
  }
}

function toFollowUp(row: FollowUpRow, now: Date): FollowUpView {
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
