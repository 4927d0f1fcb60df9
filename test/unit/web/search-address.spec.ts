import { describe, expect, it } from '@jest/globals';
import {
  addressOf,
  chosenPlace,
  filtersOn,
  isAnyTrade,
  queryOf,
  searchAddress,
} from '../../../src/web/opportunities/search-address.rules.js';

const read = (query: string) => {
  const fields: Record<string, string | string[]> = {};
  const params = new URLSearchParams(query);
  for (const name of new Set(params.keys())) {
    const [first = '', ...more] = params.getAll(name);
    fields[name] = more.length > 0 ? [first, ...more] : first;
  }
  return searchAddress.parse(fields);
};

describe('the address of a list', () => {
  it('reads the three questions and the filters', () => {
    expect(
      read(
        'ou=Laon&metier=serveur&deplacement=velo&distance=50&contrat=permanent&contrat=seasonal&sans-permis=oui&page=3',
      ),
    ).toMatchObject({
      ou: 'Laon',
      metier: 'serveur',
      deplacement: 'velo',
      distance: 50,
      contrat: ['permanent', 'seasonal'],
      'sans-permis': 'oui',
      page: 3,
    });
  });

  it.each([
    ['deplacement=fusee', 'deplacement', undefined],
    ['distance=7', 'distance', undefined],
    ['distance=', 'distance', undefined],
    ['contrat=zzz', 'contrat', []],
    ['page=-1', 'page', 1],
    ['page=1e9', 'page', 1],
    ['page=two', 'page', 1],
    ['code=K1304%27', 'code', undefined],
    ['tri=nearest', 'tri', undefined],
    ['sans-permis=non', 'sans-permis', undefined],
    ['ou=a&ou=b', 'ou', ''],
    ['ou=%00Laon%0A', 'ou', 'Laon'],
  ] as const)('takes "%s" for no answer', (query, name, value) => {
    expect(read(query)[name]).toEqual(value);
  });

  it('keeps a hundred characters of what was typed', () => {
    expect(read(`metier=${'a'.repeat(5000)}`).metier).toHaveLength(100);
  });

  it('is written again as it was read, without what was not answered', () => {
    const query = '/offres?ou=Laon&deplacement=velo&contrat=permanent&contrat=seasonal&tri=recent';
    expect(addressOf('/offres', read(query.split('?')[1] ?? ''))).toBe(query);
    expect(addressOf('/offres', read(''))).toBe('/offres');
  });

  it('goes back to the first page when an answer changes, and takes answers away', () => {
    const address = read('ou=Laon&contrat=permanent&page=4');
    expect(addressOf('/offres', address, { tri: 'recent' })).toBe('/offres?ou=Laon&contrat=permanent&tri=recent');
    expect(addressOf('/offres', address, { ou: null as never, contrat: [] })).toBe('/offres');
    expect(addressOf('/offres', address, { page: 5 })).toContain('page=5');
  });

  it('asks search for the commune that was found and no other', () => {
    expect(queryOf(read('ou=Laon&deplacement=voiture'), 'offer', '02408')).toMatchObject({
      kind: ['offer'],
      place: 'insee:02408',
      travel: 'car',
      perPage: 10,
    });
    expect(chosenPlace('02320')).toBe('insee:02320');
  });

  it('asks for the nearest only where there is a place, and for words only without a code', () => {
    expect(queryOf(read('tri=pres'), 'offer', undefined).sort).toBeUndefined();
    expect(queryOf(read('tri=pres&ou=Laon'), 'offer', '02408').sort).toBe('nearest');
    expect(queryOf(read('metier=serveur'), 'offer', undefined).q).toBe('serveur');
    expect(queryOf(read('metier=serveur&code=G1803'), 'offer', undefined)).toMatchObject({
      q: undefined,
      occupation: 'G1803',
    });
  });

  it.each(['', 'tous', 'Toutes', ' tous les métiers ', 'n’importe'])('takes "%s" for every trade', (words) => {
    expect(isAnyTrade(words)).toBe(true);
  });

  it('counts the filters that are on', () => {
    expect(filtersOn(read('ou=Laon&metier=x&deplacement=velo'))).toBe(0);
    expect(filtersOn(read('contrat=permanent&contrat=seasonal&heures=35-plus&sans-permis=oui&distance=5'))).toBe(5);
  });
});
