import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/access.js';
import { Database } from '../platform/database/database.js';
import { Jobs } from '../platform/jobs/jobs.js';

/** Answers the questions of a supervisor: is the process alive, can it serve. */
@Controller()
export class HealthApi {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /** The process answers. */
  @Get('health')
  @Public()
  @Header('cache-control', 'no-store')
  health() {
    return { status: 'ok' };
  }

  /** What the process needs answers too: 503 with the names of what does not. */
  @Get('ready')
  @Public()
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const checks = {
      postgres: () => this.database.query('SELECT 1'),
      queues: () => this.jobs.queue('maintenance').getJobCounts('waiting'),
    };
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await answers(check)] as const),
    );
    const ready = results.every(([, ok]) => ok);
    void reply.status(ready ? 200 : 503);
    return {
      status: ready ? 'ok' : 'unavailable',
      ...Object.fromEntries(results.map(([name, ok]) => [name, ok ? 'ok' : 'unavailable'])),
    };
  }
}

const PATIENCE_MS = 2000;

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answered = check().then(
    () => true,
    () => false,
  );
  const ok = await Promise.race([answered, late]);
  clearTimeout(timer);
  return ok;
}
