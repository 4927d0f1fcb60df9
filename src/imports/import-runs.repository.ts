import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { ImportCounts } from './import.schema.js';
import type { ColumnMapping } from './mapping/columns.schema.js';

export type NewRun = {
  readonly kind: string;
  readonly format: string;
  readonly source: string;
  readonly origin: string;
  readonly fingerprint: string;
  readonly dryRun: boolean;
};

/** The history of imports, and the column mappings used in them. */
@Injectable()
export class ImportRunsRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async start(run: NewRun): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO imports (id, kind, format, source, origin, fingerprint, dry_run, status, started_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8)`,
      [id, run.kind, run.format, run.source, run.origin, run.fingerprint, run.dryRun, this.clock.now()],
    );
    return id;
  }

  async finish(
    id: string,
    status: 'done' | 'interrupted' | 'failed',
    counts: ImportCounts,
    message: string | null,
  ): Promise<void> {
    await this.database.query(
      'UPDATE imports SET status = $2, counts = $3, message = $4, finished_at = $5 WHERE id = $1',
      [id, status, JSON.stringify(counts), message, this.clock.now()],
    );
  }

  /** Whether a run of this very content under this source is done. */
  async isDone(source: string, fingerprint: string): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT FROM imports WHERE source = $1 AND fingerprint = $2 AND status = 'done' AND NOT dry_run LIMIT 1`,
      [source, fingerprint],
    );
    return rows.length > 0;
  }

  async saveMapping(mapping: ColumnMapping): Promise<void> {
    await this.database.query(
      `INSERT INTO import_mappings (name, columns, saved_at) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET columns = excluded.columns, saved_at = excluded.saved_at`,
      [mapping.name, JSON.stringify(mapping.columns), this.clock.now()],
    );
  }

  async mapping(name: string): Promise<unknown> {
    const [found] = await this.database.query('SELECT name, columns FROM import_mappings WHERE name = $1', [name]);
    return found;
  }
}
