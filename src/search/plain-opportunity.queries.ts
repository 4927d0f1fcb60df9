import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Disc } from './disc.rules.js';
import { BAND_STARTS, HOURS_BANDS } from './hours.rules.js';
import { OpportunityPageQueries } from './opportunity-page.queries.js';
import type { ShownOpportunity } from './opportunity-items.rules.js';
import type { PageFound } from './page-finder.js';
import { foldedSql, plainPatterns } from './words.rules.js';
import type { OpportunityQuery, SORTS } from './search.schema.js';
import type { Counts } from './search-index.js';

const HOURS = `CASE ${[...HOURS_BANDS]
  .reverse()
  .map((band) => `WHEN weekly_hours >= ${BAND_STARTS[band]} THEN '${band}'`)
  .join(' ')} END`;
const WORDS = foldedSql(
  "concat_ws(' ', o.title, job.label, names.terms, o.domain, array_to_string(o.activities, ' '), o.organisation_name, o.commune_name)",
);

interface FacetRow {
  readonly facet: string;
  readonly value: string | null;
  readonly count: number;
}

/** The same searches on PostgreSQL alone, while the index is away: slower, and words must be spelt well. */
@Injectable()
export class PlainOpportunityQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly pages: OpportunityPageQueries,
  ) {}

  /** The page, its exact total and its counts. "Relevance" is "recent" here. */
  async page(
    query: OpportunityQuery,
    sort: (typeof SORTS)[number],
    disc: Disc | undefined,
  ): Promise<PageFound<ShownOpportunity>> {
    const { sql, parameters } = this.found(query, disc);
    const next = parameters.length + 1;
    const order = sort === 'nearest' ? 'km, location_id, published_at DESC, id' : 'published_at DESC, id';
    const [ids, counts] = await Promise.all([
      this.database.query<{ id: string }>(
        `${sql} SELECT id FROM found ORDER BY ${order} LIMIT $${next} OFFSET $${next + 1}`,
        [...parameters, query.perPage, (query.page - 1) * query.perPage],
      ),
      this.database.query<FacetRow>(
        `${sql} SELECT facet, value, count(*)::int AS count FROM found
           CROSS JOIN LATERAL (VALUES ('kind', kind), ('contract', contract), ('hours', hours),
             ('needs_licence', needs_licence::text), ('domain', domain)) AS counted (facet, value)
         WHERE value IS NOT NULL GROUP BY facet, value`,
        parameters,
      ),
    ]);
    const shown = new Map((await this.pages.shown(ids.map((row) => row.id))).map((row) => [row.id, row]));
    const facets = countsByFacet(counts);
    return {
      rows: ids.flatMap(({ id }) => shown.get(id) ?? []),
      total: Object.values(facets.kind ?? {}).reduce((sum, count) => sum + count, 0),
      facets,
    };
  }

  private found(query: OpportunityQuery, disc: Disc | undefined): { sql: string; parameters: unknown[] } {
    const parameters: unknown[] = [
      this.clock.today(),
      disc ? disc.locations.map((location) => location.id) : null,
      disc ? disc.locations.map((location) => location.km) : null,
      query.q ? plainPatterns(query.q) : [],
      query.kind ?? null,
      query.contract ?? null,
      query.hours ?? null,
      query.domain ?? null,
      query.occupation ?? null,
      query.noLicence ?? false,
    ];
    const sql = `WITH found AS (
      SELECT o.id, o.kind, o.contract, ${HOURS.replaceAll('weekly_hours', 'o.weekly_hours')} AS hours,
             cardinality(o.licences) > 0 AS needs_licence, coalesce(o.domain, job.domain) AS domain,
             o.location_id, o.published_at, near.km
      FROM opportunities o
      LEFT JOIN unnest($2::int[], $3::float8[]) AS near (id, km) ON near.id = o.location_id
      LEFT JOIN occupations job ON job.code = o.occupation_code
      LEFT JOIN LATERAL (
        SELECT string_agg(label, ' ') AS terms FROM occupation_labels
        WHERE occupation_code = o.occupation_code AND kind IN ('principal', 'synonym')
      ) names ON cardinality($4::text[]) > 0
      WHERE o.status = 'published' AND o.closes_on >= $1 AND ($2::int[] IS NULL OR near.id IS NOT NULL)
        AND ${WORDS} LIKE ALL ($4::text[])
        AND ($5::text[] IS NULL OR o.kind = ANY($5)) AND ($6::text[] IS NULL OR o.contract = ANY($6))
        AND ($7::text[] IS NULL OR ${HOURS.replaceAll('weekly_hours', 'o.weekly_hours')} = ANY($7))
        AND ($8::text IS NULL OR coalesce(o.domain, job.domain) = $8) AND ($9::text IS NULL OR o.occupation_code = $9)
        AND (NOT $10::boolean OR cardinality(o.licences) = 0))`;
    return { sql, parameters };
  }
}

function countsByFacet(rows: readonly FacetRow[]): Record<string, Counts> {
  const facets: Record<string, Record<string, number>> = {};
  for (const { facet, value, count } of rows) {
    if (value === null) continue;
    const counts = facets[facet] ?? {};
    counts[value] = count;
    facets[facet] = counts;
  }
  return facets;
}
