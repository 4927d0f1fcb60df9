import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { z } from 'zod';
import { newId } from '../ids.js';
import { type JobDefinition, QUEUES, type QueueName } from './job.js';
import type { QueueBackend, QueueHandle } from './queue-backend.js';

/** Token of the opened queues. */
export const QUEUE_BACKEND = Symbol('queue backend');

/** Puts jobs into the queues. The queues are disposable: what must not be lost is a row in PostgreSQL first. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly queues = new Map<QueueName, QueueHandle>();

  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  queue(name: QueueName): QueueHandle {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = this.backend.queue(name);
      this.queues.set(name, queue);
    }
    return queue;
  }

  /** Adds one job; a second one with the same id is ignored while the first is in the queue. */
  async enqueue<S extends z.ZodType>(
    job: JobDefinition<S>,
    data: z.input<S>,
    options: { id?: string; delaySeconds?: number } = {},
  ): Promise<void> {
    await this.queue(job.queue).add(job.name, data, {
      ...jobOptions(job, options.id ?? newId()),
      delay: (options.delaySeconds ?? 0) * 1000,
    });
  }

  /** Jobs waiting, running and delayed, by queue. */
  async depths(): Promise<Record<QueueName, number>> {
    const names = Object.keys(QUEUES) as QueueName[];
    const counts = await Promise.all(
      names.map((name) => this.queue(name).getJobCounts('waiting', 'active', 'delayed', 'prioritized')),
    );
    return Object.fromEntries(
      names.map((name, i) => [name, Object.values(counts[i] ?? {}).reduce((sum, count) => sum + count, 0)]),
    ) as Record<QueueName, number>;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    await this.backend.close();
  }
}

/** Options of every job: nothing is kept in the queue once it ended, since PostgreSQL knows. */
export function jobOptions(job: JobDefinition, id: string) {
  return {
    jobId: id,
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: 1000 },
    removeOnComplete: true,
    removeOnFail: true,
  };
}
