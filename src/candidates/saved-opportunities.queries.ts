import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';

/** An offer or a mission put aside, as it stands now. */
export interface SavedOpportunity {
  readonly id: string;
  readonly kind: 'offer' | 'mission';
  readonly title: string;
  /** Null when anonymous, or when the opportunity is no longer there. */
  readonly organisationName: string | null;
  readonly communeName: string | null;
  readonly contract: string | null;
  readonly weeklyHours: number | null;
  readonly closesOn: Day | null;
  readonly savedAt: Date;
  /** over: filled, closed, expired, withdrawn or gone. */
  readonly state: 'open' | 'over';
}

/** Reads what people put aside. */
@Injectable()
export class SavedOpportunitiesQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Everything put aside: what is still open first, then the latest first. */
  async of(candidateId: string): Promise<SavedOpportunity[]> {
    return this.database.query<SavedOpportunity>(
      `SELECT s.opportunity_id AS id, s.kind, COALESCE(o.title, s.title) AS title, o.organisation_name AS "organisationName",
         o.commune_name AS "communeName", o.contract, o.weekly_hours AS "weeklyHours", o.closes_on AS "closesOn", s.saved_at AS "savedAt",
         CASE WHEN o.status = 'published' AND o.closes_on >= $2 THEN 'open' ELSE 'over' END AS state
       FROM saved_opportunities s LEFT JOIN opportunities o ON o.id = s.opportunity_id
       WHERE s.candidate_id = $1 ORDER BY state, s.saved_at DESC, s.opportunity_id`,
      [candidateId, this.clock.today()],
    );
  }

  /** Which of these the person put aside, for the mark beside each result. */
  async among(candidateId: string, opportunityIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT opportunity_id AS id FROM saved_opportunities WHERE candidate_id = $1 AND opportunity_id = ANY ($2::uuid[])',
      [candidateId, opportunityIds],
    );
    return new Set(rows.map((row) => row.id));
  }
}
