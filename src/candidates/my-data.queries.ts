import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { PERSONAL_TABLES } from './personal-tables.rules.js';

export type DataRow = Readonly<Record<string, unknown>>;

export interface DataTable {
  readonly table: string;
  readonly title: string;
  readonly rows: readonly DataRow[];
}

/** Reads all that is kept about a person, in every module, as it is. */
@Injectable()
export class MyDataQueries {
  constructor(private readonly database: Database) {}

  /** Every table of the list, also the empty ones; instants in ISO 8601. One moment for all: nothing changes in between. */
  async of(candidateId: string): Promise<DataTable[]> {
    return this.database.transaction(async () => {
      await this.database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const tables: DataTable[] = [];
      for (const { table, title, where = 't.candidate_id = $1', without = [] } of PERSONAL_TABLES) {
        const rows = await this.database.query<{ row: DataRow }>(
          `SELECT to_jsonb(t) - $2::text[] AS row FROM ${table} t WHERE ${where} ORDER BY t::text`,
          [candidateId, without],
        );
        tables.push({ table, title, rows: rows.map(({ row }) => row) });
      }
      return tables;
    });
  }
}
