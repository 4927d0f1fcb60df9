import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { columnOf } from './columns.rules.js';
import { type KnownItem, MISSING_FROM_SOURCE, PACKET } from './import.rules.js';
import type { ColumnTypes, Fed, Named } from './kind.rules.js';
import type { FeedItem } from './feed-item.schema.js';

/** Fields of every item with the type of their columns. */
const COMMON = {
  id: 'uuid',
  organisationId: 'uuid',
  title: 'text',
  description: 'text',
  weeklyHours: 'float8',
  startsOn: 'date',
  closesOn: 'date',
  accessWithoutCar: 'text[]',
  contactName: 'text',
  contactEmail: 'text',
  contactPhone: 'text',
  applicationUrl: 'text',
  insee: 'text',
  address: 'text',
  lat: 'float8',
  lng: 'float8',
  locationId: 'int',
  coordinateSource: 'text',
  coordinatePrecision: 'text',
  source: 'text',
  externalRef: 'text',
  contentHash: 'text',
  publishedAt: 'timestamptz',
};
const KEPT = ['id', 'source', 'externalRef', 'publishedAt'];

/** $1 the rows as JSON, $2 now. */
function upsertInto(table: string, own: ColumnTypes): string {
  const types = Object.entries({ ...COMMON, ...own });
  const fields = types.map(([field]) => field);
  const updated = fields.filter((field) => !KEPT.includes(field)).map(columnOf);
  return `
  INSERT INTO ${table} (${fields.map(columnOf).join(', ')}, status, created_at, updated_at)
  SELECT ${fields.map((field) => `"${field}"`).join(', ')}, 'published', $2, $2
    FROM jsonb_to_recordset($1::jsonb) AS item (${types.map(([field, type]) => `"${field}" ${type}`).join(', ')})
  ON CONFLICT (source, external_ref) WHERE source IS NOT NULL DO UPDATE SET
    ${updated.map((column) => `${column} = excluded.${column}`).join(', ')},
    status = 'published', filled_at = NULL, closed_at = NULL, close_reason = NULL,
    published_at = CASE WHEN ${table}.status = 'published' THEN ${table}.published_at ELSE excluded.updated_at END,
    updated_at = excluded.updated_at, version = ${table}.version + 1`;
}

/** Writes what feeds bring, many rows in one statement. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly database: Database) {}

  /** The rows of these references, held until the end of the transaction. */
  async known({ table }: Named, source: string, externalRefs: readonly string[]): Promise<KnownItem[]> {
    return this.database.query<KnownItem>(
      `SELECT id, external_ref AS "externalRef", organisation_id AS "organisationId", status, content_hash AS "contentHash",
              close_reason AS "closeReason", closes_on AS "closesOn"
         FROM ${table} WHERE source = $1 AND external_ref = ANY($2::text[]) ORDER BY id FOR UPDATE`,
      [source, externalRefs],
    );
  }

  /** Publishes or updates these rows. */
  async upsert<Item extends FeedItem>(
    kind: Fed<Item>,
    rows: readonly (Item & { readonly id: string; readonly locationId: number })[],
    now: Date,
  ): Promise<void> {
    await this.database.query(upsertInto(kind.table, kind.columns), [JSON.stringify(rows), now]);
  }

  /** Closes at most one packet of the open rows of a source that are not in the list; their ids. */
  async closeMissing({ table }: Named, source: string, seenRefs: readonly string[], now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `UPDATE ${table} SET status = 'closed', close_reason = $3, closed_at = $4, updated_at = $4, version = version + 1
        WHERE id IN (SELECT id FROM ${table} WHERE source = $1 AND status = 'published'
                        AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS seen WHERE seen = external_ref)
                      ORDER BY id LIMIT ${PACKET} FOR UPDATE)
        RETURNING id`,
      [source, seenRefs, MISSING_FROM_SOURCE, now],
    );
    return rows.map(({ id }) => id);
  }
}
