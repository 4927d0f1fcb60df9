import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Sends that may leave: how long to wait before the first, and between two. */
export interface SendSlot {
  readonly waitMs: number;
  readonly spacingMs: number;
}

/**
 * One queue of instants per provider, shared by all workers through one row: taking n sends moves its end by n/rate seconds.
 * It is measured on the database's clock, the only one that all workers share.
 */
@Injectable()
export class SendRate {
  constructor(private readonly database: Database) {}

  /** Takes `count` sends in a row, or null when the first would have to wait longer than `patienceMs`. */
  async reserve(provider: string, perSecond: number, count: number, patienceMs: number): Promise<SendSlot | null> {
    const [row] = await this.database.query<{ wait: number }>(
      `INSERT INTO send_rates AS r (provider, next_at) VALUES ($1, clock_timestamp() + make_interval(secs => $2))
       ON CONFLICT (provider) DO UPDATE SET next_at = greatest(r.next_at, clock_timestamp()) + make_interval(secs => $2)
         WHERE r.next_at <= clock_timestamp() + make_interval(secs => $3)
       RETURNING extract(epoch FROM next_at - make_interval(secs => $2) - clock_timestamp())::float8 AS wait`,
      [provider, count / perSecond, patienceMs / 1000],
    );
    return row ? { waitMs: Math.max(0, row.wait * 1000), spacingMs: 1000 / perSecond } : null;
  }
}
