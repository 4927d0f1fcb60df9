import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { Database } from '../database/database.js';
import { type JobDefinition, QUEUES, type QueueName } from '../jobs/job.js';
import { Jobs, jobOptions } from '../jobs/jobs.js';
import { gathered } from './gather.rules.js';
import { Reactions } from './reactions.js';

interface EventRow {
  id: string;
  name: string;
  payload: unknown;
  occurred_at: Date;
}

interface JobRow {
  id: string;
  event_id: string;
  event_name: string;
  queue: QueueName;
  job: string;
  data: unknown;
  occurred_at: Date;
}

/** Events relayed in one transaction. */
export const RELAY_BATCH = 200;
/** Jobs of each queue that are looked for. */
const SAMPLE = 20;
/** The row of a job that has ended leaves well within this time. */
const LEAVING_MS = 1000;

/**
 * Carries events to the queues: each event becomes one `outbox_jobs` row per reaction, and each row one job with the row's id.
 * The row leaves when its job has succeeded, so an emptied queue is filled again from here.
 */
@Injectable()
export class OutboxRelay {
  private readonly jobsOf: Map<string, readonly JobDefinition[]>;
  private readonly definitions = new Map<string, JobDefinition>();

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    reactions: Reactions,
  ) {
    this.jobsOf = new Map(reactions.list.map((reaction) => [reaction.event.name, reaction.jobs]));
    for (const job of reactions.list.flatMap((reaction) => reaction.jobs)) this.definitions.set(job.name, job);
  }

  /** Relays up to 200 events. Returns how many: a full batch means that more may wait. */
  async relayBatch(): Promise<number> {
    const { taken, rows } = await this.database.transaction(async () => {
      const events = await this.database.query<EventRow>(
        `DELETE FROM outbox_events WHERE id IN (SELECT id FROM outbox_events ORDER BY id LIMIT ${RELAY_BATCH} FOR UPDATE SKIP LOCKED)
         RETURNING id, name, payload, occurred_at`,
      );
      const planned = this.plan(events);
      if (planned.length > 0) {
        await this.database.query(
          `INSERT INTO outbox_jobs (id, event_id, event_name, queue, job, data, occurred_at)
           SELECT * FROM jsonb_to_recordset($1::jsonb)
             AS row(id uuid, event_id uuid, event_name text, queue text, job text, data jsonb, occurred_at timestamptz)`,
          [JSON.stringify(planned)],
        );
      }
      return { taken: events.length, rows: planned };
    });
    await this.add(rows);
    return taken;
  }

  /** Adds again the jobs not done `olderThanSeconds` after they were added (0: all of them). A job still in its queue is not doubled. */
  async requeueOverdue(olderThanSeconds: number): Promise<number> {
    const rows = await this.database.query<JobRow>(
      `UPDATE outbox_jobs SET enqueued_at = clock_timestamp()
       WHERE id IN (
         SELECT id FROM outbox_jobs
         WHERE failed_at IS NULL AND enqueued_at <= clock_timestamp() - make_interval(secs => $1)
         ORDER BY enqueued_at LIMIT 5000 FOR UPDATE SKIP LOCKED)
       RETURNING id, event_id, event_name, queue, job, data, occurred_at`,
      [olderThanSeconds],
    );
    await this.add(rows);
    return rows.length;
  }

  /**
   * Adds again what the queues have lost, such as everything in an emptied Redis: when one of the jobs added first, and longer than
   * `olderThanSeconds` ago, is not in its queue, all of that age are added. Returns how many.
   */
  async requeueLost(olderThanSeconds: number): Promise<number> {
    const rows = await this.database.query<{ id: string; queue: QueueName }>(
      `SELECT first.id, first.queue FROM unnest($1::text[]) name CROSS JOIN LATERAL (
         SELECT id, queue FROM outbox_jobs
         WHERE queue = name AND failed_at IS NULL AND enqueued_at <= clock_timestamp() - make_interval(secs => $2)
         ORDER BY enqueued_at LIMIT ${SAMPLE}) first`,
      [Object.keys(QUEUES), olderThanSeconds],
    );
    const states = await Promise.all(rows.map((row) => this.jobs.queue(row.queue).getJobState(row.id)));
    const missing = rows.filter((_, i) => states[i] === 'unknown').map((row) => row.id);
    if (missing.length === 0) return 0;
    await new Promise((resolve) => setTimeout(resolve, LEAVING_MS));
    const lost = await this.database.query(
      'SELECT 1 FROM outbox_jobs WHERE id = ANY($1::uuid[]) AND failed_at IS NULL LIMIT 1',
      [missing],
    );
    return lost.length > 0 ? this.requeueOverdue(olderThanSeconds) : 0;
  }

  /** Gives the jobs that failed for good another chance. Returns how many. */
  async retryFailed(): Promise<number> {
    const rows = await this.database.query<JobRow>(
      `UPDATE outbox_jobs SET failed_at = NULL, last_error = NULL, enqueued_at = clock_timestamp() WHERE failed_at IS NOT NULL
       RETURNING id, event_id, event_name, queue, job, data, occurred_at`,
    );
    await this.add(rows);
    return rows.length;
  }

  /** Events of one name that wait together share their jobs, where a job takes a list: under load a few large jobs replace many small ones. */
  private plan(events: readonly EventRow[]): JobRow[] {
    const inOrder = [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
    return [...new Set(inOrder.map((event) => event.name))].flatMap((name) => {
      const same = inOrder.filter((event) => event.name === name);
      return (this.jobsOf.get(name) ?? []).flatMap((job) =>
        gathered(same, job.gather).map(({ first, data }) => ({
          id: v5(job.name, first.id),
          event_id: first.id,
          event_name: name,
          queue: job.queue,
          job: job.name,
          data,
          occurred_at: first.occurred_at,
        })),
      );
    });
  }

  private async add(rows: readonly JobRow[]): Promise<void> {
    for (const queue of new Set(rows.map((row) => row.queue))) {
      const jobs = rows.flatMap((row) => {
        const definition = row.queue === queue ? this.definitions.get(row.job) : undefined;
        return definition ? [{ name: row.job, data: row.data, opts: jobOptions(definition, row.id) }] : [];
      });
      if (jobs.length > 0) await this.jobs.queue(queue).addBulk(jobs);
    }
  }
}
