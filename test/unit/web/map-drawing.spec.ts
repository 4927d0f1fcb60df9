import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { haversineKm } from '../../../src/geo/distance.rules.js';
import {
  draw,
  frameOf,
  MARK_HEIGHT,
  type NumberedPoint,
  numbersWords,
  SIDE,
} from '../../../src/web/map/drawing.rules.js';

const LAON = { lat: 49.5641, lng: 3.6244, commune: 'Laon' };
const GUISE = { lat: 49.9003, lng: 3.6283, commune: 'Guise' };
const numbered = (...places: (typeof LAON)[]): NumberedPoint[] =>
  places.map((place, at) => ({ ...place, number: at + 1 }));

/** Somewhere in France. */
const points = fc
  .array(
    fc.record({ lat: fc.double({ min: 42, max: 51, noNaN: true }), lng: fc.double({ min: -5, max: 8, noNaN: true }) }),
    { minLength: 1, maxLength: 10 },
  )
  .map((places) => numbered(...places.map((place, at) => ({ ...place, commune: `Commune ${at}` }))));

describe('the drawn map', () => {
  it('is not drawn when there is nothing to show', () => {
    expect(draw([], [])).toBeUndefined();
    expect(frameOf([])).toBeUndefined();
  });

  it('has north above and east to the right', () => {
    const [laon, guise] = draw(numbered(LAON, GUISE), [])?.marks ?? [];
    expect(guise?.y).toBeLessThan(laon?.y ?? 0);
    expect(guise?.x).toBeGreaterThan(laon?.x ?? SIDE);
  });

  it('puts every number in exactly one mark, inside the drawing', () => {
    fc.assert(
      fc.property(points, (some) => {
        const marks = draw(some, [])?.marks ?? [];
        expect(marks.flatMap(({ numbers }) => numbers).sort((a, b) => a - b)).toEqual(some.map(({ number }) => number));
        for (const { x, y } of marks) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(MARK_HEIGHT / 2);
          expect(Math.max(x, y)).toBeLessThanOrEqual(SIDE - MARK_HEIGHT / 2);
        }
      }),
    );
  });

  it('gives one mark to what lies at one place', () => {
    const marks = draw(numbered(LAON, LAON, GUISE, LAON), [])?.marks;
    expect(marks?.map(({ numbers, communes }) => [numbers, communes])).toEqual([
      [[1, 2, 4], ['Laon']],
      [[3], ['Guise']],
    ]);
  });

  it('has a scale that is true', () => {
    const drawing = draw(numbered(LAON, GUISE), []);
    const [laon, guise] = drawing?.marks ?? [];
    if (!drawing || !laon || !guise) throw new Error('no drawing');
    const measured = (Math.hypot(guise.x - laon.x, guise.y - laon.y) / drawing.scale.width) * drawing.scale.km;
    const true_ = haversineKm(LAON, GUISE);
    expect(Math.abs(measured - true_) / true_).toBeLessThan(0.03);
  });

  it('names a commune once, and no name lies on a mark or another name', () => {
    const towns = Array.from({ length: 30 }, (_, at) => ({
      name: `Ville ${at}`,
      lat: 49.5 + (at % 6) * 0.07,
      lng: 3.4 + Math.floor(at / 6) * 0.09,
    }));
    const drawing = draw(numbered(LAON, GUISE), [{ ...LAON, name: 'Laon' }, ...towns]);
    const names = drawing?.names.map(({ name }) => name) ?? [];
    expect(names.slice(0, 2)).toEqual(['Laon', 'Guise']);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(4);
    const apart = (one: { x: number; y: number }, other: { x: number; y: number }) =>
      Math.abs(one.y - other.y) >= 18 || Math.abs(one.x - other.x) >= 30;
    for (const [at, one] of (drawing?.names ?? []).entries())
      for (const other of (drawing?.names ?? []).slice(at + 1)) expect(apart(one, other)).toBe(true);
  });
});

it.each([
  [[3], '3'],
  [[3, 7], '3 et 7'],
  [[3, 4, 9], '3, 4 et 9'],
  [[3, 4, 5, 6], '3 à 6'],
])('says the numbers %j as %s', (numbers, words) => {
  expect(numbersWords(numbers)).toBe(words);
});
