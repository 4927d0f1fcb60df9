import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DemoData, type DemoProgress } from '../../../src/demo/demo-data.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { type TestApp, testApp } from '../../support/test-app.js';

let app: TestApp;
const sizes = { seed: 7, offers: 700, missions: 40, candidates: 600, employers: 60, associations: 20 };

beforeAll(async () => {
  app = await testApp({ clock: new FixedClock('2026-11-20T10:00:00Z') });
});
afterAll(() => app?.stop());

const count = async (sql: string) =>
  Number((await app.database.query<{ count: string }>(`SELECT count(*) FROM ${sql}`))[0]?.count);

test('loads every offer, mission and person asked for, and tells how far it is', async () => {
  const heard: DemoProgress[] = [];
  const counts = await app.get(DemoData).load({ ...sizes, onProgress: (progress) => heard.push(progress) });
  expect(await app.database.query("SELECT kind, counts FROM imports WHERE source = 'demo'")).toMatchObject([
    { kind: 'offers', counts: { created: 700, duplicate: 0, refused: 0 } },
    { kind: 'missions', counts: { created: 40, duplicate: 0, refused: 0 } },
  ]);
  expect(counts).toEqual({ offers: 700, missions: 40, candidates: 600 });
  expect(await count("organisations WHERE kind = 'employer'")).toBe(60);
  expect(await count("organisations WHERE kind = 'association'")).toBe(20);
  expect(await count("offers WHERE status = 'published' AND closes_on >= '2026-11-20'")).toBe(700);
  expect(await count("candidates WHERE alert_rhythm = 'immediate'")).toBeGreaterThan(20);
  expect(heard.at(-1)).toMatchObject({ step: 'alerts' });
});

test('changes nothing when it is run again', async () => {
  const before = await app.database.query('SELECT count(*), sum(version) FROM candidates');
  await app.get(DemoData).load(sizes);
  expect(await app.database.query('SELECT count(*), sum(version) FROM candidates')).toEqual(before);
  expect(await count("imports WHERE source = 'demo'")).toBe(2);
});

test('goes on where it was cut short', async () => {
  await app.database.query("UPDATE imports SET status = 'running' WHERE source = 'demo' AND kind = 'offers'");
  await app.database.query("DELETE FROM offers WHERE source = 'demo' AND external_ref > 'demo-offre-000500'");
  expect((await app.get(DemoData).load(sizes)).offers).toBe(700);
});

test('sends nothing, even when offers are matched after people have registered', async () => {
  await app.runJobs(120_000);
  expect(await count('matches')).toBeGreaterThan(100);
  expect(await count("messages WHERE template LIKE '%alert%'")).toBe(0);
});

test('is emptied and can be loaded again', async () => {
  await app.get(DemoData).reset();
  expect(await count('offers')).toBe(0);
  expect(await count('candidates')).toBe(0);
  expect(await count('communes')).toBeGreaterThan(30_000);
  expect((await app.get(DemoData).load({ ...sizes, offers: 60, candidates: 20, missions: 5 })).candidates).toBe(20);
});
