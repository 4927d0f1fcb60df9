import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApplicationsQueries } from '../../../src/applications/applications.queries.js';
import { SweepService } from '../../../src/applications/sweep.service.js';
import { DemoData } from '../../../src/demo/demo-data.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const clock = new FixedClock('2026-11-20T10:00:00Z');
const sizes = { seed: 2, offers: 1500, missions: 60, candidates: 400, employers: 120, associations: 30 };
let app: TestApp;

beforeAll(async () => {
  app = await testApp({ clock });
  await app.get(DemoData).load(sizes);
}, 180_000);
afterAll(() => app?.stop());

test('the demonstration has a few hundred applications in every state, told to nobody', async () => {
  const rows = await app.database.query<{ what: string; count: number }>(
    `SELECT CASE WHEN state = 'answered' THEN answer ELSE state END AS what, count(*)::int AS count FROM applications GROUP BY 1 ORDER BY 1`,
  );
  const counts = Object.fromEntries(rows.map(({ what, count }) => [what, count]));
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(Object.keys(counts)).toEqual([
    'accepted',
    'closed',
    'elsewhere',
    'meeting',
    'refused',
    'seen',
    'sent',
    'withdrawn',
  ]);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(150);
  expect(await app.database.query('SELECT 1 FROM messages')).toEqual([]);
  expect(
    await app.database.query(
      `SELECT id FROM applications WHERE seen_at < sent_at OR answered_at < seen_at OR greatest(sent_at, seen_at, answered_at, closed_at) > $1`,
      [clock.now()],
    ),
  ).toEqual([]);
});

test('Nadia may look at a meeting, one to relance, a refusal and an end without an answer', async () => {
  const [nadia] = await app.database.query<{ id: string }>(
    `SELECT id FROM candidates WHERE external_ref = 'demo-persona-1'`,
  );
  const own = await app.get(ApplicationsQueries).of(nadia?.id ?? '');
  expect(own.map(({ state, mayRemind }) => [state, mayRemind])).toEqual(
    expect.arrayContaining([
      ['answered', false],
      [expect.stringMatching(/sent|seen/), true],
      ['closed', false],
    ]),
  );
});

test('the sweep goes on from there without sending what is past', async () => {
  await app.get(SweepService).sweep();
  expect(await app.database.query('SELECT 1 FROM messages')).toEqual([]);
  clock.set('2026-11-23T10:00:00Z');
  await app.get(SweepService).sweep();
  const [sent] = await app.database.query<{ count: number }>('SELECT count(*)::int AS count FROM messages');
  expect(sent?.count).toBeGreaterThan(0);
});
