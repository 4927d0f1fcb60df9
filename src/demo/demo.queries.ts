import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import type { DemoPair } from './demo-applications.rules.js';

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

  async applications(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>('SELECT count(*)::int AS count FROM applications');
    return row?.count ?? 0;
  }

  /** People of the demonstration, the personas first, each with the nearest offers of their trades and missions of their topics. */
  async applicants(source: string, people: number, today: Day): Promise<DemoPair[]> {
    return this.database.query<DemoPair>(
      `SELECT c.id AS "candidateId", near.id AS "opportunityId", near.organisation_id AS "organisationId", near.kind,
         row_number() OVER (PARTITION BY c.id ORDER BY near.far, near.id)::int - 1 AS rank, c.external_ref LIKE 'demo-persona-%' AS persona
       FROM (
         SELECT * FROM candidates WHERE source = $1 AND status = 'active' AND lat IS NOT NULL AND (phone IS NOT NULL OR email IS NOT NULL)
         ORDER BY external_ref LIKE 'demo-persona-%' DESC, md5(external_ref) LIMIT $2) c
       CROSS JOIN LATERAL (
         SELECT * FROM (
           SELECT o.id, o.organisation_id, 'offer' AS kind, (o.lat - c.lat) ^ 2 + (o.lng - c.lng) ^ 2 AS far
           FROM offers o JOIN candidate_occupations w ON w.candidate_id = c.id AND w.occupation_code = o.occupation_code
           WHERE o.status = 'published' AND o.source = $1 AND o.closes_on >= $3 AND (o.minimum_age IS DISTINCT FROM 18 OR c.adult)
           UNION ALL
           SELECT m.id, m.organisation_id, 'mission', (m.lat - c.lat) ^ 2 + (m.lng - c.lng) ^ 2
           FROM missions m WHERE m.status = 'published' AND m.source = $1 AND m.closes_on >= $3 AND c.adult AND EXISTS (
             SELECT FROM candidate_mission_topics t WHERE t.candidate_id = c.id
               AND (t.topic = 'domain:' || m.domain OR t.topic = ANY (SELECT 'activity:' || a FROM unnest(m.activities) a)))
         ) posts ORDER BY far, id LIMIT CASE WHEN c.external_ref LIKE 'demo-persona-%' THEN 4 ELSE 1 + abs(hashtext(c.external_ref)) % 3 END) near
       ORDER BY c.external_ref LIKE 'demo-persona-%' DESC, c.external_ref, rank`,
      [source, people, today],
    );
  }

  /** Events to carry and jobs to do. */
  async jobsLeft(): Promise<number> {
    const [row] = await this.database.query<{ left: number }>(
      `SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM outbox_jobs WHERE failed_at IS NULL) AS "left"`,
    );
    return row?.left ?? 0;
  }
}
