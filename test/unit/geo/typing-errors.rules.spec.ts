import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { typedDistance } from '../../../src/geo/typing-errors.rules.js';

describe('typing errors', () => {
  test.each([
    ['laon', 'laon', 0],
    ['loan', 'laon', 1],
    ['soison', 'soissons', 2],
    ['saint kentin', 'saint quentin', 2],
    ['hirsson', 'hirson', 1],
  ])('"%s" is %s with %d', (typed, name, errors) => {
    expect(typedDistance(typed, name, 0, 3)?.whole).toBe(errors);
  });

  test('a name not typed to its end is compared at its beginning', () => {
    expect(typedDistance('chateau thie', 'chateau thierry', 0, 2)).toMatchObject({ beginning: 0 });
    expect(typedDistance('villers coter', 'villers cotterets', 0, 2)?.beginning).toBe(1);
  });

  test('texts beyond the budget are not compared further', () => {
    expect(typedDistance('laon', 'marseille', 0, 2)).toBeUndefined();
  });

  test('agrees with the plain definition on random words', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(word, word, (typed, name) => {
        const expected = plain(typed, name);
        const found = typedDistance(typed, name, 0, 7)?.whole;
        return found === expected;
      }),
      { numRuns: 3000 },
    );
  });
});

/** Optimal string alignment as the textbook writes it. */
function plain(a: string, b: string): number {
  const distance = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const options = [
      distance(i - 1, j) + 1,
      distance(i, j - 1) + 1,
      distance(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
    ];
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) options.push(distance(i - 2, j - 2) + 1);
    return Math.min(...options);
  };
  return distance(a.length, b.length);
}
