import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../logger.js';
import type { JobDefinition } from './job.js';
import { Jobs, jobOptions } from './jobs.js';

/** A job that comes back: a cron expression on the clocks of Paris. */
export interface ScheduledJob {
  readonly cron: string;
  readonly job: JobDefinition;
}

/** Token of the instance's schedule (src/schedule.ts). */
export abstract class Schedule {
  abstract readonly list: readonly ScheduledJob[];
}

const RENEW_MS = 15_000;

/** Keeps the schedule in the queues, and puts it back within seconds when they were emptied. */
@Injectable()
export class Scheduler implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly schedule: Schedule,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    await this.install();
    this.timer = setInterval(() => {
      this.install().catch((error: unknown) => this.log.warn('schedule.not-installed', { error }));
    }, RENEW_MS);
  }

  /** Installs what is missing; what stands is left alone, so that its next run is not put off. */
  async install(): Promise<void> {
    for (const queue of new Set(this.schedule.list.map((line) => line.job.queue))) {
      const handle = this.jobs.queue(queue);
      const standing = new Set((await handle.getJobSchedulers()).map((scheduler) => scheduler.key));
      const wanted = this.schedule.list.filter((line) => line.job.queue === queue);
      for (const { cron, job } of wanted) {
        const key = `${job.name} ${cron}`.replaceAll(':', '');
        if (standing.delete(key)) continue;
        const { jobId: _none, ...options } = jobOptions(job, '');
        await handle.upsertJobScheduler(
          key,
          { pattern: cron, tz: 'Europe/Paris' },
          { name: job.name, data: {}, opts: options },
        );
      }
      for (const gone of standing) await handle.removeJobScheduler(gone);
    }
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
