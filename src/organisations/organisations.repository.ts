import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Organisation } from './organisation.entity.js';

/** An organisation as a feed names it; at least one of name, SIRET and RNA says which. */
export interface FeedOrganisationRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly insee: string | null;
  readonly publicBody: boolean;
  readonly source: string;
  readonly externalRef: string;
}

/** Rows of organisations; nobody else writes them. */
@Injectable()
export class OrganisationsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Organisation | null> {
    return this.database.repository(Organisation).findOneBy({ id });
  }

  /** Locks the row until the end of the transaction. */
  async findForUpdate(id: string): Promise<Organisation | null> {
    return this.database.repository(Organisation).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Locks these rows in one order for all, so that none waits in a circle. Unknown ids are absent. */
  async findManyForUpdate(
    ids: readonly string[],
  ): Promise<Pick<Organisation, 'id' | 'kind' | 'status' | 'publicBody'>[]> {
    return this.database.query(
      `SELECT id, kind, status, public_body AS "publicBody" FROM organisations WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  async findByNumber(number: { siret?: string | undefined; rna?: string | undefined }): Promise<Organisation | null> {
    if (number.siret !== undefined) return this.database.repository(Organisation).findOneBy({ siret: number.siret });
    if (number.rna !== undefined) return this.database.repository(Organisation).findOneBy({ rna: number.rna });
    return null;
  }

  async insert(organisation: Organisation): Promise<void> {
    await this.database.repository(Organisation).insert(organisation);
  }

  async save(organisation: Organisation): Promise<void> {
    await this.database.repository(Organisation).save(organisation);
  }

  /** Adds those that are not there yet; a number or a reference that is known adds nothing. */
  async insertFromFeed(rows: readonly FeedOrganisationRow[], now: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO organisations (id, kind, name, siret, rna, insee, public_body, source, external_ref, status, created_at, updated_at)
       SELECT id, kind, name, siret, rna, insee, "publicBody", source, "externalRef", 'unverified', $2, $2
         FROM jsonb_to_recordset($1::jsonb)
           AS row (id uuid, kind text, name text, siret text, rna text, insee text, "publicBody" boolean, source text, "externalRef" text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows), now],
    );
  }

  /** Id of each row: by SIRET, else by RNA, else by the feed's reference. */
  async idsOf(rows: readonly FeedOrganisationRow[]): Promise<Map<string, string>> {
    const found = await this.database.query<{ externalRef: string; id: string }>(
      `SELECT DISTINCT ON (row."externalRef") row."externalRef", known.id
         FROM jsonb_to_recordset($1::jsonb) AS row (siret text, rna text, source text, "externalRef" text)
         JOIN organisations known ON known.siret = row.siret OR known.rna = row.rna
           OR (known.source = row.source AND known.external_ref = row."externalRef")
        ORDER BY row."externalRef", (known.siret = row.siret) DESC NULLS LAST, (known.rna = row.rna) DESC NULLS LAST, known.id`,
      [JSON.stringify(rows)],
    );
    return new Map(found.map(({ externalRef, id }) => [externalRef, id]));
  }
}
