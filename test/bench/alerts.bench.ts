import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { startMeilisearch } from '../../src/local/meilisearch.js';
import { startPostgres } from '../../src/local/postgres.js';
import { redisServer, startRedis } from '../../src/local/redis.js';
import { MatchingService } from '../../src/matching/matching.service.js';
import { SystemClock } from '../../src/platform/clock.js';
import { Config } from '../../src/platform/config/config.js';
import { readEnvironment } from '../../src/platform/config/environment.js';
import { Database } from '../../src/platform/database/database.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { Outbox } from '../../src/platform/events/outbox.js';
import { JobWorkers } from '../../src/platform/jobs/job-workers.js';
import { AlertWorld } from '../integration/alerts/alert-world.js';

/**
 * Messages per second through the whole chain, from offer.published to accepted by the gateway (the local outbox), beside the
 * commits per second of the same PostgreSQL with the same number of connections, in one run, on both kinds of queues.
 * PostgreSQL is durable (fsync), search, matching and alerts all work; one process does everything.
 */

const { values: flags } = parseArgs({
  options: {
    offers: { type: 'string', default: '200' },
    /** People whom each offer suits, each by one SMS. */
    people: { type: 'string', default: '50' },
    connections: { type: 'string', default: '10' },
    /** Offers published one at a time on an idle platform. */
    single: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '3' },
  },
});
const offers = Number(flags.offers);
const perOffer = Number(flags.people);
const connections = Number(flags.connections);
const single = Number(flags.single);
const rounds = Number(flags.rounds);

const folder = mkdtempSync(join(tmpdir(), 'actifs-bench-'));
chmodSync(folder, 0o755);
const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: true });
const meilisearch = await startMeilisearch({ folder: join(folder, 'meilisearch'), key: 'key-of-the-benchmark' });
const found = process.env['REDIS_URL'] ? undefined : redisServer((line) => console.error(line));
const redis = found && 'command' in found ? await startRedis(found.command, join(folder, 'redis')) : undefined;
const redisUrl = process.env['REDIS_URL'] ?? redis?.url;

try {
  const results: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  results['queues on PostgreSQL'] = await measure('bench_postgres', undefined);
  if (redisUrl) results['queues on Redis'] = await measure('bench_redis', redisUrl);
  console.table(results);
} finally {
  await redis?.stop();
  await meilisearch.stop();
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(name: string, redisOfQueues: string | undefined) {
  await postgres.ensureDatabase(name);
  const url = postgres.url(name);
  await migrate({ url, poolSize: 2 });
  const config = configOf(url, name, redisOfQueues);
  const clock = new SystemClock();
  const app = await NestFactory.createApplicationContext(AppModule.with(config, clock), { logger: false });
  try {
    const database = app.get(Database, { strict: false });
    const world = new AlertWorld(database, app.get(Outbox, { strict: false }), () => clock.now());
    await world.settle();
    await app.get(JobWorkers, { strict: false }).start();
    const bulk: number[] = [];
    const commits: number[] = [];
    for (let round = 0; round < rounds; round++) {
      commits.push(await commitsPerSecond(url));
      bulk.push(await messagesPerSecond(app.get(MatchingService, { strict: false }), database, world, round));
    }
    const waits = await idleWaits(app.get(MatchingService, { strict: false }), database, world);
    const best = Math.round(median(bulk));
    const raw = Math.round(median(commits));
    return {
      'messages/s': best,
      'commits/s': raw,
      ratio: Number((best / raw).toFixed(2)),
      'idle p50 ms': Math.round(at(waits, 0.5)),
      'idle p95 ms': Math.round(at(waits, 0.95)),
    };
  } finally {
    await app.close();
  }
}

function configOf(url: string, name: string, redisOfQueues: string | undefined): Config {
  const read = readEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    SECRET: 'a secret for the benchmark, not a secret',
    DATABASE_URL: url,
    DATABASE_POOL_SIZE: String(connections),
    REDIS_URL: redisOfQueues,
    MEILI_URL: meilisearch.url,
    MEILI_KEY: meilisearch.key,
    MEILI_INDEX_PREFIX: name,
    ALERT_HOURS: 'always',
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return new Config(read.environment);
}

/** One-row inserts, each its own commit, on the same number of connections, for three seconds. */
async function commitsPerSecond(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  await pool.query('CREATE TABLE IF NOT EXISTS raw_commits (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), body text)');
  let count = 0;
  const started = performance.now();
  const lane = async () => {
    while (performance.now() - started < 3000) {
      await pool.query('INSERT INTO raw_commits (body) VALUES ($1)', ['x'.repeat(140)]);
      count++;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const seconds = (performance.now() - started) / 1000;
  await pool.end();
  return count / seconds;
}

/** Publishes the offers one by one, as many at once as there are connections, and waits for the last message. */
async function messagesPerSecond(
  matching: MatchingService,
  database: Database,
  world: AlertWorld,
  round: number,
): Promise<number> {
  const trade = (i: number) => tradeCode('ABCDEFGHIJ'[round % 10] ?? 'A', i % offers);
  await knowPeople(matching, await world.people(offers * perOffer, { channels: ['sms'] }, trade));
  const ids = await world.offers(
    Array.from({ length: offers }, (_, i) => `Aide à domicile, tournée ${round}-${i} (H/F)`),
    trade,
  );
  await knowTrades(
    database,
    Array.from({ length: offers }, (_, i) => trade(i)),
  );
  const before = await sent(database);
  const started = performance.now();
  const waiting = [...ids];
  const lane = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await world.announce([id]);
  };
  await Promise.all(Array.from({ length: connections }, lane));
  await untilSent(database, before + offers * perOffer, 50);
  return (offers * perOffer * 1000) / (performance.now() - started);
}

/** Milliseconds from one publication to the last of its messages, on a platform that does nothing else. */
async function idleWaits(matching: MatchingService, database: Database, world: AlertWorld): Promise<number[]> {
  const trade = (i: number) => tradeCode('N', i % single);
  await knowPeople(matching, await world.people(single * perOffer, { channels: ['sms'] }, trade));
  const ids = await world.offers(
    Array.from({ length: single }, (_, i) => `Auxiliaire de vie, secteur ${i} (H/F)`),
    trade,
  );
  await knowTrades(
    database,
    Array.from({ length: single }, (_, i) => trade(i)),
  );
  const waits: number[] = [];
  for (const id of ids) {
    const before = await sent(database);
    const started = performance.now();
    await world.announce([id]);
    await untilSent(database, before + perOffer, 5);
    waits.push(performance.now() - started);
  }
  return waits.slice(5); // the first ones warm up
}

/** A code in the shape of ROME, so that each offer has people of its own. */
function tradeCode(letter: string, number: number): string {
  return `${letter}${1000 + number}`;
}

async function knowPeople(matching: MatchingService, ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += 500) await matching.matchCandidates(ids.slice(i, i + 500));
}

async function knowTrades(database: Database, codes: readonly string[]): Promise<void> {
  await database.query(
    `INSERT INTO occupations (code, label, parent_code, source) SELECT code, 'Aide à domicile', code, 'starter' FROM unnest($1::text[]) code
     ON CONFLICT DO NOTHING`,
    [codes],
  );
  await database.query(
    `INSERT INTO occupation_proximities (code, close_code, proximity, source) SELECT code, code, 1, 'same' FROM unnest($1::text[]) code
     ON CONFLICT DO NOTHING`,
    [codes],
  );
}

async function sent(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox_deliveries');
  return row?.count ?? 0;
}

async function untilSent(database: Database, count: number, everyMs: number): Promise<void> {
  const end = performance.now() + 300_000;
  while ((await sent(database)) < count) {
    if (performance.now() > end) throw new Error(`Only ${await sent(database)} of ${count} messages were sent`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

function at(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function median(values: readonly number[]): number {
  return at(values, 0.5);
}
