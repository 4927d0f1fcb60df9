import { describe, expect, test } from '@jest/globals';
import { type CommuneToPlace, type KnownTown, placeCommunes } from '../../../src/geo/commune-coordinates.rules.js';

const commune = (insee: string, name: string, more: Partial<CommuneToPlace> = {}): CommuneToPlace => ({
  insee,
  name,
  departement: '02',
  epci: 'E1',
  arrondissement: '022',
  postalCodes: ['02000'],
  formerNames: [],
  overseas: false,
  ...more,
});
const town = (name: string, lat: number, lng: number, departement = '02'): KnownTown => ({
  name,
  lat,
  lng,
  departement,
});

describe('the coordinate of a commune', () => {
  test('is that of the town of its name in its département', () => {
    const placed = placeCommunes([commune('02408', 'Laon')], [town('Laon', 49.56, 3.62), town('Laon', 45, 1, '87')]);
    expect(placed.get('02408')).toEqual({ lat: 49.56, lng: 3.62, source: 'geonames', precision: 'commune' });
  });

  test('is found under another spelling, or under the name of the former commune that is its seat', () => {
    const placed = placeCommunes(
      [
        commune('1', 'Villers-lès-Guise'),
        commune('2', 'Anizy-le-Grand', { formerNames: ['Anizy-le-Château', 'Lizy'] }),
      ],
      [town('Villers les Guise', 49.9, 3.7), town('Anizy-le-Château', 49.5, 3.45)],
    );
    expect(placed.get('1')?.precision).toBe('commune');
    expect(placed.get('2')).toMatchObject({ lat: 49.5, source: 'geonames' });
  });

  test('is the middle of the known towns of its postal code when it has none of its own', () => {
    const placed = placeCommunes(
      [commune('1', 'A'), commune('2', 'B'), commune('3', 'C')],
      [town('A', 49, 3), town('B', 50, 4)],
    );
    expect(placed.get('3')).toEqual({ lat: 49.5, lng: 3.5, source: 'postal-code', precision: 'postal-code' });
  });

  test('falls back to the EPCI, the arrondissement and the département, and says so', () => {
    const known = commune('1', 'A', { postalCodes: ['02100'] });
    const levels = [
      commune('2', 'B'),
      commune('3', 'C', { epci: 'E2' }),
      commune('4', 'D', { epci: undefined, arrondissement: '023' }),
    ];
    const placed = placeCommunes([known, ...levels], [town('A', 49, 3)]);
    expect(levels.map((one) => placed.get(one.insee)?.precision)).toEqual(['epci', 'arrondissement', 'departement']);
  });

  test('is missing only where no town of the département is known', () => {
    const placed = placeCommunes(
      [commune('98901', 'Île de Clipperton', { departement: '989' }), commune('1', 'A')],
      [town('Z', 49, 3)],
    );
    expect(placed.has('98901')).toBe(false);
    expect(placed.get('1')?.precision).toBe('departement');
  });

  test('is not that of a homonym far from every neighbour', () => {
    const neighbours = [commune('1', 'A'), commune('2', 'B'), commune('3', 'C')];
    const placed = placeCommunes(
      [...neighbours, commune('4', 'Wailly')],
      [town('A', 49.5, 3.5), town('B', 49.52, 3.55), town('C', 49.48, 3.52), town('Wailly', 50.5, 2.06)],
    );
    expect(placed.get('4')?.precision).toBe('postal-code');
  });

  test('of two towns of one name is the one nearest to the neighbours', () => {
    const placed = placeCommunes(
      [commune('1', 'A'), commune('2', 'B'), commune('3', 'Bucy')],
      [town('A', 49.5, 3.5), town('B', 49.52, 3.55), town('Bucy', 50.4, 3.5), town('Bucy', 49.51, 3.5)],
    );
    expect(placed.get('3')?.lat).toBe(49.51);
  });

  test('is that of a town whose name its own begins with only when the neighbours confirm it', () => {
    const around = [commune('1', 'A'), commune('2', 'Montcuq-en-Quercy'), commune('3', 'Saint-Jean-de-la-Croix')];
    const placed = placeCommunes(around, [
      town('A', 49.5, 3.5),
      town('Montcuq', 49.52, 3.55),
      town('Saint-Jean', 49.9, 3.5),
    ]);
    expect(placed.get('2')).toMatchObject({ lat: 49.52, source: 'geonames' });
    expect(placed.get('3')?.precision).toBe('postal-code');
  });

  test('knows the arrondissements of Paris by their number', () => {
    const paris = commune('75111', 'Paris 11e Arrondissement', { departement: '75' });
    expect(placeCommunes([paris], [town('Paris 11 Popincourt', 48.85, 2.37, '75')]).get('75111')?.precision).toBe(
      'commune',
    );
  });
});
