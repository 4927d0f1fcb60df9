import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { IndexKind } from './search.schema.js';

/** Seconds of silence after which a rebuild is taken for dead. */
const DEAD_AFTER_SECONDS = 300;

/** Which index is being built beside which, and the lock that makes the order of reading the order of writing. */
@Injectable()
export class IndexBuildsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Runs `work` while nobody else reads rows to write them to this index. Reading and handing over under one lock makes
   * the last write the last state read, however many workers there are. `building` is the index built beside, if any.
   */
  async inTurn<T>(kind: IndexKind, work: (building: string | undefined) => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.query("SELECT pg_advisory_xact_lock(hashtext('search-index'), hashtext($1))", [kind]);
      const [row] = await this.database.query<{ building: string | null }>(
        'SELECT building_index AS building FROM search_indexes WHERE kind = $1',
        [kind],
      );
      return work(row?.building ?? undefined);
    });
  }

  /** Announces a rebuild. False when another one is alive. */
  async claim(kind: IndexKind, index: string): Promise<boolean> {
    const rows = await this.database.query(
      `INSERT INTO search_indexes AS known (kind, building_index, heartbeat_at) VALUES ($1, $2, clock_timestamp())
       ON CONFLICT (kind) DO UPDATE SET building_index = excluded.building_index, heartbeat_at = clock_timestamp()
       WHERE known.building_index IS NULL OR known.heartbeat_at < clock_timestamp() - make_interval(secs => $3)
       RETURNING kind`,
      [kind, index, DEAD_AFTER_SECONDS],
    );
    return rows.length > 0;
  }

  /** Says that the rebuild is alive. False when it was taken for dead and another one took its place. */
  async beat(kind: IndexKind, index: string): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE search_indexes SET heartbeat_at = clock_timestamp() WHERE kind = $1 AND building_index = $2 RETURNING kind',
      [kind, index],
    );
    return rows.length > 0;
  }

  async finish(kind: IndexKind, index: string, format: number): Promise<void> {
    await this.database.query(
      `UPDATE search_indexes SET building_index = NULL, document_format = $3, rebuilt_at = clock_timestamp()
       WHERE kind = $1 AND building_index = $2`,
      [kind, index, format],
    );
  }

  async abandon(kind: IndexKind, index: string): Promise<void> {
    await this.database.query(
      'UPDATE search_indexes SET building_index = NULL WHERE kind = $1 AND building_index = $2',
      [kind, index],
    );
  }

  /** Format of the documents of the live index; undefined before its first rebuild. */
  async format(kind: IndexKind): Promise<number | undefined> {
    const [row] = await this.database.query<{ format: number | null }>(
      'SELECT document_format AS format FROM search_indexes WHERE kind = $1',
      [kind],
    );
    return row?.format ?? undefined;
  }
}
