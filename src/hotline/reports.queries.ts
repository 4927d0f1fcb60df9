import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import type { Page } from '../platform/http/paging.schema.js';
import { isGrave } from './report.rules.js';
import type { ReportFilter, ReportView } from './report.schema.js';

interface ReportRow extends Omit<ReportView, 'opportunity' | 'grave' | 'handledAt' | 'reportedAt'> {
  opportunityId: string;
  kind: ReportView['opportunity']['kind'];
  title: string | null;
  status: string | null;
  organisationId: string | null;
  handledAt: Date | null;
  reportedAt: Date;
}

const REPORT = `r.id, r.opportunity_id AS "opportunityId", o.kind, o.title, o.status, o.organisation_id AS "organisationId", r.motive,
  r.words, r.candidate_id IS NOT NULL AS "signedIn", r.state, r.decision, r.decision_note AS "decisionNote",
  r.handled_by AS "handledBy", r.handled_at AS "handledAt", r.reported_at AS "reportedAt",
  (SELECT count(DISTINCT other.reporter) FROM reports other
   WHERE other.opportunity_id = r.opportunity_id AND other.state = 'open')::int AS reporters`;

/** What the team sees of reports. */
@Injectable()
export class ReportsQueries {
  constructor(private readonly database: Database) {}

  /** Reports, those that one report makes urgent first, then the oldest. */
  async page(filter: ReportFilter): Promise<Page<ReportView>> {
    const where = 'r.state = $1 AND ($2::uuid IS NULL OR r.opportunity_id = $2)';
    const filters = [filter.state, filter.opportunityId ?? null];
    const rows = await this.database.query<ReportRow>(
      `SELECT ${REPORT} FROM reports r LEFT JOIN opportunities o ON o.id = r.opportunity_id WHERE ${where}
       ORDER BY r.motive IN ('asks-for-money', 'asks-for-papers') DESC, r.reported_at, r.id LIMIT $3 OFFSET $4`,
      [...filters, filter.perPage, (filter.page - 1) * filter.perPage],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM reports r WHERE ${where}`,
      filters,
    );
    return { items: rows.map(toView), total: count?.total ?? 0, page: filter.page, perPage: filter.perPage };
  }

  /** One report. Throws NotFound. */
  async report(id: string): Promise<ReportView> {
    const [row] = await this.database.query<ReportRow>(
      `SELECT ${REPORT} FROM reports r LEFT JOIN opportunities o ON o.id = r.opportunity_id WHERE r.id = $1`,
      [id],
    );
    if (!row) throw new NotFound('report.not-found', 'Ce signalement n’existe pas.');
    return toView(row);
  }

  /** Whether it is an offer or a mission; undefined when it does not exist. */
  async kindOf(opportunityId: string): Promise<'offer' | 'mission' | undefined> {
    const [row] = await this.database.query<{ kind: 'offer' | 'mission' }>(
      'SELECT kind FROM opportunities WHERE id = $1',
      [opportunityId],
    );
    return row?.kind;
  }
}

function toView(row: ReportRow): ReportView {
  const { opportunityId, kind, title, status, organisationId, ...rest } = row;
  return {
    ...rest,
    opportunity: { id: opportunityId, kind, title, status, organisationId },
    grave: isGrave(row.motive),
    handledAt: row.handledAt?.toISOString() ?? null,
    reportedAt: row.reportedAt.toISOString(),
  };
}
