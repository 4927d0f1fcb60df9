import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Keeps what people put aside. */
@Injectable()
export class SavedOpportunitiesRepository {
  constructor(private readonly database: Database) {}

  /** Puts an open opportunity aside; false when there is none of this id. Twice is as good as once. */
  async add(candidateId: string, opportunityId: string, now: Date): Promise<boolean> {
    const rows = await this.database.query(
      `INSERT INTO saved_opportunities (candidate_id, opportunity_id, kind, title, saved_at)
       SELECT $1, o.id, o.kind, o.title, $3 FROM opportunities o WHERE o.id = $2 AND o.status = 'published'
       ON CONFLICT (candidate_id, opportunity_id) DO UPDATE SET title = excluded.title RETURNING opportunity_id`,
      [candidateId, opportunityId, now],
    );
    return rows.length > 0;
  }

  async remove(candidateId: string, opportunityId: string): Promise<void> {
    await this.database.query('DELETE FROM saved_opportunities WHERE candidate_id = $1 AND opportunity_id = $2', [
      candidateId,
      opportunityId,
    ]);
  }

  async count(candidateId: string): Promise<number> {
    const [row] = await this.database.query<{ saved: number }>(
      'SELECT count(*)::int AS saved FROM saved_opportunities WHERE candidate_id = $1',
      [candidateId],
    );
    return row?.saved ?? 0;
  }
}
