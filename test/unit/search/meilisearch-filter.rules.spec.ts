import { describe, expect, test } from '@jest/globals';
import { meilisearchFilter } from '../../../src/search/meilisearch-filter.rules.js';

describe('conditions in the words of Meilisearch', () => {
  test.each([
    [{ field: 'kind', in: ['offer'] }, 'kind IN ["offer"]'],
    [{ field: 'location', in: [1, 2, 30] }, 'location IN [1,2,30]'],
    [{ field: 'needs_licence', in: [false] }, 'needs_licence IN [false]'],
    [{ field: 'id', notIn: ['a', 'b'] }, 'id NOT IN ["a","b"]'],
    [{ field: 'closes_on', atLeast: 20261120 }, 'closes_on >= 20261120'],
    [{ field: 'location', in: [] }, 'location IN []'],
    [
      {
        anyOf: [
          { field: 'cell', in: [7] },
          { field: 'location', in: [1] },
        ],
      },
      '(cell IN [7]) OR (location IN [1])',
    ],
  ])('writes %j', (condition, expected) => {
    expect(meilisearchFilter([condition])).toEqual([expected]);
  });

  test.each([
    ['K13" OR kind = "offer', 'domain IN ["K13\\" OR kind = \\"offer"]'],
    ['\\" OR 1=1', 'domain IN ["\\\\\\" OR 1=1"]'],
    ['back\\slash\\', 'domain IN ["back\\\\slash\\\\"]'],
  ])('keeps %s inside its quotes', (value, expected) => {
    expect(meilisearchFilter([{ field: 'domain', in: [value] }])).toEqual([expected]);
  });

  test('never writes a number that is not one', () => {
    expect(meilisearchFilter([{ field: 'location', in: [Number.NaN] }])).toEqual(['location IN ["NaN"]']);
  });
});
