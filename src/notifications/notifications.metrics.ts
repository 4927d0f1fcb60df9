import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Metrics } from '../platform/metrics.js';

/** Figures on messages for Prometheus: by state over the last day, and those whose outcome nobody knows. */
@Injectable()
export class NotificationsMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('messages_last_day', 'Messages written in the last 24 hours, by state', 'status', async () => {
      const rows = await this.database.query<{ status: string; count: number }>(
        `SELECT CASE WHEN outcome_unknown THEN 'outcome-unknown' ELSE status END AS status, count(*)::int AS count
         FROM messages WHERE id >= $1 GROUP BY 1`,
        [await this.dayAgoId()],
      );
      return new Map(rows.map((row) => [row.status, row.count]));
    });
    this.metrics.gauge(
      'messages_oldest_due_seconds',
      'Age of the oldest message that should have left',
      undefined,
      async () => {
        const [row] = await this.database.query<{ age: number | null }>(
          `SELECT extract(epoch FROM now() - min(send_after))::float8 AS age FROM messages WHERE status = 'queued' AND send_after <= now()`,
        );
        return new Map([['', row?.age ?? 0]]);
      },
    );
  }

  /** Least UUID of version 7 of a day ago: ids are in the order of time, so the primary key finds the last day. */
  private async dayAgoId(): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      `SELECT (lpad(to_hex((extract(epoch FROM now() - interval '1 day') * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid AS id`,
    );
    return row?.id ?? '00000000-0000-0000-0000-000000000000';
  }
}
