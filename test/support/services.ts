import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chmodSync } from 'node:fs';
import pg from 'pg';
import { startMeilisearch } from '../../src/local/meilisearch.js';
import { startPostgres } from '../../src/local/postgres.js';
import { commandOrPackage } from '../../src/local/packages.js';
import { redisServer, startRedis } from '../../src/local/redis.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { openQueueBackend } from '../../src/platform/jobs/queue-backend.js';

const say = (line: string) => process.stderr.write(`[services] ${line}\n`);

/** Starts what the tests talk to, and tells the test processes where through the environment. */
export async function startServices(): Promise<{ stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'actifs-test-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
  const stops: (() => Promise<void> | void)[] = [() => postgres.stop()];
  try {
    await postgres.ensureDatabase('template_actifs');
    const template = postgres.url('template_actifs');
    await migrate({ url: template, poolSize: 2 });
    const backend = await openQueueBackend({ redisUrl: undefined, databaseUrl: template, namespace: 'template' });
    await backend.close();
    process.env['TEST_POSTGRES'] = postgres.url('postgres');
    if (process.env['MEILI_URL']) {
      process.env['TEST_MEILI_URL'] = process.env['MEILI_URL'];
      process.env['TEST_MEILI_KEY'] = process.env['MEILI_KEY'] ?? '';
    } else {
      const meilisearch = await startMeilisearch({
        folder: join(folder, 'meilisearch'),
        key: 'test-key-of-meilisearch',
      });
      stops.push(() => meilisearch.stop());
      process.env['TEST_MEILI_URL'] = meilisearch.url;
      process.env['TEST_MEILI_KEY'] = meilisearch.key;
    }
    await prepareRedis(folder, stops);
    prepareBrowser();
  } catch (error) {
    await stopAll(stops, folder);
    throw error;
  }
  return { stop: () => stopAll(stops, folder) };
}

async function prepareRedis(folder: string, stops: (() => Promise<void> | void)[]): Promise<void> {
  if (process.env['REDIS_URL']) {
    process.env['TEST_REDIS_URL'] = process.env['REDIS_URL'];
    return;
  }
  const found = redisServer(say);
  if ('missing' in found) {
    if (process.env['CI'] === 'true') throw new Error(`The tests of the queues on Redis cannot run: ${found.missing}`);
    say(`The tests of the queues on Redis are skipped: ${found.missing}`);
    process.env['TEST_REDIS_MISSING'] = found.missing;
    return;
  }
  const redis = await startRedis(found.command, join(folder, 'redis'));
  stops.push(() => redis.stop());
  process.env['TEST_REDIS_URL'] = redis.url;
}

/** The browser of the tests of pages: Chromium from PATH, else the distribution's package under the same rule as Redis. */
function prepareBrowser(): void {
  const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const found = commandOrPackage({ name: 'Chromium', commands, package: 'chromium' }, say);
  if ('command' in found) {
    process.env['TEST_BROWSER'] = found.command;
    return;
  }
  if (process.env['CI'] === 'true') throw new Error(`The tests of pages in a browser cannot run: ${found.missing}`);
  say(`The tests of pages in a browser are skipped: ${found.missing}`);
  process.env['TEST_BROWSER_MISSING'] = found.missing;
}

async function stopAll(stops: (() => Promise<void> | void)[], folder: string): Promise<void> {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
}

/** A new database, cloned from the one with the empty schema or from `template`. Returns its URL, how to drop it and how to keep it. */
export async function cloneDatabase(template = 'template_actifs'): Promise<{
  url: string;
  name: string;
  drop(): Promise<void>;
  keepAs(name: string): Promise<void>;
}> {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  // Two clones at once of one template collide: they take turns.
  await asAdministrator(1, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: administratorUrl().replace(/postgres$/, name),
    name,
    drop: () => asAdministrator(1, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
    keepAs: (kept) => asAdministrator(1, (client) => client.query(`ALTER DATABASE ${name} RENAME TO ${kept}`)),
  };
}

/** Makes a template that several spec files clone, unless one of them has made it already. The others wait. */
export async function templateOnce(name: string, make: () => Promise<void>): Promise<void> {
  await asAdministrator(2, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await make();
  });
}

function administratorUrl(): string {
  const url = process.env['TEST_POSTGRES'];
  if (!url) throw new Error('The test services are not running');
  return url;
}

/** Work on the server's databases, one process at a time for each `turn`. */
async function asAdministrator(turn: number, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(administratorUrl());
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [turn]);
    await work(client);
  } finally {
    await client.end();
  }
}
