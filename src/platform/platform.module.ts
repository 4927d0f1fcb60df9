import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Config } from './config/config.js';
import { Outbox } from './events/outbox.js';
import { OutboxRelay } from './events/outbox-relay.js';
import { IdempotencyKeys } from './http/idempotency-keys.js';
import { JobRecords } from './jobs/job-records.js';
import { JobWorkers } from './jobs/job-workers.js';
import { Jobs, QUEUE_BACKEND } from './jobs/jobs.js';
import { openQueueBackend } from './jobs/queue-backend.js';
import { Scheduler } from './jobs/scheduler.js';
import { Log } from './logger.js';
import { Metrics } from './metrics.js';

/** What every module may use without importing it: events, jobs, logs, metrics. The instance provides Reactions and Schedule. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Log,
    Metrics,
    Outbox,
    OutboxRelay,
    IdempotencyKeys,
    JobRecords,
    Jobs,
    JobWorkers,
    Scheduler,
    {
      provide: QUEUE_BACKEND,
      inject: [Config],
      useFactory: (config: Config) =>
        openQueueBackend({
          redisUrl: config.redisUrl,
          databaseUrl: config.database.url,
          namespace: config.meili.prefix,
        }),
    },
  ],
  exports: [Log, Metrics, Outbox, OutboxRelay, IdempotencyKeys, Jobs, JobWorkers, Scheduler, JobRecords],
})
export class PlatformModule {}
