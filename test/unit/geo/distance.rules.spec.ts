import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundingBox, haversineKm, meanPoint, type Point, roundedPoint } from '../../../src/geo/distance.rules.js';

const LAON = { lat: 49.5641, lng: 3.62 };
const SOISSONS = { lat: 49.3817, lng: 3.3236 };

const isInside = (point: Point, box: ReturnType<typeof boundingBox>) =>
  point.lat >= box.minLat &&
  point.lat <= box.maxLat &&
  box.lngWindows.some(([min, max]) => point.lng >= min && point.lng <= max);

describe('distances', () => {
  test('Laon lies about 29.6 km from Soissons, both ways', () => {
    expect(haversineKm(LAON, SOISSONS)).toBeCloseTo(29.5, 0);
    expect(haversineKm(SOISSONS, LAON)).toBe(haversineKm(LAON, SOISSONS));
  });

  test('a degree of latitude is 111.195 km on a sphere of 6,371 km, and half the way round is the longest way', () => {
    expect(haversineKm({ lat: 0, lng: 0 }, { lat: 1, lng: 0 })).toBeCloseTo(111.195, 3);
    expect(haversineKm({ lat: 90, lng: 0 }, { lat: -90, lng: 0 })).toBeCloseTo(Math.PI * 6371, 6);
    expect(haversineKm({ lat: 0, lng: -180 }, { lat: 0, lng: 180 })).toBeCloseTo(0, 6);
  });

  test('no point of a disc is outside its box, anywhere on Earth, poles and 180th meridian included', () => {
    const anywhere = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, anywhere, fc.double({ min: 0, max: 20000, noNaN: true }), (center, point, km) => {
        return haversineKm(center, point) > km || isInside(point, boundingBox(center, km));
      }),
      { numRuns: 20_000 },
    );
  });

  test('a point on the very edge of a disc is inside its box', () => {
    fc.assert(
      fc.property(
        fc.record({
          lat: fc.double({ min: -80, max: 80, noNaN: true }),
          lng: fc.double({ min: -180, max: 180, noNaN: true }),
        }),
        fc.record({
          lat: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
          lng: fc.double({ min: -1.4, max: 1.4, noNaN: true }),
        }),
        (center, offset) => {
          const lng = ((center.lng + offset.lng + 540) % 360) - 180;
          const point = { lat: center.lat + offset.lat, lng };
          return isInside(point, boundingBox(center, haversineKm(center, point)));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('the window of longitude follows from the latitude: 1.38° for 100 km at Laon, 0.9° at the equator', () => {
    const [[min, max] = [0, 0]] = boundingBox(LAON, 100).lngWindows;
    expect((max - min) / 2).toBeCloseTo(1.387, 2);
    const [[west, east] = [0, 0]] = boundingBox({ lat: 0, lng: 0 }, 100).lngWindows;
    expect((east - west) / 2).toBeCloseTo(0.899, 3);
  });

  test('a disc across the 180th meridian has two windows', () => {
    expect(boundingBox({ lat: -17, lng: 179.9 }, 50).lngWindows).toHaveLength(2);
    expect(boundingBox({ lat: -17, lng: -179.9 }, 50).lngWindows).toHaveLength(2);
  });

  test('points are rounded to five decimals, and never to minus zero', () => {
    expect(roundedPoint({ lat: 49.123456, lng: 3.987654 })).toEqual({ lat: 49.12346, lng: 3.98765 });
    expect(Object.is(roundedPoint({ lat: -0.000001, lng: 0 }).lat, 0)).toBe(true);
  });

  test('nothing has no middle', () => {
    expect(meanPoint([])).toBeUndefined();
    expect(meanPoint([LAON, LAON])).toEqual(LAON);
  });
});
