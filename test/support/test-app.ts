import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiKeysService } from '../../src/identity/api-keys.service.js';
import { type Clock, SystemClock } from '../../src/platform/clock.js';
import { Config } from '../../src/platform/config/config.js';
import { readEnvironment } from '../../src/platform/config/environment.js';
import { Database } from '../../src/platform/database/database.js';
import { OutboxRelay } from '../../src/platform/events/outbox-relay.js';
import { type Principal, SCOPES, type Scope } from '../../src/platform/http/principal.js';
import { JobWorkers } from '../../src/platform/jobs/job-workers.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { createServer } from '../../src/server.js';
import { cloneDatabase } from './services.js';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or the text when the answer is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks where it expects to find
  readonly body: any;
}

/** The whole product on a database of its own, listening on a free port, with real queues. */
export class TestApp {
  private constructor(
    readonly nest: NestFastifyApplication,
    readonly config: Config,
    readonly url: string,
    private readonly ownDatabase: Awaited<ReturnType<typeof cloneDatabase>>,
  ) {}

  static async start(
    options: { clock?: Clock; environment?: Record<string, string>; redis?: boolean; template?: string } = {},
  ): Promise<TestApp> {
    const database = await cloneDatabase(options.template);
    const read = readEnvironment({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      SECRET: 'a secret that only the tests use, not a secret',
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '10',
      CACHE_MS: '0',
      MEILI_URL: process.env['TEST_MEILI_URL'],
      MEILI_KEY: process.env['TEST_MEILI_KEY'],
      MEILI_INDEX_PREFIX: database.name,
      DEMO: 'true',
      ...(options.redis && { REDIS_URL: process.env['TEST_REDIS_URL'] ?? '' }),
      ...options.environment,
    });
    if (!read.ok) throw new Error(read.problems.join('\n'));
    const config = new Config(read.environment);
    const nest = await createServer(config, options.clock ?? new SystemClock());
    await nest.listen(0, '127.0.0.1');
    return new TestApp(nest, config, await nest.getUrl(), database);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the constructor types of any provider
  get<T>(token: abstract new (...args: any[]) => T): T {
    return this.nest.get<T>(token as never, { strict: false });
  }

  get database(): Database {
    return this.get(Database);
  }

  /** Calls the API over HTTP. An object body is sent as JSON, a string as it is. */
  async http(
    method: string,
    path: string,
    options: { key?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<HttpAnswer> {
    const headers: Record<string, string> = { ...options.headers };
    if (options.key) headers['authorization'] = `Bearer ${options.key}`;
    if (options.body !== undefined) headers['content-type'] ??= 'application/json';
    const body =
      options.body === undefined || typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? (JSON.parse(text) as unknown) : text };
  }

  /** A key of the API, with every scope unless told. */
  async key(
    kind: Principal['kind'],
    options: { organisationId?: string; scopes?: readonly Scope[] } = {},
  ): Promise<string> {
    const issued = await this.get(ApiKeysService).issue({
      name: 'test',
      kind,
      organisationId: options.organisationId,
      scopes: options.scopes ?? SCOPES,
    });
    return issued.key;
  }

  /** Runs the outbox and the queues until nothing is left to do now. Throws when a job fails for good. */
  async runJobs(timeoutMs = 30_000): Promise<void> {
    await this.get(JobWorkers).start();
    const end = performance.now() + timeoutMs;
    for (let quiet = 0; quiet < 2; ) {
      if (performance.now() > end) throw new Error(`Jobs are still running after ${timeoutMs} ms`);
      await this.get(OutboxRelay).relayBatch();
      const [state] = await this.database.query<{ events: number; jobs: number; failed: string | null }>(
        `SELECT (SELECT count(*) FROM outbox_events) AS events,
                (SELECT count(*) FROM outbox_jobs WHERE failed_at IS NULL) AS jobs,
                (SELECT job || ': ' || last_error FROM outbox_jobs WHERE failed_at IS NOT NULL LIMIT 1) AS failed`,
      );
      if (state?.failed) throw new Error(`A job failed: ${state.failed}`);
      const depths = Object.values(await this.get(Jobs).depths()).reduce((sum, depth) => sum + depth, 0);
      if (state?.events === 0 && state.jobs === 0 && depths === 0) quiet++;
      else quiet = 0;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  async stop(): Promise<void> {
    await this.nest.close();
    await this.ownDatabase.drop();
  }

  /** Ends the product and keeps its database under this name, for others to clone. */
  async stopAndKeepAs(name: string): Promise<void> {
    await this.nest.close();
    await this.ownDatabase.keepAs(name);
  }
}

/** Starts the product for a test file; stop it in afterAll. */
export function testApp(options?: Parameters<typeof TestApp.start>[0]): Promise<TestApp> {
  return TestApp.start(options);
}
