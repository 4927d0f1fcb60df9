import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import type { KnownItem } from './import.rules.js';
import type { ReadyOffer } from './imported-offer.schema.js';

/** A row to write: the item with its id, its point and its days. */
export type ImportRow = Omit<ReadyOffer, 'closesOn' | 'allowDuplicate'> & {
  readonly id: string;
  readonly locationId: number;
  readonly closesOn: Day;
};

/** Name in the item and column with its type; one list for the three places where the statement needs it. */
const COLUMNS: readonly (readonly [field: string, column: string, type: string])[] = [
  ['id', 'id', 'uuid'],
  ['organisationId', 'organisation_id', 'uuid'],
  ['title', 'title', 'text'],
  ['occupationCode', 'occupation_code', 'text'],
  ['description', 'description', 'text'],
  ['contract', 'contract', 'text'],
  ['contractMonths', 'contract_months', 'float8'],
  ['weeklyHours', 'weekly_hours', 'float8'],
  ['payMin', 'pay_min', 'float8'],
  ['payMax', 'pay_max', 'float8'],
  ['payPeriod', 'pay_period', 'text'],
  ['payText', 'pay_text', 'text'],
  ['positions', 'positions', 'int'],
  ['startsOn', 'starts_on', 'date'],
  ['closesOn', 'closes_on', 'date'],
  ['requirements', 'requirements', 'text[]'],
  ['taught', 'taught', 'text[]'],
  ['skills', 'skills', 'text[]'],
  ['licences', 'licences', 'text[]'],
  ['beginnerAccepted', 'beginner_accepted', 'boolean'],
  ['minimumAge', 'minimum_age', 'int'],
  ['reservedFor', 'reserved_for', 'text'],
  ['accessWithoutCar', 'access_without_car', 'text[]'],
  ['anonymousEmployer', 'anonymous_employer', 'boolean'],
  ['contactName', 'contact_name', 'text'],
  ['contactEmail', 'contact_email', 'text'],
  ['contactPhone', 'contact_phone', 'text'],
  ['applicationUrl', 'application_url', 'text'],
  ['insee', 'insee', 'text'],
  ['address', 'address', 'text'],
  ['lat', 'lat', 'float8'],
  ['lng', 'lng', 'float8'],
  ['locationId', 'location_id', 'int'],
  ['coordinateSource', 'coordinate_source', 'text'],
  ['coordinatePrecision', 'coordinate_precision', 'text'],
  ['source', 'source', 'text'],
  ['externalRef', 'external_ref', 'text'],
  ['contentHash', 'content_hash', 'text'],
  ['publishedAt', 'published_at', 'timestamptz'],
];
const KEPT = ['id', 'source', 'external_ref', 'published_at'];

const UPSERT = `
  INSERT INTO offers (${COLUMNS.map(([, column]) => column).join(', ')}, status, created_at, updated_at)
  SELECT ${COLUMNS.map(([field]) => `"${field}"`).join(', ')}, 'published', $2, $2
    FROM jsonb_to_recordset($1::jsonb) AS item (${COLUMNS.map(([field, , type]) => `"${field}" ${type}`).join(', ')})
  ON CONFLICT (source, external_ref) WHERE source IS NOT NULL DO UPDATE SET
    ${COLUMNS.filter(([, column]) => !KEPT.includes(column))
      .map(([, column]) => `${column} = excluded.${column}`)
      .join(', ')},
    status = 'published', filled_at = NULL, closed_at = NULL, close_reason = NULL,
    published_at = CASE WHEN offers.status = 'published' THEN offers.published_at ELSE excluded.updated_at END,
    updated_at = excluded.updated_at, version = offers.version + 1
  RETURNING id, external_ref AS "externalRef"`;

/** Writes what feeds bring, many rows in one statement. */
@Injectable()
export class OfferImportsRepository {
  constructor(private readonly database: Database) {}

  /** The rows of these references, held until the end of the transaction. */
  async known(source: string, externalRefs: readonly string[]): Promise<KnownItem[]> {
    return this.database.query<KnownItem>(
      `SELECT id, external_ref AS "externalRef", organisation_id AS "organisationId", status, content_hash AS "contentHash",
              close_reason AS "closeReason", closes_on AS "closesOn"
         FROM offers WHERE source = $1 AND external_ref = ANY($2::text[]) ORDER BY id FOR UPDATE`,
      [source, externalRefs],
    );
  }

  /** Publishes or updates these rows; ids by reference. */
  async upsert(rows: readonly ImportRow[], now: Date): Promise<Map<string, string>> {
    const written = await this.database.query<{ id: string; externalRef: string }>(UPSERT, [JSON.stringify(rows), now]);
    return new Map(written.map(({ id, externalRef }) => [externalRef, id]));
  }

  /** Closes at most 500 open rows of a source that are not in the list; their ids. */
  async closeMissing(source: string, seenRefs: readonly string[], reason: string, now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `UPDATE offers SET status = 'closed', close_reason = $3, closed_at = $4, updated_at = $4, version = version + 1
        WHERE id IN (SELECT id FROM offers WHERE source = $1 AND status = 'published'
                        AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS seen WHERE seen = external_ref)
                      ORDER BY id LIMIT 500 FOR UPDATE)
        RETURNING id`,
      [source, seenRefs, reason, now],
    );
    return rows.map(({ id }) => id);
  }
}
