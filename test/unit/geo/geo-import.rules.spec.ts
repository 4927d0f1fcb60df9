import { describe, expect, test } from '@jest/globals';
import { planImport } from '../../../src/geo/geo-import.rules.js';

const known = new Map([
  ['02408', { insee: '02408', lat: 49.5631, lng: 3.62714, source: 'geonames', precision: 'commune' }],
]);
const plan = (...rows: unknown[]) => planImport(rows, known, '02');
const point = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] });

describe('an import of coordinates', () => {
  test('prefers the town hall to the centre, and reads longitude first', () => {
    const { updated } = plan({
      code: '02408',
      nom: 'Laon',
      mairie: point(3.6242, 49.5641),
      centre: point(3.61, 49.57),
    });
    expect(updated).toEqual([{ insee: '02408', name: 'Laon', lat: 49.5641, lng: 3.6242, source: 'geo-api-town-hall' }]);
  });

  test('takes the centre when there is no town hall', () => {
    expect(plan({ code: '02408', nom: 'Laon', centre: point(3.61, 49.57) }).updated).toMatchObject([
      { source: 'geo-api-centre' },
    ]);
  });

  test('reads plain JSON and the columns of a CSV, decimal commas included', () => {
    expect(plan({ code: '02408', nom: 'Laon', lat: 49.56, lng: 3.62 }).updated).toMatchObject([
      { lat: 49.56, source: 'file' },
    ]);
    expect(plan({ code_insee: '02408', nom: 'Laon', lat: '49,56', lng: '3,62' }).updated).toMatchObject([
      { lat: 49.56, lng: 3.62 },
    ]);
  });

  test('leaves what is so already', () => {
    const same = new Map([['02408', { insee: '02408', lat: 49.56, lng: 3.62, source: 'file', precision: 'commune' }]]);
    expect(planImport([{ code: '02408', nom: 'Laon', lat: 49.56, lng: 3.62 }], same, '02')).toEqual({
      updated: [],
      unchanged: 1,
      refused: [],
    });
  });

  test.each([
    ['another département', { code: '51454', nom: 'Reims', lat: 49.25, lng: 4.03 }, /not a commune of today/],
    ['swapped coordinates', { code: '02408', nom: 'Laon', lat: 3.62, lng: 49.56 }, /wrong way round/],
    ['no coordinates', { code: '02408', nom: 'Laon' }, /not a commune with coordinates/],
    ['a bad code', { code: '2408', nom: 'Laon', lat: 49.56, lng: 3.62 }, /not a commune with coordinates/],
    [
      'text for a number',
      { code_insee: '02408', nom: 'Laon', lat: 'north', lng: '3.62' },
      /not a commune with coordinates/,
    ],
    ['something else', 42, /not a commune with coordinates/],
  ])('refuses %s, with its row', (_, row, reason) => {
    expect(plan(row).refused).toMatchObject([{ row: 1, reason: expect.stringMatching(reason) }]);
  });

  test('refuses the second row of one commune', () => {
    const laon = { code: '02408', nom: 'Laon', lat: 49.56, lng: 3.62 };
    expect(plan(laon, laon).refused).toMatchObject([{ row: 2, insee: '02408' }]);
  });
});
