import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { ShownOpportunity } from './opportunity-items.rules.js';

/** One JSON value instead of 600 fields: reading them one by one would cost more than the query itself. */
const SHOWN = `
  SELECT coalesce(json_agg(shown), '[]')::text AS shown FROM (SELECT o.id, o.kind, o.title, left(o.description, 300) AS description, o.organisation_id, o.organisation_name,
          o.insee, o.commune_name, o.occupation_code, job.label AS occupation_label,
          coalesce(o.domain, job.domain) AS domain, o.activities, o.contract, o.contract_months,
          o.weekly_hours::float8 AS weekly_hours, o.pay_min::float8 AS pay_min, o.pay_max::float8 AS pay_max,
          o.pay_period, o.pay_text, o.licences, o.access_without_car, o.beginner_accepted, o.minimum_age,
          o.reserved_for, o.positions, o.starts_on, o.closes_on,
          to_char(o.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS published_at, o.location_id, o.lat, o.lng
   FROM opportunities o LEFT JOIN occupations job ON job.code = o.occupation_code
   WHERE o.id = ANY($1::uuid[]) AND o.status = 'published' AND o.closes_on >= $2) shown`;

/** Reads the opportunities of a page as they are now: what is closed since, or has moved away, is not among them. */
@Injectable()
export class OpportunityPageQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async shown(ids: readonly string[]): Promise<ShownOpportunity[]> {
    // A named statement is planned once a connection: planning this view costs twice what running it does.
    const pool = (this.database.dataSource.driver as PostgresDriver).master as Pool;
    const { rows } = await pool.query<{ shown: string }>({
      name: 'opportunities-shown',
      text: SHOWN,
      values: [ids, this.clock.today()],
    });
    return JSON.parse(rows[0]?.shown ?? '[]') as ShownOpportunity[];
  }
}
