import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../platform/jobs/jobs.js';
import { Metrics } from '../platform/metrics.js';
import { OperationsQueries } from './operations.queries.js';

/** Adds to the metrics what tells an operator that something is stuck: queues, outbox, messages. */
@Injectable()
export class OperationsMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly jobs: Jobs,
    private readonly queries: OperationsQueries,
  ) {}

  onModuleInit(): void {
    const single = (value: number) => new Map([['', value]]);
    this.metrics.gauge(
      'queue_depth',
      'Jobs waiting, running and delayed, by queue',
      'queue',
      async () => new Map(Object.entries(await this.jobs.depths())),
    );
    this.metrics.gauge('queue_oldest_seconds', 'Age of the oldest job not done, by queue', 'queue', () =>
      this.queries.oldestJobs(),
    );
    this.metrics.gauge('outbox_waiting', 'Events not yet carried to the queues', undefined, async () =>
      single((await this.queries.outbox()).waiting),
    );
    this.metrics.gauge('outbox_lag_seconds', 'Age of the oldest event not yet carried', undefined, async () =>
      single((await this.queries.outbox()).lag),
    );
    this.metrics.gauge('jobs_failed', 'Jobs that used all their tries', undefined, async () =>
      single((await this.queries.outbox()).failed),
    );
    this.metrics.gauge('messages', 'Messages of the last 24 hours, by state', 'state', () => this.queries.messages());
    this.metrics.gauge(
      'messages_unknown_outcome',
      'Messages whose sending has an unknown outcome',
      undefined,
      async () => single(await this.queries.unknownOutcomes()),
    );
  }
}
