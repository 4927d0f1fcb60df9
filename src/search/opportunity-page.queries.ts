import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { KeptRows } from './kept-rows.js';
import type { ShownOpportunity } from './opportunity-items.rules.js';

const OPEN = `o.id = ANY($1::uuid[]) AND o.status = 'published' AND o.closes_on >= $2`;

const VERSIONS = `SELECT o.id, o.version FROM opportunities o WHERE ${OPEN}`;

/** One JSON value instead of 600 fields: reading them one by one would cost more than the query itself. */
const SHOWN = `
  SELECT coalesce(json_agg(shown), '[]')::text AS shown FROM (SELECT o.id, o.version, o.kind, o.title, left(o.description, 300) AS description, o.organisation_id, o.organisation_name,
          o.insee, o.commune_name, o.occupation_code, job.label AS occupation_label,
          coalesce(o.domain, job.domain) AS domain, o.activities, o.contract, o.contract_months,
          o.weekly_hours::float8 AS weekly_hours, o.pay_min::float8 AS pay_min, o.pay_max::float8 AS pay_max,
          o.pay_period, o.pay_text, o.licences, o.access_without_car, o.beginner_accepted, o.minimum_age,
          o.reserved_for, o.positions, o.starts_on, o.closes_on,
          to_char(o.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS published_at, o.location_id, o.lat, o.lng
   FROM opportunities o LEFT JOIN occupations job ON job.code = o.occupation_code
   WHERE ${OPEN}) shown`;

/** About 2 kB a row. */
const MOST_KEPT = 10_000;
/** A new name of an organisation, a commune or an occupation shows after a minute at most; all else at once. */
const KEPT_SECONDS = 60;

/**
 * Reads the opportunities of a page as they are now: what is closed since, or has moved away, is not among them.
 * PostgreSQL is asked at each page; of rows read a moment ago it tells the version alone, a third of the work.
 */
@Injectable()
export class OpportunityPageQueries {
  private readonly kept = new KeptRows<ShownOpportunity>(MOST_KEPT, KEPT_SECONDS);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In no order. */
  async shown(ids: readonly string[]): Promise<ShownOpportunity[]> {
    const now = this.clock.now().getTime();
    const kept: ShownOpportunity[] = [];
    const unknown: string[] = [];
    for (const id of ids) {
      const row = this.kept.find(id, now);
      if (row) kept.push(row);
      else unknown.push(id);
    }
    const [versions, read] = await Promise.all([this.versions(kept), this.read(unknown)]);
    const changed = kept.filter((row) => versions.has(row.id) && versions.get(row.id) !== row.version);
    return [
      ...kept.filter((row) => versions.get(row.id) === row.version),
      ...read,
      ...(await this.read(changed.map((row) => row.id))),
    ];
  }

  private async read(ids: readonly string[]): Promise<ShownOpportunity[]> {
    if (ids.length === 0) return [];
    const [answer] = await this.database.prepared<{ shown: string }>('opportunities-shown', SHOWN, this.open(ids));
    const rows = JSON.parse(answer?.shown ?? '[]') as ShownOpportunity[];
    this.kept.keep(rows, this.clock.now().getTime());
    return rows;
  }

  /** The present versions of those that are still open. */
  private async versions(rows: readonly ShownOpportunity[]): Promise<Map<string, number>> {
    if (rows.length === 0) return new Map();
    const open = await this.database.prepared<{ id: string; version: number }>(
      'opportunity-versions',
      VERSIONS,
      this.open(rows.map((row) => row.id)),
    );
    return new Map(open.map(({ id, version }) => [id, version]));
  }

  private open(ids: readonly string[]): unknown[] {
    return [ids, this.clock.today()];
  }
}
