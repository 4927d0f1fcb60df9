import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import type { Lookalike } from '../offers/duplicates.rules.js';
import { Mission } from './mission.entity.js';

/** Rows of missions; nobody else writes them. */
@Injectable()
export class MissionsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Mission | null> {
    return this.database.repository(Mission).findOneBy({ id });
  }

  /** Locks the row until the end of the transaction. */
  async findForUpdate(id: string): Promise<Mission | null> {
    return this.database.repository(Mission).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(mission: Mission): Promise<void> {
    await this.database.repository(Mission).insert(mission);
  }

  async save(mission: Mission): Promise<void> {
    await this.database.repository(Mission).save(mission);
  }

  /** Missions of these organisations in these communes that are open, under review or (with `drafts`) being written since then. */
  async lookalikes(
    organisationIds: readonly string[],
    insee: readonly string[],
    since: Date,
    drafts: boolean,
  ): Promise<Lookalike[]> {
    return this.database.query<Lookalike>(
      `SELECT id, organisation_id AS "organisationId", insee, title, coalesce(published_at, created_at) AS since
         FROM missions
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
      `UPDATE missions SET status = 'expired', updated_at = $2, version = version + 1
        WHERE id IN (SELECT id FROM missions WHERE status = 'published' AND closes_on < $1 ORDER BY closes_on, id LIMIT 500 FOR UPDATE SKIP LOCKED)
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
  ): Promise<{ id: string; before: Mission['status'] }[]> {
    return this.database.query(
      `UPDATE missions SET status = 'closed', close_reason = $2, closed_at = $3, updated_at = $3, version = missions.version + 1
         FROM (SELECT id, status FROM missions WHERE organisation_id = $1 AND status IN ('published', 'pending-review') FOR UPDATE) AS old
        WHERE missions.id = old.id RETURNING missions.id, old.status AS before`,
      [organisationId, reason, now],
    );
  }

  async publishedOf(organisationId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      "SELECT id FROM missions WHERE organisation_id = $1 AND status = 'published' ORDER BY id",
      [organisationId],
    );
    return rows.map(({ id }) => id);
  }
}
