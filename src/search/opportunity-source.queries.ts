import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { DocumentSource } from './document-source.js';
import { type OpportunityRow, opportunityDocument } from './documents.rules.js';
import type { IndexedDocument } from './search-index.js';

const OPEN = "status = 'published' AND closes_on >=";

/** Reads open opportunities for the index. */
@Injectable()
export class OpportunitySource implements DocumentSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async documents(ids: readonly string[]): Promise<IndexedDocument[]> {
    const rows = await this.database.query<OpportunityRow>(
      `SELECT o.id, o.kind, o.version, o.title, o.description, o.organisation_name, o.commune_name,
              o.occupation_code, job.label AS occupation_label, names.terms AS occupation_terms,
              coalesce(o.domain, job.domain) AS domain, o.activities, o.contract, o.weekly_hours::float8 AS weekly_hours,
              o.licences, o.location_id, o.lat, o.lng,
              extract(epoch FROM o.published_at)::int AS published, o.closes_on::text AS closes_on
       FROM opportunities o
       LEFT JOIN occupations job ON job.code = o.occupation_code
       LEFT JOIN LATERAL (
         SELECT array_agg(label ORDER BY rank, label) AS terms FROM occupation_labels
         WHERE occupation_code = o.occupation_code AND kind IN ('principal', 'synonym')
       ) names ON true
       WHERE o.id = ANY($1::uuid[]) AND o.${OPEN} $2`,
      [ids, this.clock.today()],
    );
    return rows.map(opportunityDocument);
  }

  async versions(ids: readonly string[]): Promise<IndexedDocument[]> {
    return this.database.query(`SELECT id, version FROM opportunities WHERE id = ANY($1::uuid[]) AND ${OPEN} $2`, [
      ids,
      this.clock.today(),
    ]);
  }

  async versionsAfter(id: string, limit: number): Promise<IndexedDocument[]> {
    // Not through the view: only so does PostgreSQL walk the primary keys, instead of reading all that is open for each batch.
    const next = (table: 'offers' | 'missions') =>
      `(SELECT mine.id, mine.version FROM ${table} mine
        JOIN organisations organisation ON organisation.id = mine.organisation_id AND organisation.status <> 'banned'
        WHERE mine.id > $1::uuid AND mine.${OPEN.replace('AND ', 'AND mine.')} $2 ORDER BY mine.id LIMIT $3)`;
    return this.database.query(`${next('offers')} UNION ALL ${next('missions')} ORDER BY id LIMIT $3`, [
      id,
      this.clock.today(),
      limit,
    ]);
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM opportunities WHERE ${OPEN} $1`,
      [this.clock.today()],
    );
    return row?.count ?? 0;
  }
}
