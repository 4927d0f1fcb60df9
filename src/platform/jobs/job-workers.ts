import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Outbox } from '../events/outbox.js';
import { OutboxRelay, RELAY_BATCH } from '../events/outbox-relay.js';
import { Log } from '../logger.js';
import { type JobDefinition, jobHandledBy, QUEUES, type QueueName } from './job.js';
import { JobRecords } from './job-records.js';
import { QUEUE_BACKEND } from './jobs.js';
import type { QueueBackend, QueuedJob, WorkerHandle } from './queue-backend.js';

interface Handler {
  readonly job: JobDefinition;
  readonly run: (data: unknown) => Promise<void>;
}

/** How often the outbox is looked at for events of other processes; those of this one are relayed at once … */
const IDLE_MS = 100;
/** … after so long, in which others may come to share its jobs. */
const GATHER_MS = 5;
const LOST_AFTER_SECONDS = 3;
const LOOK_FOR_LOST_EVERY_MS = 5_000;

/** Runs the jobs: finds the methods marked @Handles, opens one worker per queue, and keeps the outbox moving. */
@Injectable()
export class JobWorkers implements BeforeApplicationShutdown {
  private workers: WorkerHandle[] = [];
  private running = false;
  private loops: Promise<void>[] = [];
  private readonly sleepers = new Set<() => void>();
  private wakeRelay: () => void = () => undefined;
  private hasNews = false;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly outbox: Outbox,
    private readonly relay: OutboxRelay,
    private readonly records: JobRecords,
    private readonly log: Log,
  ) {}

  /** Starts working. What a dead worker left in the outbox is put back into the queues first. */
  async start(): Promise<void> {
    if (this.running) return;
    this.running = true;
    const handlers = this.handlers();
    for (const queue of Object.keys(QUEUES) as QueueName[]) {
      const onError = (error: Error) => this.log.warn('queue.error', { queue, error: error.message });
      this.workers.push(this.backend.work(queue, QUEUES[queue], (job) => this.run(queue, handlers, job), onError));
    }
    await this.relay.requeueOverdue(0);
    this.loops = [this.relayLoop(), this.lostLoop()];
  }

  async stop(): Promise<void> {
    this.running = false;
    for (const wake of [...this.sleepers]) wake();
    await Promise.allSettled(this.loops);
    await Promise.allSettled(this.workers.map((worker) => worker.close()));
    this.workers = [];
    await this.records.flush();
  }

  /** Before the database closes: running jobs still need it. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /** The jobs that some method handles, by name. */
  handlers(): Map<string, Handler> {
    const found = new Map<string, Handler>();
    for (const { instance } of this.discovery.getProviders()) {
      if (instance === null || typeof instance !== 'object') continue;
      const methods = instance as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const job = jobHandledBy(methods[name]);
        if (!job) continue;
        const handler = methods[name] as (data: unknown) => Promise<void>;
        found.set(job.name, { job, run: (data) => handler.call(instance, data) });
      }
    }
    return found;
  }

  private async run(queue: QueueName, handlers: Map<string, Handler>, job: QueuedJob): Promise<void> {
    const handler = handlers.get(job.name);
    const started = performance.now();
    try {
      if (!handler) throw new Error(`No method handles the job ${job.name}`);
      await within(handler.job.timeoutMs, handler.run(handler.job.data.parse(job.data)));
      this.records.succeeded(job.id);
      this.log.debug('job.done', { queue, job: job.name, id: job.id, ms: Math.round(performance.now() - started) });
    } catch (error) {
      const last = job.attemptsMade + 1 >= job.options.attempts;
      if (last) await this.records.failed(job.id, error).catch(() => undefined);
      this.log.error(last ? 'job.failed' : 'job.retried', {
        queue,
        job: job.name,
        id: job.id,
        attempt: job.attemptsMade + 1,
        error,
      });
      throw error;
    }
  }

  private async relayLoop(): Promise<void> {
    const forget = this.outbox.onCommitted(() => {
      this.hasNews = true;
      this.wakeRelay();
    });
    while (this.running) {
      try {
        this.hasNews = false;
        const relayed = await this.relay.relayBatch();
        if (relayed >= RELAY_BATCH) continue;
      } catch (error) {
        this.log.error('outbox.relay-failed', { error });
        await this.pause(1000);
      }
      if (!this.hasNews)
        await this.pause(IDLE_MS, (wake) => {
          this.wakeRelay = wake;
        });
      if (this.hasNews) await this.pause(GATHER_MS);
    }
    forget();
  }

  private async lostLoop(): Promise<void> {
    while (this.running) {
      await this.pause(LOOK_FOR_LOST_EVERY_MS);
      if (!this.running) return;
      try {
        const count = await this.relay.requeueLost(LOST_AFTER_SECONDS);
        if (count > 0) this.log.warn('outbox.requeued', { count });
      } catch (error) {
        this.log.error('outbox.requeue-failed', { error });
      }
    }
  }

  /** Waits, at most until the worker stops; `wakeable` is given the way to end it sooner. */
  private pause(ms: number, wakeable?: (wake: () => void) => void): Promise<void> {
    if (!this.running) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.sleepers.add(wake);
      wakeable?.(wake);
    });
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The job took more than ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
