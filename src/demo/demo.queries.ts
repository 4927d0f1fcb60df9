import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** What the demonstration draws from and how far it is. */
@Injectable()
export class DemoQueries {
  constructor(private readonly database: Database) {}

  /** Skills of the occupations, in people's words. */
  async skills(): Promise<Map<string, string[]>> {
    const rows = await this.database.query<{ code: string; labels: string[] }>(
      'SELECT occupation_code AS code, array_agg(label ORDER BY position) AS labels FROM occupation_skills GROUP BY 1',
    );
    return new Map(rows.map(({ code, labels }) => [code, labels]));
  }

  /** Rows of the demonstration: { externalRef: id } of its people who are not yet told at once but should be. */
  async stillOnDigest(
    source: string,
    externalRefs: readonly string[],
  ): Promise<{ id: string; channels: ('sms' | 'email')[] }[]> {
    return this.database.query(
      `SELECT id, array_remove(ARRAY[CASE WHEN phone IS NOT NULL THEN 'sms' END, CASE WHEN email IS NOT NULL THEN 'email' END], NULL) AS channels
       FROM candidates WHERE source = $1 AND external_ref = ANY($2::text[]) AND alert_rhythm <> 'immediate' ORDER BY id`,
      [source, externalRefs],
    );
  }

  async countOf(table: 'offers' | 'missions' | 'candidates', source: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE source = $1`,
      [source],
    );
    return row?.count ?? 0;
  }

  /** Events to carry and jobs to do. */
  async jobsLeft(): Promise<number> {
    const [row] = await this.database.query<{ left: number }>(
      `SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM outbox_jobs WHERE failed_at IS NULL) AS "left"`,
    );
    return row?.left ?? 0;
  }
}
