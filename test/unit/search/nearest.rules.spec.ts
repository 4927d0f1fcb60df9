import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { discOf } from '../../../src/search/disc.rules.js';
import { countInDisc, nearestFirst, nearestPage } from '../../../src/search/nearest.rules.js';

const centre = { lat: 49, lng: 3 };

describe('a page of "nearest first"', () => {
  test('is the same slice that sorting all documents by distance would give, for every page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ km: fc.integer({ min: 0, max: 30 }), count: fc.integer({ min: 0, max: 9 }) }), {
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 12 }),
        (places, perPage) => {
          const disc = discOf(
            centre,
            30,
            places.map(({ km }, id) => ({ id, km, lat: 49, lng: 3 })),
          );
          const counts = Object.fromEntries(
            places.flatMap(({ count }, id) => (count > 0 ? [[String(id), count]] : [])),
          );
          const all = disc.locations.flatMap(({ id }) =>
            Array.from({ length: counts[id] ?? 0 }, (_, i) => ({ id: `${id}/${i}`, location: id })),
          );
          expect(countInDisc(disc, counts)).toBe(all.length);
          for (let offset = 0; offset <= all.length + perPage; offset += perPage) {
            const slices = nearestPage(disc, counts, offset, perPage);
            expect(slices.length).toBeLessThanOrEqual(3);
            const hits = slices.flatMap((slice) =>
              all
                .filter((one) => slice.locations.includes(one.location))
                .slice(slice.offset, slice.offset + slice.limit),
            );
            expect(nearestFirst(disc, hits)).toEqual(all.slice(offset, offset + perPage));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('reads one part of a city with thousands of offers, not all of it', () => {
    const disc = discOf(centre, 30, [
      { id: 1, km: 0, lat: 49, lng: 3 },
      { id: 2, km: 5, lat: 49.05, lng: 3 },
    ]);
    expect(nearestPage(disc, { 1: 16_000, 2: 3 }, 15_980, 40)).toEqual([
      { locations: [1], offset: 15_980, limit: 20 },
      { locations: [2], offset: 0, limit: 3 },
    ]);
  });

  test('asks nothing beyond the end', () => {
    const disc = discOf(centre, 30, [{ id: 1, km: 0, lat: 49, lng: 3 }]);
    expect(nearestPage(disc, { 1: 3 }, 20, 20)).toEqual([]);
    expect(nearestPage(disc, {}, 0, 20)).toEqual([]);
  });
});
