import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { haversineKm } from '../../../src/geo/distance.rules.js';
import { cellOf, discOf, type NearLocation } from '../../../src/search/disc.rules.js';
import type { Condition } from '../../../src/search/search-index.js';

/** What an index would do with the condition. */
function holds(condition: Condition, document: { cell: number; location: number }): boolean {
  if ('anyOf' in condition) return condition.anyOf.some((part) => holds(part, document));
  if ('in' in condition) return condition.in.includes(document[condition.field as 'cell' | 'location']);
  throw new Error('not used for discs');
}

describe('the condition that a document lies in a disc', () => {
  test('holds for every place in the disc and for no other, corners of the box included', () => {
    const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({ lat: degrees(41, 51.2), lng: degrees(-5, 9.6) }),
        fc.constantFrom(5, 20, 50, 100),
        fc.integer({ min: 1, max: 1_000_000 }),
        (centre, km, seed) => {
          const points = scattered(centre, km, seed);
          const near = points.filter((point) => point.km <= km);
          const condition = discOf(centre, km, near).inside;
          for (const point of points) {
            expect(holds(condition, { cell: cellOf(point), location: point.id })).toBe(point.km <= km);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('names squares instead of places in a large disc', () => {
    const centre = { lat: 49.56, lng: 3.62 };
    const near = scattered(centre, 100, 7).filter((point) => point.km <= 100);
    const condition = discOf(centre, 100, near).inside;
    const values = 'anyOf' in condition ? condition.anyOf.flatMap((part) => ('in' in part ? part.in : [])) : [];
    expect(values.length).toBeGreaterThan(0);
    expect(values.length).toBeLessThan(near.length * 0.6);
  });

  test('puts places equally far in the order of their ids', () => {
    const point = { lat: 49, lng: 3, km: 2 };
    const disc = discOf({ lat: 49, lng: 3.02 }, 5, [
      { id: 9, ...point },
      { id: 4, ...point },
      { id: 7, ...point, km: 1 },
    ]);
    expect(disc.locations.map((location) => location.id)).toEqual([7, 4, 9]);
  });
});

/** 2,500 points in and around a disc, many of them close to its edge. */
function scattered(centre: { lat: number; lng: number }, km: number, seed: number): NearLocation[] {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return Array.from({ length: 2_500 }, (_, id) => {
    const spread = (km / 111) * 1.05;
    const point = {
      lat: centre.lat + (random() * 2 - 1) * spread,
      lng: centre.lng + (random() * 2 - 1) * (spread / Math.cos((centre.lat * Math.PI) / 180)),
    };
    return { id, ...point, km: haversineKm(centre, point) };
  });
}
