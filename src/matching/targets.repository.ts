import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';

/** An offer also reaches people who look for an occupation at least this close. */
export const LEAST_PROXIMITY = 0.5;
/** A mission reaches volunteers of its activity entirely, of its domain in part. */
const DOMAIN_FIT = 0.6;

const PERSON_COLUMNS = [
  'kind',
  'lat',
  'lng',
  'reach_km',
  'adult',
  'licences',
  'eligibility',
  'experienced',
  'travel_mode',
  'contracts',
  'hours_min',
  'hours_max',
  'skills',
];
const OPPORTUNITY_COLUMNS = [
  'kind',
  'fit',
  'lat',
  'lng',
  'adults_only',
  'licences',
  'reserved_for',
  'contract',
  'weekly_hours',
  'skills',
  'beginner_accepted',
  'without_car',
  'published_on',
  'closes_on',
];

/** One row per topic of an active person or an open opportunity, brought to the present state; unchanged rows are not touched. */
const REFRESH_PEOPLE = `
WITH wanted AS MATERIALIZED (
  SELECT c.id AS candidate_id, w.search_id, w.topic, w.kind, w.lat, w.lng, w.reach_km::smallint, c.adult, NULLIF(c.licences, '{}') AS licences,
    NULLIF(c.eligibility, '{}') AS eligibility, w.experienced, c.travel_mode, NULLIF(c.contracts, '{}') AS contracts, c.hours_min, c.hours_max,
    NULLIF(c.skills, '{}') AS skills
  FROM candidates c CROSS JOIN LATERAL (
    SELECT NULL::uuid AS search_id, o.occupation_code AS topic, 'offer' AS kind, c.lat, c.lng, c.reach_km, o.experienced
    FROM candidate_occupations o WHERE o.candidate_id = c.id AND c.lat IS NOT NULL
    UNION ALL
    SELECT s.id, s.occupation_code, 'offer', s.lat, s.lng, s.radius_km,
      EXISTS (SELECT FROM candidate_occupations o WHERE o.candidate_id = c.id AND o.occupation_code = s.occupation_code AND o.experienced)
    FROM saved_searches s WHERE s.candidate_id = c.id AND s.occupation_code IS NOT NULL AND s.kind IS DISTINCT FROM 'mission'
    UNION ALL
    SELECT NULL, t.topic, 'mission', c.lat, c.lng, c.reach_km, false
    FROM candidate_mission_topics t WHERE t.candidate_id = c.id AND c.volunteering AND c.lat IS NOT NULL) w
  WHERE c.id = ANY ($1::uuid[]) AND c.status = 'active'
), gone AS (
  DELETE FROM match_targets WHERE candidate_id = ANY ($1::uuid[])
    AND (candidate_id, topic, COALESCE(search_id, candidate_id)) NOT IN (SELECT candidate_id, topic, COALESCE(search_id, candidate_id) FROM wanted)
)
INSERT INTO match_targets AS t (candidate_id, search_id, topic, ${PERSON_COLUMNS.join(', ')})
SELECT candidate_id, search_id, topic, ${PERSON_COLUMNS.join(', ')} FROM wanted
ON CONFLICT (candidate_id, topic, search_id) DO UPDATE SET ${PERSON_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
WHERE (${PERSON_COLUMNS.map((column) => `t.${column}`).join(', ')}) IS DISTINCT FROM (${PERSON_COLUMNS.map((column) => `excluded.${column}`).join(', ')})`;

const REFRESH_OPPORTUNITIES = `
WITH wanted AS MATERIALIZED (
  SELECT o.id AS opportunity_id, t.topic, o.kind, t.fit::real AS fit, o.lat, o.lng, COALESCE(o.minimum_age, 0) >= 18 AS adults_only,
    NULLIF(o.licences, '{}') AS licences, o.reserved_for, o.contract,
    CASE o.kind WHEN 'offer' THEN o.weekly_hours END AS weekly_hours,
    NULLIF(ARRAY(SELECT DISTINCT unnest(o.skills) ORDER BY 1), '{}') AS skills,
    o.kind = 'offer' AND o.beginner_accepted AS beginner_accepted, o.access_without_car <> '{}' AS without_car,
    (o.published_at AT TIME ZONE 'Europe/Paris')::date AS published_on, o.closes_on
  FROM opportunities o CROSS JOIN LATERAL (
    SELECT topic, max(fit) AS fit FROM (
      SELECT o.occupation_code, 1
      UNION ALL SELECT p.close_code, p.proximity FROM occupation_proximities p
        WHERE p.code = o.occupation_code AND p.close_code <> p.code AND p.proximity >= ${LEAST_PROXIMITY}
      UNION ALL SELECT 'activity:' || activity, 1 FROM unnest(o.activities) activity WHERE o.kind = 'mission'
      UNION ALL SELECT 'domain:' || o.domain, ${DOMAIN_FIT} WHERE o.kind = 'mission') topics (topic, fit)
    WHERE topic IS NOT NULL GROUP BY topic) t
  WHERE o.id = ANY ($1::uuid[]) AND o.status = 'published' AND o.closes_on >= $2::date AND o.lat IS NOT NULL
), gone AS (
  DELETE FROM opportunity_targets WHERE opportunity_id = ANY ($1::uuid[]) AND (opportunity_id, topic) NOT IN (SELECT opportunity_id, topic FROM wanted)
)
INSERT INTO opportunity_targets AS t (opportunity_id, topic, ${OPPORTUNITY_COLUMNS.join(', ')})
SELECT opportunity_id, topic, ${OPPORTUNITY_COLUMNS.join(', ')} FROM wanted
ON CONFLICT (opportunity_id, topic) DO UPDATE SET ${OPPORTUNITY_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
WHERE (${OPPORTUNITY_COLUMNS.map((column) => `t.${column}`).join(', ')}) IS DISTINCT FROM (${OPPORTUNITY_COLUMNS.map((column) => `excluded.${column}`).join(', ')})`;

/** Keeps the two tables that pairs are found in. */
@Injectable()
export class TargetsRepository {
  constructor(private readonly database: Database) {}

  async refreshPeople(ids: readonly string[]): Promise<void> {
    await this.database.query(REFRESH_PEOPLE, [ids]);
  }

  async refreshOpportunities(ids: readonly string[], today: Day): Promise<void> {
    await this.database.query(REFRESH_OPPORTUNITIES, [ids, today]);
  }

  /**
   * Pairs found from the person's side whose opportunity was published after the person last changed their file: what they ask for stood
   * before it, only the jobs ran the other way round. They count as found from the opportunity's side; returns the opportunities.
   */
  async turnNews(candidateIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `WITH news AS (
         UPDATE matches m SET side = 'opportunity' FROM candidates c, opportunities o
         WHERE m.candidate_id = ANY ($1::uuid[]) AND m.side = 'candidate' AND c.id = m.candidate_id AND o.id = m.opportunity_id
           AND o.published_at > c.updated_at
         RETURNING m.opportunity_id)
       SELECT DISTINCT opportunity_id AS id FROM news ORDER BY 1`,
      [candidateIds],
    );
    return rows.map((row) => row.id);
  }

  /** Ids of open offers and missions after this one, in their order; each table is walked along its primary key. */
  async openAfter(id: string, today: Day, limit: number): Promise<string[]> {
    const open = (table: string) =>
      `(SELECT id FROM ${table} WHERE id > $1 AND status = 'published' AND closes_on >= $2::date ORDER BY id LIMIT $3)`;
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM (${open('offers')} UNION ALL ${open('missions')}) o ORDER BY id LIMIT $3`,
      [id, today, limit],
    );
    return rows.map((row) => row.id);
  }

  async countOpen(today: Day): Promise<number> {
    const [counted] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM opportunities WHERE status = 'published' AND closes_on >= $1::date`,
      [today],
    );
    return counted?.count ?? 0;
  }
}
