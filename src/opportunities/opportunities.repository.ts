import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import type { Lookalike } from './duplicates.rules.js';
import { PACKET } from './import.rules.js';
import type { Named, Written } from './kind.rules.js';
import type { LifeStatus } from './life.rules.js';
import type { Opportunity } from './opportunity.entity.js';

/** Rows of offers and missions, one or many; nobody else changes them but the imports of their feeds. */
@Injectable()
export class OpportunitiesRepository {
  constructor(private readonly database: Database) {}

  async find<Row extends Opportunity>(kind: Written<Row>, id: string): Promise<Row | null> {
    return (await this.rows(kind).findOneBy({ id })) as Row | null;
  }

  /** Locks the row until the end of the transaction. */
  async findForUpdate<Row extends Opportunity>(kind: Written<Row>, id: string): Promise<Row | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return (await this.rows(kind).findOne({ where: { id }, lock })) as Row | null;
  }

  async insert<Row extends Opportunity>(kind: Written<Row>, row: Row): Promise<void> {
    await this.rows(kind).insert(row);
  }

  async save<Row extends Opportunity>(kind: Written<Row>, row: Row): Promise<void> {
    await this.rows(kind).save(row);
  }

  private rows<Row extends Opportunity>(kind: Written<Row>): Repository<Opportunity> {
    return this.database.repository<Opportunity>(kind.entity);
  }

  /** Those of these organisations in these communes that are open, under review or (with `drafts`) being written since then. */
  async lookalikes(
    { table }: Named,
    organisationIds: readonly string[],
    insee: readonly string[],
    since: Date,
    drafts: boolean,
  ): Promise<Lookalike[]> {
    const statuses: LifeStatus[] = ['published', 'pending-review'];
    return this.database.query<Lookalike>(
      `SELECT id, organisation_id AS "organisationId", insee, title, coalesce(published_at, created_at) AS since
         FROM ${table}
        WHERE organisation_id = ANY($1::uuid[]) AND insee = ANY($2::text[]) AND coalesce(published_at, created_at) >= $3
          AND status = ANY($4::text[])
        ORDER BY created_at`,
      [organisationIds, insee, since, drafts ? [...statuses, 'draft'] : statuses],
    );
  }

  /** Ends at most one packet of those whose last day is before today; their ids. */
  async expireDue({ table }: Named, today: Day, now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `UPDATE ${table} SET status = 'expired', updated_at = $2, version = version + 1
        WHERE id IN (SELECT id FROM ${table} WHERE status = 'published' AND closes_on < $1
                      ORDER BY closes_on, id LIMIT ${PACKET} FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      [today, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Closes what an organisation has open or is about to open; ids of those that could be seen. */
  async closeAllOf({ table }: Named, organisationId: string, reason: string, now: Date): Promise<string[]> {
    const closed = await this.database.query<{ id: string; before: LifeStatus }>(
      `UPDATE ${table} SET status = 'closed', close_reason = $2, closed_at = $3, updated_at = $3, version = ${table}.version + 1
         FROM (SELECT id, status FROM ${table} WHERE organisation_id = $1 AND status IN ('published', 'pending-review') FOR UPDATE) AS old
        WHERE ${table}.id = old.id RETURNING ${table}.id, old.status AS before`,
      [organisationId, reason, now],
    );
    return closed.filter(({ before }) => before === 'published').map(({ id }) => id);
  }

  async publishedOf({ table }: Named, organisationId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE organisation_id = $1 AND status = 'published' ORDER BY id`,
      [organisationId],
    );
    return rows.map(({ id }) => id);
  }
}
