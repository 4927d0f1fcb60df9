import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalMeilisearch, startMeilisearch } from '../../../src/local/meilisearch.js';
import { Jobs } from '../../../src/platform/jobs/jobs.js';
import { IndexBuildsRepository } from '../../../src/search/index-builds.repository.js';
import { IndexNames } from '../../../src/search/index-names.js';
import { syncOpportunities } from '../../../src/search/search.jobs.js';
import { SearchService } from '../../../src/search/search.service.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { insert, type Opportunity, opportunity, organisation, settle } from './world.js';

const folder = mkdtempSync(join(tmpdir(), 'actifs-search-'));
let meilisearch: LocalMeilisearch;
let app: TestApp;
let org: string;
let service: SearchService;

const start = (port?: number) =>
  startMeilisearch({
    folder: join(folder, 'meilisearch'),
    key: 'a-key-of-this-test',
    ...(port === undefined ? {} : { port }),
  });
const total = async (query = '') => (await app.http('GET', `/api/v1/opportunities?${query}`)).body.total as number;
const ids = (rows: readonly Opportunity[]) => rows.map((row) => row.id);

async function add(count: number, change: Partial<Opportunity> = {}): Promise<Opportunity[]> {
  const rows = Array.from({ length: count }, () => opportunity(org, change));
  await insert(app, rows);
  return rows;
}

async function clean(): Promise<void> {
  const { missing, stale, ghosts } = await service.check('opportunities');
  expect({ missing, stale, ghosts }).toEqual({ missing: [], stale: [], ghosts: [] });
}

beforeAll(async () => {
  meilisearch = await start();
  app = await testApp({ environment: { MEILI_URL: meilisearch.url, MEILI_KEY: meilisearch.key, TRUST_PROXY: 'true' } });
  await settle(app);
  org = await organisation(app);
  service = app.get(SearchService);
});

afterAll(async () => {
  await app.stop();
  await meilisearch.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the life of an index', () => {
  test('a missing index is built by the worker itself, and searches go on meanwhile', async () => {
    await add(30);
    expect((await app.http('GET', '/api/v1/opportunities')).body).toMatchObject({ total: 30, degraded: true });
    await service.ensureIndex();
    await app.runJobs();
    expect((await app.http('GET', '/api/v1/opportunities')).body).toMatchObject({ total: 30, degraded: false });
    expect((await app.http('GET', '/ready')).body).toMatchObject({ status: 'ok', meilisearch: 'ok' });
    expect(await service.ensureNow('opportunities')).toBe(false);
    await clean();
  });

  test('jobs for one offer end with its present state, in whatever order and number they run', async () => {
    const [offer] = await add(1, { title: 'version 0' });
    const id = offer?.id ?? '';
    for (let round = 1; round <= 15; round++) {
      const edit = app.database.query(
        `UPDATE offers SET title = 'version ${round}', version = version + 1, status = '${round % 4 === 3 ? 'closed' : 'published'}' WHERE id = $1`,
        [id],
      );
      // Several writers at once, some before, some after the change: more than the queue ever lets run.
      await Promise.all([
        service.sync('opportunities', [id]),
        edit.then(() => service.sync('opportunities', [id])),
        service.sync('opportunities', [id]),
      ]);
      const found = await app.get(SearchIndex).versions(app.get(IndexNames).live('opportunities'), { ids: [id] });
      expect(found.map((document) => document.version)).toEqual(round % 4 === 3 ? [] : [round + 1]);
    }
    await app.get(Jobs).enqueue(syncOpportunities, { opportunityIds: [id] });
    await app.get(Jobs).enqueue(syncOpportunities, { opportunityIds: [id] });
    await app.runJobs();
    await clean();
  });

  test('the sweep repairs what is missing, stale and too much', async () => {
    const [missing, stale, ghost] = [await add(3), await add(4), await add(5)];
    await service.sync('opportunities', ids([...stale, ...ghost]));
    await app.database.query('UPDATE offers SET version = version + 1 WHERE id = ANY($1)', [ids(stale)]);
    await app.database.query('DELETE FROM offers WHERE id = ANY($1)', [ids(ghost)]);
    const drift = await service.check('opportunities');
    expect(new Set(drift.missing)).toEqual(new Set(ids(missing)));
    expect(new Set(drift.stale)).toEqual(new Set(ids(stale)));
    expect(new Set(drift.ghosts)).toEqual(new Set(ids(ghost)));
    await service.repair('opportunities');
    await clean();
  });

  test('a rebuild under load loses no change, and no search fails or misses anything', async () => {
    const rows = await add(6000, { title: 'Stable' });
    await service.sync('opportunities', ids(rows.slice(0, 500)));
    await service.rebuild('opportunities');
    const steady = await total('q=stable');
    expect(steady).toBe(6000);

    let running = true;
    let searches = 0;
    let edits = 0;
    const search = async () => {
      while (running) {
        // From as many addresses as searches: there is a limit for each.
        const headers = { 'x-forwarded-for': `10.0.${Math.floor(searches / 250)}.${searches % 250}` };
        const { status, body } = await app.http('GET', '/api/v1/opportunities?q=stable&perPage=5', { headers });
        expect({ status, degraded: body.degraded, total: body.total }).toEqual({
          status: 200,
          degraded: false,
          total: 6000,
        });
        searches++;
      }
    };
    const edit = async () => {
      while (running) {
        const row = rows[(edits * 997) % rows.length];
        await app.database.query(
          'UPDATE offers SET version = version + 1, weekly_hours = 10 + version % 20 WHERE id = $1',
          [row?.id],
        );
        const [fresh] = await add(1, { title: 'Nouveau' });
        const [closed] = await add(1, { title: 'Ephemere' });
        await service.sync('opportunities', [row?.id ?? '', fresh?.id ?? '', closed?.id ?? '']);
        await app.database.query("UPDATE offers SET status = 'filled', version = version + 1 WHERE id = $1", [
          closed?.id,
        ]);
        await service.sync('opportunities', [closed?.id ?? '']);
        edits++;
      }
    };
    const load = Promise.all([search(), search(), edit()]);
    await service.rebuild('opportunities');
    await service.rebuild('opportunities');
    running = false;
    await load;
    expect(searches).toBeGreaterThan(10);
    expect(edits).toBeGreaterThan(2);
    expect(await total('q=nouveau')).toBe(edits);
    expect(await total('q=ephemere')).toBe(0);
    await clean();
    const names = await app.get(SearchIndex).names(app.config.meili.prefix);
    expect(names).toEqual([app.get(IndexNames).live('opportunities'), app.get(IndexNames).live('profiles')]);
  });

  test('one rebuild at a time; one that died is taken over', async () => {
    const builds = app.get(IndexBuildsRepository);
    const dead = `${app.get(IndexNames).besides('opportunities')}dead`;
    expect(await builds.claim('opportunities', dead)).toBe(true);
    await expect(service.rebuild('opportunities')).rejects.toMatchObject({ code: 'search.rebuild-running' });
    await service.sync('opportunities', ids(await add(1))); // writes to the index of the dead rebuild too
    await app.database.query(
      "UPDATE search_indexes SET heartbeat_at = now() - interval '1 hour' WHERE kind = 'opportunities'",
    );
    await service.rebuild('opportunities');
    await clean();
    expect(await app.get(SearchIndex).names(`${dead}`)).toEqual([]);
  });

  test('searches go on while Meilisearch is away, say so, and change back by themselves', async () => {
    const port = Number(new URL(meilisearch.url).port);
    const before = await total('q=stable&contract=permanent');
    await meilisearch.stop();
    const away = await app.http('GET', '/api/v1/opportunities?q=stable&contract=permanent');
    expect(away.status).toBe(200);
    expect(away.body).toMatchObject({ degraded: true, total: before });
    const ready = await app.http('GET', '/ready');
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'degraded', postgres: 'ok', queues: 'ok', meilisearch: 'unavailable' },
    ]);
    await expect(service.sync('opportunities', ids(await add(1, { title: 'Pendant' })))).rejects.toMatchObject({
      status: 503,
    });
    meilisearch = await start(port);
    const back = await app.http('GET', '/api/v1/opportunities?q=stable&contract=permanent');
    expect(back.body).toMatchObject({ degraded: false, total: before });
    await service.repair('opportunities');
    expect(await total('q=pendant')).toBe(1);
  });

  test('data lost on disk is rebuilt at the next job, without an index of wrong settings in between', async () => {
    const port = Number(new URL(meilisearch.url).port);
    await meilisearch.stop();
    rmSync(join(folder, 'meilisearch'), { recursive: true, force: true });
    meilisearch = await start(port);
    await app.get(Jobs).enqueue(syncOpportunities, { opportunityIds: ids(await add(1, { title: 'Après' })) });
    await app.runJobs(60_000);
    expect((await app.http('GET', '/api/v1/opportunities?q=apres')).body).toMatchObject({ total: 1, degraded: false });
    await clean();
  });
});
