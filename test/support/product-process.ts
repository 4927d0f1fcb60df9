import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/local/ports.js';
import { PROJECT_ROOT } from '../../src/platform/data-files.js';
import type { TestApp } from './test-app.js';

/** The web or the worker as production runs it: a process of its own on the database, the queues and the indexes of a test. */
export class ProductProcess {
  private child: ChildProcess | undefined;
  private errors = '';
  url = '';

  constructor(
    private readonly app: TestApp,
    private readonly script: 'main' | 'worker',
  ) {}

  /** Starts it and waits until it answers. It runs what `npm run build` made, which `npm test` does first. */
  async start(): Promise<void> {
    const program = join(PROJECT_ROOT, 'dist', 'src', `${this.script}.js`);
    if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build first, as npm test does`);
    const { config } = this.app;
    const port = String(await freePort());
    this.url = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [program], {
      cwd: tmpdir(), // so that the .env of the folder is not read
      env: {
        NODE_ENV: 'test',
        LOG_LEVEL: 'error',
        SECRET: config.secret,
        DATABASE_URL: config.database.url,
        REDIS_URL: config.redisUrl ?? '',
        MEILI_URL: config.meili.url,
        MEILI_KEY: config.meili.key,
        MEILI_INDEX_PREFIX: config.meili.prefix,
        ALERT_HOURS: config.alertHours,
        PORT: port,
        WORKER_PORT: port,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        this.errors = `${this.errors}${text}`.slice(-8000);
      });
    }
    const end = performance.now() + 30_000;
    while (!(await this.answers())) {
      if (child.exitCode !== null || performance.now() > end)
        throw new Error(`The ${this.script} did not start: ${this.errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** kill -9: no farewell, no last write. */
  async kill(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** What it said of its errors lately. */
  get said(): string {
    return this.errors;
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health`)).ok;
    } catch {
      return false;
    }
  }
}
