import 'reflect-metadata';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'undici';
import { AppModule } from '../../src/app.module.js';
import { GeoService } from '../../src/geo/geo.service.js';
import { startMeilisearch } from '../../src/local/meilisearch.js';
import { freePort } from '../../src/local/ports.js';
import { startPostgres } from '../../src/local/postgres.js';
import { Config } from '../../src/platform/config/config.js';
import { readEnvironment } from '../../src/platform/config/environment.js';
import { Database } from '../../src/platform/database/database.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { SearchService } from '../../src/search/search.service.js';
import { seeded } from '../integration/search/world.js';
import { alternately, type Ask, crowded, ms, quantile, someAddress, startServer } from './callers.js';
import { growTo } from './search-rows.js';

/**
 * A page of results as people read it beside the JSON search of the API: one server, the same questions, ten results each, both in brotli.
 * The processor's time of the server (read from /proc, on Linux) says what a page costs when the machine has other work.
 * npm run bench:web -- [--offers 10000] [--queries 400]
 */

const { values: options } = parseArgs({
  options: { offers: { type: 'string', default: '10000' }, queries: { type: 'string', default: '400' } },
});
const OFFERS = Number(options.offers);
const QUERIES = Number(options.queries);
const WARM = 100;
const AIM = 1.3;
const WORDS = ['aide a domicile', 'serveur', 'cuisinier', 'agent entretien', 'soudeur', 'vendeur', '', '', '', ''];
const WAYS = [
  { page: 'pied', api: 'walk' },
  { page: 'velo', api: 'bike' },
  { page: 'voiture', api: 'car' },
] as const;
const TICKS_A_SECOND = 100;
const TURNS = 4;

interface Question {
  readonly words: string;
  /** As a page writes the one that was chosen. */
  readonly place: string;
  readonly way: (typeof WAYS)[number];
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const note = (line: string) => process.stderr.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'actifs-bench-'));
chmodSync(folder, 0o755);
const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
const meilisearch = await startMeilisearch({ folder: join(folder, 'meilisearch'), key: 'key-of-the-benchmark' });
let server: ChildProcess | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().finally(() => process.exit(1)));
try {
  await run();
} finally {
  await stop();
}

async function stop(): Promise<void> {
  server?.kill('SIGTERM');
  await meilisearch.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  await postgres.ensureDatabase('bench');
  const url = postgres.url('bench');
  await migrate({ url, poolSize: 2 });
  const port = await freePort();
  const environment = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    SECRET: 'a secret for the benchmark alone, nothing else',
    DATABASE_URL: url,
    MEILI_URL: meilisearch.url,
    MEILI_KEY: meilisearch.key,
    PORT: String(port),
    TRUST_PROXY: 'true',
  };
  note(`${OFFERS} offers…`);
  const places = await prepare(environment);
  const child = await startServer({ ...process.env, ...environment }, port);
  server = child;
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 32 });
  const questions = draw(places);
  const bytes = new Map<string, number[]>();
  const ask: Record<string, Ask<Question>> = {
    JSON: read('JSON', ({ words, place, way }) => {
      const query = new URLSearchParams({ q: words, kind: 'offer', place, travel: way.api, perPage: '10' });
      return `/api/v1/opportunities?${query}`;
    }),
    page: read('page', ({ words, place, way }) => {
      return `/offres?${new URLSearchParams({ ou: place, metier: words, deplacement: way.page })}`;
    }),
  };
  for (const one of Object.values(ask)) for (const question of questions.slice(0, WARM)) await one(question);

  const single = await alternately(ask, questions.slice(WARM));
  const many = await crowded(ask, questions, 16);
  const processor = await processorTimes(child, ask, questions);
  report(single, many, processor, bytes);
  await pool.close();

  function read(name: string, address: (question: Question) => string): Ask<Question> {
    return async (question) => {
      const headers = { 'x-forwarded-for': someAddress(), 'accept-encoding': 'br' };
      const answer = await pool.request({ method: 'GET', path: address(question), headers });
      const body = await answer.body.arrayBuffer();
      if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.statusCode} for ${address(question)}`);
      if (answer.headers['content-encoding'] !== 'br' && body.byteLength > 1024)
        throw new Error(`${name}: not in brotli`);
      bytes.set(name, [...(bytes.get(name) ?? []), body.byteLength]);
    };
  }
}

/** Rows and index; then the places to ask about: where people live. */
async function prepare(environment: Record<string, string>) {
  const parsed = readEnvironment(environment);
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const app = await NestFactory.createApplicationContext(AppModule.with(new Config(parsed.environment)), {
    logger: false,
  });
  await app.get(GeoService).loadCommunes();
  await growTo(app.get(Database), OFFERS);
  await app.get(SearchService).rebuild('opportunities');
  const communes = await app
    .get(Database)
    .query<{ insee: string; upto: number }>('SELECT insee, upto FROM bench_communes ORDER BY upto');
  const random = seeded(42);
  const places: string[] = [];
  while (places.length < QUERIES + WARM) {
    const drawn = random();
    const insee = communes.find((commune) => commune.upto >= drawn)?.insee ?? '02408';
    places.push(`insee:${insee}`);
  }
  await app.close();
  return places;
}

function draw(places: readonly string[]): Question[] {
  const random = seeded(7);
  const one = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  return places.map((place) => ({ words: one(WORDS), place, way: one(WAYS) }));
}

/** Milliseconds of the server's processor an answer takes, 4 callers at once, in turn; NaN where /proc does not tell. */
async function processorTimes(
  child: ChildProcess,
  ask: Readonly<Record<string, Ask<Question>>>,
  questions: readonly Question[],
): Promise<Map<string, number>> {
  const spent = new Map(Object.keys(ask).map((name) => [name, 0]));
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [name, one] of Object.entries(ask)) {
      const before = ticks(child);
      const answered = (await crowded({ one }, questions, 4)).get('one')?.times.length ?? 0;
      const each = ((ticks(child) - before) * 1000) / TICKS_A_SECOND / answered;
      spent.set(name, (spent.get(name) ?? 0) + each / TURNS);
    }
  }
  return spent;
}

function ticks(child: ChildProcess): number {
  const file = `/proc/${child.pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const [user, system] = readFileSync(file, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
  return Number(user) + Number(system);
}

function report(
  single: Awaited<ReturnType<typeof alternately>>,
  many: Awaited<ReturnType<typeof crowded>>,
  processor: ReadonlyMap<string, number>,
  bytes: ReadonlyMap<string, readonly number[]>,
): void {
  say(`\n${OFFERS.toLocaleString('en')} offers, ${QUERIES} questions`);
  say('| | c1 p50 ms | c1 p95 ms | c16 p50 ms | c16 p95 ms | c16 req/s | server processor ms | bytes |');
  say('|---|---|---|---|---|---|---|---|');
  for (const name of ['JSON', 'page']) {
    const crowd = many.get(name) ?? { times: [], perSecond: 0 };
    const one = single.get(name) ?? [];
    const figures = [ms(one, 0.5), ms(one, 0.95), ms(crowd.times, 0.5), ms(crowd.times, 0.95)];
    const more = [crowd.perSecond.toFixed(0), processor.get(name)?.toFixed(2), quantile(bytes.get(name), 0.5)];
    say(`| ${[name, ...figures, ...more].join(' | ')} |`);
  }
  const times = (name: string) => ({ c1: single.get(name), c16: many.get(name)?.times });
  const [json, page] = [times('JSON'), times('page')];
  const ratio = (at: 'c1' | 'c16', share: number) => quantile(page[at], share) / quantile(json[at], share);
  const ratios = {
    'c1 p50': ratio('c1', 0.5),
    'c1 p95': ratio('c1', 0.95),
    'c16 p50': ratio('c16', 0.5),
    'c16 p95': ratio('c16', 0.95),
    processor: (processor.get('page') ?? 0) / (processor.get('JSON') ?? 1),
  };
  for (const [name, value] of Object.entries(ratios))
    say(`page / JSON, ${name}: ${value.toFixed(2)} (aim ≤ ${AIM}: ${value <= AIM ? 'met' : 'missed'})`);
}
