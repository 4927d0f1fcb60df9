import 'reflect-metadata';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'undici';
import { AppModule } from '../../src/app.module.js';
import { GeoService } from '../../src/geo/geo.service.js';
import { LocationIndex } from '../../src/geo/location-index.service.js';
import { startMeilisearch } from '../../src/local/meilisearch.js';
import { freePort } from '../../src/local/ports.js';
import { startPostgres } from '../../src/local/postgres.js';
import { Config } from '../../src/platform/config/config.js';
import { readEnvironment } from '../../src/platform/config/environment.js';
import { Database } from '../../src/platform/database/database.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { INDEX_SETTINGS } from '../../src/search/index-settings.js';
import { meilisearchSettings } from '../../src/search/meilisearch-settings.rules.js';
import { SearchService } from '../../src/search/search.service.js';
import { seeded } from '../integration/search/world.js';
import { alternately, type Ask, crowded, ms, quantile, someAddress, startServer } from './callers.js';
import { growTo } from './search-rows.js';

/**
 * Our search over HTTP beside Meilisearch asked directly, in the same run on the same rows.
 *   raw   the same words, places and facets on our index, whole documents, as a thin API would pass them on
 *   naive the usual way around a place: an index with `_geo`, `_geoRadius` and a sort by distance
 * npm run bench:search -- [--sizes 10000,100000] [--large] [--queries 400]
 */

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    large: { type: 'boolean', default: false },
    queries: { type: 'string', default: '400' },
    within: { type: 'string', default: '20' },
  },
});
const sizes = [...options.sizes.split(',').map(Number), ...(options.large ? [500_000] : [])];
const QUERIES = Number(options.queries);
const WITHIN = Number(options.within);
const FACETS = ['kind', 'contract', 'hours', 'needs_licence', 'domain'];
const WORDS = [
  ...[
    'aide a domicile',
    'serveur',
    'macon',
    'cuisinier',
    'agent entretien',
    'conducteur poids lourd',
    'soudeur',
    'couvreur',
  ],
  ...[
    'vendangeur',
    'aide soignant',
    'boulanger',
    'vendeur',
    'electricien',
    'plombier',
    'secretaire',
    'comptable',
    'cariste',
    'jardinier',
    '',
    '',
  ],
];

interface Question {
  readonly q: string;
  readonly lat: number;
  readonly lng: number;
  readonly inside: string;
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
    TRUST_PROXY: 'true', // each request comes from another address: the limit per address is not what is measured
  };
  const read = readEnvironment(environment);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const app = await NestFactory.createApplicationContext(AppModule.with(new Config(read.environment)), {
    logger: false,
  });
  const database = app.get(Database);
  note('Reading the communes of France…');
  await app.get(GeoService).loadCommunes();
  const ours = new Pool(`http://127.0.0.1:${port}`, { connections: 32 });
  const engine = new Pool(meilisearch.url, { connections: 32 });
  const headers = {
    authorization: `Bearer ${meilisearch.key}`,
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };

  const nearestMedians = new Map<number, number>();
  for (const size of sizes) {
    note(`${size} offers: rows…`);
    await growTo(database, size);
    note(`${size} offers: our index…`);
    const started = performance.now();
    await app.get(SearchService).rebuild('opportunities');
    say(`\n## ${size.toLocaleString('en')} offers (indexed in ${((performance.now() - started) / 1000).toFixed(1)} s)`);
    note(`${size} offers: the naive index with _geo…`);
    await naiveIndex(size);
    server ??= await startServer({ ...process.env, ...environment }, port);

    const questions = await makeQuestions();
    const warm = questions.slice(0, 60);
    const ask = asks();
    for (const one of Object.values(ask)) for (const question of warm) await one(question);

    say('| | c1 p50 ms | c1 p95 ms | c16 p50 ms | c16 p95 ms | c16 req/s |\n|---|---|---|---|---|---|');
    const single = await alternately(ask, questions.slice(60));
    const many = await crowded(ask, questions, 16);
    for (const name of Object.keys(ask)) {
      const one = single.get(name) ?? [];
      const crowd = many.get(name) ?? { times: [], perSecond: 0 };
      say(
        `| ${name} | ${ms(one, 0.5)} | ${ms(one, 0.95)} | ${ms(crowd.times, 0.5)} | ${ms(crowd.times, 0.95)} | ${crowd.perSecond.toFixed(0)} |`,
      );
    }
    for (const [mine, theirs] of [
      ['ours relevance', 'raw relevance'],
      ['ours recent', 'raw recent'],
      ['ours nearest', 'naive nearest'],
    ] as const) {
      const ratio = (share: number) => quantile(single.get(mine), share) / quantile(single.get(theirs), share);
      const crowd = (share: number) =>
        quantile(many.get(mine)?.times, share) / quantile(many.get(theirs)?.times, share);
      say(
        `${mine} / ${theirs}: c1 p50 ${ratio(0.5).toFixed(2)}, p95 ${ratio(0.95).toFixed(2)}; c16 p50 ${crowd(0.5).toFixed(2)}, p95 ${crowd(0.95).toFixed(2)}`,
      );
    }
    nearestMedians.set(size, quantile(single.get('ours nearest'), 0.5));
  }
  const [first] = sizes;
  const last = sizes.at(-1);
  if (first !== undefined && last !== undefined && first !== last) {
    say(
      `\nours nearest, T(${last}) / T(${first}) = ${((nearestMedians.get(last) ?? 0) / (nearestMedians.get(first) ?? 1)).toFixed(2)}`,
    );
  }
  await ours.close();
  await engine.close();
  await app.close();

  function asks(): Record<string, Ask<Question>> {
    const endpoint =
      (sort: string): Ask<Question> =>
      async ({ q, lat, lng }) => {
        const path = `/api/v1/opportunities?q=${encodeURIComponent(q)}&lat=${lat}&lng=${lng}&within=${WITHIN}&widen=false&sort=${sort}`;
        const answer = await ours.request({ method: 'GET', path, headers: { 'x-forwarded-for': someAddress() } });
        const text = await answer.body.text();
        if (answer.statusCode !== 200 || text.includes('"degraded":true'))
          throw new Error(`${answer.statusCode} ${text.slice(0, 300)}`);
      };
    const direct =
      (index: string, body: (question: Question) => object): Ask<Question> =>
      async (question) => {
        const answer = await engine.request({
          method: 'POST',
          path: `/indexes/${index}/search`,
          headers,
          body: JSON.stringify({ q: question.q, facets: FACETS, ...body(question) }),
        });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(text.slice(0, 300));
      };
    const paged = { page: 1, hitsPerPage: 20 };
    return {
      'raw relevance': direct('actifs-opportunities', ({ inside }) => ({ filter: inside, ...paged })),
      'ours relevance': endpoint('relevance'),
      'raw recent': direct('actifs-opportunities', ({ inside }) => ({
        filter: inside,
        sort: ['recent_at:desc'],
        ...paged,
      })),
      'ours recent': endpoint('recent'),
      'naive nearest': direct('naive', ({ lat, lng }) => ({
        filter: `_geoRadius(${lat},${lng},${WITHIN * 1000})`,
        sort: [`_geoPoint(${lat},${lng}):asc`],
        ...paged,
      })),
      'ours nearest': endpoint('nearest'),
    };
  }

  /** People search where people live: around communes drawn by population. */
  async function makeQuestions(): Promise<Question[]> {
    const random = seeded(42);
    const communes = await database.query<{ lat: number; lng: number; upto: number }>(
      'SELECT lat, lng, upto FROM bench_communes ORDER BY upto',
    );
    const questions: Question[] = [];
    while (questions.length < QUERIES + 60) {
      const draw = random();
      const { lat, lng } = communes.find((commune) => commune.upto >= draw) ?? { lat: 49, lng: 3 };
      const near = await app.get(LocationIndex).withinKm(lat, lng, WITHIN);
      const q = WORDS[Math.floor(random() * WORDS.length)] ?? '';
      questions.push({ q, lat, lng, inside: `location IN [${near.map((location) => location.id).join(',')}]` });
    }
    return questions;
  }

  /** The documents of our index with `_geo`, as the documentation of Meilisearch suggests. */
  async function naiveIndex(size: number): Promise<void> {
    const wait = async (task: { taskUid: number }) => {
      for (;;) {
        const { status, error } = await admin<{ status: string; error: unknown }>('GET', `/tasks/${task.taskUid}`);
        if (status === 'succeeded') return;
        if (status === 'failed') throw new Error(JSON.stringify(error));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const settings = meilisearchSettings(INDEX_SETTINGS.opportunities);
    await wait(
      await admin('PATCH', '/indexes/naive/settings', {
        ...settings,
        filterableAttributes: ['_geo', 'kind', 'contract', 'hours', 'needs_licence', 'domain', 'occupation_code'],
        sortableAttributes: ['_geo', 'recent_at'],
      }),
    );
    for (let offset = 0; offset < size; offset += 20_000) {
      const { results } = await admin<{ results: Record<string, unknown>[] }>(
        'POST',
        '/indexes/actifs-opportunities/documents/fetch',
        {
          offset,
          limit: 20_000,
        },
      );
      const documents = results.map((document) => ({ ...document, _geo: { lat: document.lat, lng: document.lng } }));
      await wait(await admin('POST', '/indexes/naive/documents?primaryKey=id', documents));
    }
  }

  async function admin<T = { taskUid: number }>(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: object,
  ): Promise<T> {
    const answer = await engine.request({
      method,
      path,
      headers,
      body: body ? JSON.stringify(body) : null,
      headersTimeout: 300_000,
      bodyTimeout: 300_000,
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(text.slice(0, 300));
    return JSON.parse(text) as T;
  }
}
