import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Reads how the machinery is doing. */
@Injectable()
export class OperationsQueries {
  constructor(private readonly database: Database) {}

  /** Seconds since the oldest unfinished job was born, by queue. */
  async oldestJobs(): Promise<Map<string, number>> {
    const rows = await this.database.query<{ queue: string; age: number }>(
      'SELECT queue, extract(epoch FROM clock_timestamp() - min(occurred_at))::float8 AS age FROM outbox_jobs WHERE failed_at IS NULL GROUP BY queue',
    );
    return new Map(rows.map(({ queue, age }) => [queue, age]));
  }

  /** Events waiting, seconds of the oldest one, and jobs that failed for good. */
  async outbox(): Promise<{ waiting: number; lag: number; failed: number }> {
    const [row] = await this.database.query<{ waiting: number; lag: number; failed: number }>(
      `SELECT (SELECT count(*) FROM outbox_events) AS waiting,
              (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(occurred_at)), 0)::float8 FROM outbox_events) AS lag,
              (SELECT count(*) FROM outbox_jobs WHERE failed_at IS NOT NULL) AS failed`,
    );
    return row ?? { waiting: 0, lag: 0, failed: 0 };
  }

  /** Messages born in the last 24 hours, by state. */
  async messages(): Promise<Map<string, number>> {
    const rows = await this.database.query<{ status: string; n: number }>(
      "SELECT status, count(*) AS n FROM messages WHERE created_at > now() - interval '24 hours' GROUP BY status",
    );
    return new Map(rows.map(({ status, n }) => [status, n]));
  }

  async unknownOutcomes(): Promise<number> {
    const [row] = await this.database.query<{ n: number }>('SELECT count(*) AS n FROM messages WHERE outcome_unknown');
    return row?.n ?? 0;
  }
}
