import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { haversineKm } from '../../../src/geo/distance.rules.js';
import { GeoService } from '../../../src/geo/geo.service.js';
import { LocationIndex } from '../../../src/geo/location-index.service.js';
import { type TestApp, testApp } from '../../support/test-app.js';

let app: TestApp;
let geo: GeoService;
let index: LocationIndex;

beforeAll(async () => {
  app = await testApp();
  geo = app.get(GeoService);
  index = app.get(LocationIndex);
});
afterAll(() => app?.stop());

const numberOf = async (): Promise<number> => {
  const [row] = await app.database.query<{ last: number }>(
    "SELECT coalesce(last_value, 0)::int AS last FROM pg_sequences WHERE sequencename = 'locations_id_seq'",
  );
  return row?.last ?? 0;
};

describe('location ids', () => {
  test('are one for each point rounded to 5 decimals, in the order asked for', async () => {
    const [a, b, again] = await geo.locateMany([
      { lat: 49.5641, lng: 3.62 },
      { lat: 49.38, lng: 3.32 },
      { lat: 49.564101, lng: 3.619999 },
    ]);
    expect(again).toBe(a);
    expect(b).not.toBe(a);
    expect(await geo.locate(49.5641, 3.62)).toBe(a);
    expect(await geo.locateMany([])).toEqual([]);
  });

  test('do not use up numbers for points that exist', async () => {
    const before = await numberOf();
    for (let i = 0; i < 20; i++) await geo.locate(49.5641, 3.62);
    expect(await numberOf()).toBe(before);
  });

  test('agree between many that ask for the same new points at once', async () => {
    const points = Array.from({ length: 50 }, (_, i) => ({ lat: 48 + i / 1000, lng: 2 }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        app.database.transaction(() => geo.locateMany(turn % 2 ? points : [...points].reverse())),
      ),
    );
    const orders = new Set(answers.map((ids, turn) => (turn % 2 ? ids : [...ids].reverse()).join()));
    expect(orders.size).toBe(1);
  });
});

describe('the index of locations', () => {
  test('finds what was added before the call, nearest first', async () => {
    const id = await geo.locate(10, 10);
    expect(await index.withinKm(10, 10, 1)).toEqual([{ id, lat: 10, lng: 10, km: 0 }]);
    const second = await geo.locate(10, 10.001);
    expect((await index.withinKm(10, 10, 1)).map((near) => near.id)).toEqual([id, second]);
  });

  test('does not miss a location with a lower id that commits after a higher one was seen', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let started = (_id: number) => {};
    const early = new Promise<number>((resolve) => {
      started = resolve;
    });
    const slow = app.database.transaction(async () => {
      started(await geo.locate(20, 20));
      await held;
    });
    const lower = await early;
    const higher = await geo.locate(20, 20.001);
    expect(higher).toBeGreaterThan(lower);
    expect((await index.withinKm(20, 20, 1)).map((near) => near.id)).toEqual([higher]);
    release();
    await slow;
    expect((await index.withinKm(20, 20, 1)).map((near) => near.id)).toEqual([lower, higher]);
  });

  test('every call among many sees what was committed before it', async () => {
    await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const id = await geo.locate(30 + i / 100, 30);
        const near = await index.withinKm(30 + i / 100, 30, 0.001);
        expect(near.map((location) => location.id)).toEqual([id]);
      }),
    );
  });

  test('a radius is exact to the metre, and equals a comparison with every point', async () => {
    const points = Array.from({ length: 3000 }, (_, i) => ({
      lat: 49 + ((i * 7919) % 3000) / 3000,
      lng: 3 + ((i * 104729) % 3000) / 2000,
    }));
    await geo.locateMany(points);
    const all = await app.database.query<{ id: number; lat: number; lng: number }>(
      'SELECT id, lat, lng FROM locations',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 48.5, max: 50.5, noNaN: true }),
        fc.double({ min: 2.5, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        async (lat, lng, km) => {
          const expected = all
            .filter((location) => haversineKm({ lat, lng }, location) <= km)
            .map((location) => location.id);
          const found = (await index.withinKm(lat, lng, km)).map((near) => near.id);
          expect([...found].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
        },
      ),
      { numRuns: 200 },
    );
    const [center, other] = all;
    if (!center || !other) throw new Error('no locations');
    const km = haversineKm(center, other);
    const ids = async (radius: number) => (await index.withinKm(center.lat, center.lng, radius)).map((near) => near.id);
    expect(await ids(km)).toContain(other.id);
    expect(await ids(km - 0.001)).not.toContain(other.id);
  });
});
