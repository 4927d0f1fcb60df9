import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page, PageQuery } from '../platform/http/paging.schema.js';
import type { MatchedOpportunity, MatchedPerson } from './match-view.schema.js';
import { freshnessSql, inputsSql, topicLabelSql } from './matching.queries.js';
import { criteriaMet, explain } from './reasons.rules.js';
import { type MatchInputs, pointsOf } from './scoring.rules.js';

interface MatchRow {
  readonly total: number;
  readonly score: number;
  readonly rulesVersion: number;
  readonly inputs: MatchInputs;
  readonly reasons: string[];
  readonly side: 'opportunity' | 'candidate';
  readonly topicLabel: string | null;
}

type PersonRow = MatchRow & Pick<MatchedPerson, 'candidateId' | 'firstName' | 'initial' | 'commune'>;
type OpportunityRow = MatchRow &
  Pick<MatchedOpportunity, 'opportunityId' | 'kind' | 'title' | 'organisationName' | 'commune' | 'closesOn'>;

const MATCH = `m.rules_version AS "rulesVersion", ${inputsSql} AS inputs, m.reasons, m.side, count(*) OVER ()::int AS total,
  ${topicLabelSql} AS "topicLabel"`;
/** The stored score with the freshness of today. */
const scoreToday = (published: string): string =>
  `m.score - m.freshness + ${freshnessSql(`greatest($2::date - (${published} AT TIME ZONE 'Europe/Paris')::date, 0)`)}`;

/** Reads matches, best first; equals by date, then by a stable hash, so that no name and no order of entry decides. */
@Injectable()
export class MatchesQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The organisation that an offer or a mission belongs to; undefined when there is none of this kind. */
  async ownerOf(opportunityId: string, kind: 'offer' | 'mission'): Promise<string | undefined> {
    const [row] = await this.database.query<{ organisation_id: string }>(
      'SELECT organisation_id FROM opportunities WHERE id = $1 AND kind = $2',
      [opportunityId, kind],
    );
    return row?.organisation_id;
  }

  /** People whom an open opportunity suits. An organisation sees those who show their CV and accept to be contacted, without score or trace. */
  async people(opportunityId: string, page: PageQuery, forTeam: boolean): Promise<Page<MatchedPerson>> {
    const rows = await this.database.query<PersonRow>(
      `SELECT c.id AS "candidateId", c.first_name AS "firstName", left(c.last_name, 1) || '.' AS initial, place.name AS commune,
         ${scoreToday('o.published_at')} AS score, ${MATCH}
       FROM matches m JOIN opportunities o ON o.id = m.opportunity_id JOIN candidates c ON c.id = m.candidate_id
         LEFT JOIN communes place ON place.insee = c.insee
       WHERE m.opportunity_id = $1 AND o.status = 'published' AND o.closes_on >= $2 AND c.status = 'active'
         ${forTeam ? '' : 'AND c.cv_visible AND c.accepts_contact'}
       ORDER BY score DESC, m.created_at DESC, md5(m.opportunity_id::text || m.candidate_id::text) LIMIT $3 OFFSET $4`,
      [opportunityId, this.clock.today(), page.perPage, (page.page - 1) * page.perPage],
    );
    return this.paged(
      rows,
      page,
      `opportunity_id = $1 AND EXISTS (SELECT FROM opportunities o WHERE o.id = $1 AND o.status = 'published' AND o.closes_on >= $2)
      AND EXISTS (SELECT FROM candidates c WHERE c.id = m.candidate_id AND c.status = 'active' ${forTeam ? '' : 'AND c.cv_visible AND c.accepts_contact'})`,
      opportunityId,
      (row) => ({
        candidateId: row.candidateId,
        firstName: row.firstName,
        initial: row.initial,
        commune: row.commune,
        distanceKm: Math.round(row.inputs.metres / 1000),
        criteria: criteriaMet(row),
        ...(forTeam ? { score: row.score, trace: traceOf(row) } : {}),
      }),
    );
  }

  /** Open opportunities that suit a person, with the reasons in words; score and trace for the team. */
  async opportunities(candidateId: string, page: PageQuery, forTeam: boolean): Promise<Page<MatchedOpportunity>> {
    const rows = await this.database.query<OpportunityRow>(
      `SELECT o.id AS "opportunityId", o.kind, o.title, o.organisation_name AS "organisationName", o.commune_name AS commune, o.closes_on AS "closesOn",
         ${scoreToday('o.published_at')} AS score, ${MATCH}
       FROM matches m JOIN opportunities o ON o.id = m.opportunity_id
       WHERE m.candidate_id = $1 AND o.status = 'published' AND o.closes_on >= $2
       ORDER BY score DESC, o.published_at DESC, md5(m.opportunity_id::text || m.candidate_id::text) LIMIT $3 OFFSET $4`,
      [candidateId, this.clock.today(), page.perPage, (page.page - 1) * page.perPage],
    );
    return this.paged(
      rows,
      page,
      `candidate_id = $1 AND EXISTS (SELECT FROM opportunities o WHERE o.id = m.opportunity_id AND o.status = 'published' AND o.closes_on >= $2)`,
      candidateId,
      (row) => {
        const { pluses, minus } = explain(row);
        const { opportunityId, kind, title, organisationName, commune, closesOn } = row;
        return {
          opportunityId,
          kind,
          title,
          organisationName,
          commune,
          closesOn,
          pluses,
          minus,
          ...(forTeam ? { score: row.score, trace: traceOf(row) } : {}),
        };
      },
    );
  }

  /** A page beyond the last one has no row to carry the total: then it is counted. */
  private async paged<R extends MatchRow, T>(
    rows: R[],
    { page, perPage }: PageQuery,
    where: string,
    id: string,
    view: (row: R) => T,
  ): Promise<Page<T>> {
    let total = rows[0]?.total;
    if (total === undefined && page > 1) {
      const [counted] = await this.database.query<{ total: number }>(
        `SELECT count(*)::int AS total FROM matches m WHERE ${where}`,
        [id, this.clock.today()],
      );
      total = counted?.total;
    }
    return { items: rows.map(view), total: total ?? 0, page, perPage };
  }
}

function traceOf(row: MatchRow) {
  const { rulesVersion, inputs, reasons, side } = row;
  return { rulesVersion, points: pointsOf(inputs, reasons), inputs, reasons, side };
}
