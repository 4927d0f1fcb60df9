import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** The table of marks: one row each time that something limited happened. */
@Injectable()
export class RateMarksRepository {
  constructor(private readonly database: Database) {}

  /** Keeps others from counting the same key until the end of the transaction. */
  async lock(key: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 40))', [key]);
  }

  /** When the n-th last mark after this instant was made; undefined when there are fewer. */
  async nthLast(key: string, n: number, after: Date): Promise<Date | undefined> {
    const [row] = await this.database.query<{ marked_at: Date }>(
      'SELECT marked_at FROM rate_marks WHERE key = $1 AND marked_at > $2 ORDER BY marked_at DESC OFFSET $3 LIMIT 1',
      [key, after, n - 1],
    );
    return row?.marked_at;
  }

  async mark(keys: readonly string[], at: Date): Promise<void> {
    await this.database.query('INSERT INTO rate_marks (key, marked_at) SELECT unnest($1::text[]), $2', [keys, at]);
  }

  async purge(before: Date): Promise<void> {
    await this.database.query('DELETE FROM rate_marks WHERE marked_at <= $1', [before]);
  }
}
