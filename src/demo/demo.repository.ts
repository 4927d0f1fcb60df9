import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** What a reset leaves: the nomenclatures, the keys and the machinery. */
const KEPT = ['communes', 'communes_state', 'locations', 'api_keys', 'search_indexes', 'import_mappings', 'migrations'];

/** Empties the demonstration's database of its people and organisations. */
@Injectable()
export class DemoRepository {
  constructor(private readonly database: Database) {}

  /** Invented addresses for organisations that have none, so that their reminders have somewhere to go. */
  async giveAddresses(organisationIds: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE organisations SET contact_email = 'recrutement-' || right(id::text, 8) || '@exemple.invalid'
       WHERE id = ANY ($1::uuid[]) AND contact_email IS NULL`,
      [organisationIds],
    );
  }

  /** Truncates every table of the product but the nomenclatures and the keys; their names. Never called outside a demonstration. */
  async empty(): Promise<string[]> {
    const tables = await this.database.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables
        WHERE schemaname = current_schema() AND tablename <> ALL($1::text[]) AND tablename NOT LIKE 'occupation%' AND tablename NOT LIKE 'bullmq%'
        ORDER BY 1`,
      [KEPT],
    );
    const names = tables.map(({ name }) => name);
    if (names.length > 0) await this.database.query(`TRUNCATE ${names.join(', ')}`);
    return names;
  }
}
