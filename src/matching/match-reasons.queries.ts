import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { inputsSql, topicLabelSql } from './matching.queries.js';
import { type Explained, explain, type Explanation } from './reasons.rules.js';

/** Why some opportunities suit one person: for the lists and pages that this person reads. */
@Injectable()
export class MatchReasonsQueries {
  constructor(private readonly database: Database) {}

  /** The reasons of each of these opportunities that suits the person, by id. */
  async explained(candidateId: string, opportunityIds: readonly string[]): Promise<Map<string, Explanation>> {
    if (opportunityIds.length === 0) return new Map();
    const rows = await this.database.query<Explained & { opportunityId: string }>(
      `SELECT m.opportunity_id AS "opportunityId", ${inputsSql} AS inputs, m.reasons, ${topicLabelSql} AS "topicLabel"
       FROM matches m WHERE m.candidate_id = $1 AND m.opportunity_id = ANY ($2::uuid[])`,
      [candidateId, opportunityIds],
    );
    return new Map(rows.map((row) => [row.opportunityId, explain(row)]));
  }

  /** Only the pluses. */
  async pluses(candidateId: string, opportunityIds: readonly string[]): Promise<Map<string, readonly string[]>> {
    const explained = await this.explained(candidateId, opportunityIds);
    return new Map([...explained].map(([id, { pluses }]) => [id, pluses]));
  }
}
