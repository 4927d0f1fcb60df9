import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import type { Lookalike } from './duplicates.rules.js';
import { Offer } from './offer.entity.js';

/** Rows of offers; nobody else writes them. */
@Injectable()
export class OffersRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Offer | null> {
    return this.database.repository(Offer).findOneBy({ id });
  }

  /** Locks the row until the end of the transaction. */
  async findForUpdate(id: string): Promise<Offer | null> {
    return this.database.repository(Offer).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(offer: Offer): Promise<void> {
    await this.database.repository(Offer).insert(offer);
  }

  async save(offer: Offer): Promise<void> {
    await this.database.repository(Offer).save(offer);
  }

  /** Offers of these organisations in these communes that are open, under review or (with `drafts`) being written since then. */
  async lookalikes(
    organisationIds: readonly string[],
    insee: readonly string[],
    since: Date,
    drafts: boolean,
  ): Promise<Lookalike[]> {
    return this.database.query<Lookalike>(
      `SELECT id, organisation_id AS "organisationId", insee, title, coalesce(published_at, created_at) AS since
         FROM offers
        WHERE organisation_id = ANY($1::uuid[]) AND insee = ANY($2::text[]) AND coalesce(published_at, created_at) >= $3
          AND status = ANY($4::text[])
        ORDER BY created_at`,
      [
        organisationIds,
        insee,
        since,
        drafts ? ['published', 'pending-review', 'draft'] : ['published', 'pending-review'],
      ],
    );
  }

  /** Ends at most 500 of those whose last day is before today; their ids. */
  async expireDue(today: Day, now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `UPDATE offers SET status = 'expired', updated_at = $2, version = version + 1
        WHERE id IN (SELECT id FROM offers WHERE status = 'published' AND closes_on < $1 ORDER BY closes_on, id LIMIT 500 FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      [today, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Closes what an organisation has open or is about to open; ids with the status before. */
  async closeAllOf(
    organisationId: string,
    reason: string,
    now: Date,
  ): Promise<{ id: string; before: Offer['status'] }[]> {
    return this.database.query(
      `UPDATE offers SET status = 'closed', close_reason = $2, closed_at = $3, updated_at = $3, version = offers.version + 1
         FROM (SELECT id, status FROM offers WHERE organisation_id = $1 AND status IN ('published', 'pending-review') FOR UPDATE) AS old
        WHERE offers.id = old.id RETURNING offers.id, old.status AS before`,
      [organisationId, reason, now],
    );
  }

  async publishedOf(organisationId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      "SELECT id FROM offers WHERE organisation_id = $1 AND status = 'published' ORDER BY id",
      [organisationId],
    );
    return rows.map(({ id }) => id);
  }
}
