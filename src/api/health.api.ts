import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/access.js';
import { Database } from '../platform/database/database.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { SearchService } from '../search/search.service.js';

/** Answers the questions of a supervisor: is the process alive, can it serve. */
@Controller()
export class HealthApi {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly search: SearchService,
  ) {}

  /** The process answers. */
  @Get('health')
  @Public()
  @Header('cache-control', 'no-store')
  health() {
    return { status: 'ok' };
  }

  /**
   * What the process needs answers too: 503 with the names of what does not. Without Meilisearch the process still serves, PostgreSQL
   * answers the searches: 200, "degraded".
   */
  @Get('ready')
  @Public()
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [postgres, queues, meilisearch] = await Promise.all([
      answers(() => this.database.query('SELECT 1')),
      answers(() => this.jobs.queue('maintenance').getJobCounts('waiting')),
      answers(() => this.search.reach()),
    ]);
    const ready = postgres && queues;
    void reply.status(ready ? 200 : 503);
    return {
      status: ready ? (meilisearch ? 'ok' : 'degraded') : 'unavailable',
      postgres: word(postgres),
      queues: word(queues),
      meilisearch: word(meilisearch),
    };
  }
}

function word(ok: boolean): string {
  return ok ? 'ok' : 'unavailable';
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
