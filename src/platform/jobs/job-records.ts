import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

const FLUSH_MS = 20;

/** Tells PostgreSQL that jobs born of events are done, many at a time: one commit serves all that ended within 20 ms. */
@Injectable()
export class JobRecords {
  private done: string[] = [];
  private flushing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  /** The job succeeded. A crash before the flush means that it runs once more, which every job bears. */
  succeeded(id: string): void {
    this.done.push(id);
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** The job has used all its tries: it waits for a person (`cli outbox retry`). Only the kind of error is kept. */
  async failed(id: string, error: unknown): Promise<void> {
    const kind = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown error';
    await this.database.query('UPDATE outbox_jobs SET failed_at = now(), last_error = $2 WHERE id::text = $1', [
      id,
      kind,
    ]);
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const ids = this.done;
    this.done = [];
    if (ids.length > 0) {
      // A failed flush is mended by the overdue sweep, which runs these jobs again.
      this.flushing = this.database
        .query('DELETE FROM outbox_jobs WHERE id = ANY(ARRAY(SELECT x::uuid FROM unnest($1::text[]) x WHERE x ~ $2))', [
          ids,
          UUID,
        ])
        .then(
          () => undefined,
          () => undefined,
        );
    }
    await this.flushing;
  }
}

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
