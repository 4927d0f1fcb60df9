import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GeoService } from '../../../src/geo/geo.service.js';
import { ProductProcess } from '../../support/product-process.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const ROUNDS = 3;
const REQUESTS = 60;

describe('a web process that is killed while it registers people', () => {
  let app: TestApp;
  let web: ProductProcess;
  let key: string;

  beforeAll(async () => {
    app = await testApp();
    await app.get(GeoService).loadCommunes();
    key = await app.key('team');
    web = new ProductProcess(app, 'main');
  }, 120_000);
  afterAll(async () => {
    await web?.kill();
    await app?.stop();
  });

  /** Registers person n; undefined when the connection broke. */
  async function register(n: number): Promise<{ status: number; id: string } | undefined> {
    try {
      const response = await fetch(`${web.url}/api/v1/candidates`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': `person-${n}`,
        },
        body: JSON.stringify({
          firstName: 'Camille',
          lastName: 'Exemple',
          phone: `063998${String(n).padStart(4, '0')}`,
          place: 'Laon',
        }),
      });
      const { id } = (await response.json()) as { id: string };
      return { status: response.status, id };
    } catch {
      return undefined;
    }
  }

  /** People, their events and the kept answers: as many of each, whatever was cut short. */
  async function kept(): Promise<number> {
    const [row] = await app.database.query<{ people: number; events: number; answers: number }>(
      `SELECT (SELECT count(*)::int FROM candidates) AS people, (SELECT count(*)::int FROM outbox_events) AS events,
         (SELECT count(*)::int FROM idempotency_keys WHERE status = 201 AND answer IS NOT NULL) AS answers`,
    );
    expect(row).toEqual({ people: row?.people, events: row?.people, answers: row?.people });
    return row?.people ?? 0;
  }

  it('leaves the whole of a person or nothing, and the same key again gives one person', async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      await web.start();
      await register(0); // the first request of a process is slow
      const numbers = Array.from({ length: REQUESTS }, (_, i) => round * 100 + i);
      const waiting = [...numbers];
      const answered = new Map<number, string>();
      const lane = async () => {
        for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
          const answer = await register(n);
          if (answer?.status === 201) answered.set(n, answer.id);
          // Killed by a request that is on its way, so that some are cut short at any point.
          if (answered.size >= 10 + round) void web.kill();
        }
      };
      await Promise.all(Array.from({ length: 8 }, lane));
      await web.kill();
      expect(answered.size).toBeLessThan(REQUESTS);
      expect(await kept()).toBeGreaterThanOrEqual(1 + REQUESTS * (round - 1) + answered.size);

      await web.start();
      for (const n of numbers) {
        const again = await register(n);
        expect(again?.status).toBe(201);
        expect(answered.get(n) ?? again?.id).toBe(again?.id);
      }
      await web.kill();
      expect(await kept()).toBe(1 + REQUESTS * round);
    }
  }, 120_000);
});
