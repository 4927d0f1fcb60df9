import { beforeAll, describe, expect, test } from '@jest/globals';
import { CommuneReferenceGateway } from '../../../src/geo/commune-reference.gateway.js';
import { communeRows } from '../../../src/geo/commune-rows.rules.js';
import {
  findPlaces,
  type PlaceDirectory,
  placeDirectory,
  placeLabel,
  resolvePlace,
} from '../../../src/geo/place-lookup.rules.js';

/** The communes of all France, as an instance of the Aisne looks them up. */
let directory: PlaceDirectory;
const find = (text: string, near = '02') => findPlaces(directory, text, near);
const resolve = (text: string, near = '02') => resolvePlace(directory, text, near);

beforeAll(async () => {
  const rows = communeRows(await new CommuneReferenceGateway().read());
  directory = placeDirectory(
    rows.map((row) => ({ ...row, postalCodes: [...row.postalCodes], formerName: null, label: placeLabel(row) })),
  );
}, 60_000);

describe('a place typed by a person or a feed', () => {
  test.each([
    // as it is written, or nearly
    ['Laon', '02408'],
    ['LAON', '02408'],
    ['  laon  ', '02408'],
    ['laon.', '02408'],
    ['Villers-Cotterêts', '02810'],
    ['villers cotterets', '02810'],
    ['Fère-en-Tardenois', '02305'],
    ['la fère', '02304'],
    ['LE NOUVION EN THIERACHE', '02558'],
    ["Mont-d'Origny", '02503'],
    ['Nogent-l’Artaud', '02555'],
    ['Y', '80829'],
    ["L'Haÿ-les-Roses", '94038'],
    ['Reims', '51454'],
    ['lille', '59350'],
    ['paris', '75056'],
    // saint and sainte
    ['st quentin', '02691'],
    ['St-Quentin', '02691'],
    ['saint quentin', '02691'],
    ['ste preuve', '02690'],
    ['Neuilly St Front', '02543'],
    ['St Michel', '02684'],
    ['orgny ste benoite', '02575'],
    // typing errors
    ['chateau thiery', '02168'],
    ['soison', '02722'],
    ['soisson', '02722'],
    ['saint kentin', '02691'],
    ['loan', '02408'],
    ['chauni', '02173'],
    ['hirsson', '02381'],
    ['tergné', '02738'],
    ['sissone', '02720'],
    ['Vassigny', '02830'],
    ['Nogent lartaud', '02555'],
    ['villers coterets', '02810'],
    // the beginning, the end, words left out or run together
    ['Villers cot', '02810'],
    ['chateau t', '02168'],
    ['tergnie', '02738'],
    ['vervin', '02789'],
    ['bohain', '02095'],
    ['thierry', '02168'],
    ['cotterets', '02810'],
    ['fere tardenois', '02305'],
    ['coucy chateau', '02217'],
    ['chateauthierry', '02168'],
    ['montdorigny', '02503'],
    ['lafere', '02304'],
    ['levergies', '02426'],
    ['Vic s/ Aisne', '02795'],
    // codes
    ['02434', '02018'],
    ['75056', '75056'],
    ['2a004', '2A004'],
    ['75011', '75111'],
    ['69003', '69383'],
    // codes with names, départements
    ['02000 Laon', '02408'],
    ['Laon 02000', '02408'],
    ['02000 LAON CEDEX 9', '02408'],
    ['2100 st quentin', '02691'],
    ['02400 Brasles', '02114'],
    ['02 - LAON', '02408'],
    ['Laon (02)', '02408'],
    ['Soissons, France', '02722'],
    ['Neuilly-Saint-Front 02', '02543'],
    ['St-Denis 974', '97411'],
    ['02011 Laon', '02408'],
    // arrondissements
    ['Paris 11', '75111'],
    ['paris 11e', '75111'],
    ['Paris 11ème arrondissement', '75111'],
    ['lyon 3', '69383'],
    ['Marseille 08', '13208'],
    // former and delegated communes
    ['Anizy-le-Château', '02018'],
    ['Guignicourt', '02360'],
  ])('"%s" is %s', (text, insee) => {
    const resolved = resolve(text);
    expect(resolved.ok ? resolved.value.insee : find(text).map((place) => place.label)).toBe(insee);
    expect(find(text)[0]?.insee).toBe(insee);
  });

  test('says under which former name it was found', () => {
    expect(find('anizy le chateau')[0]).toMatchObject({ name: 'Anizy-le-Grand', formerName: 'Anizy-le-Château' });
    expect(find('anizy le grand')[0]).toMatchObject({ name: 'Anizy-le-Grand', formerName: null });
  });

  test.each([
    ['02400', ['Château-Thierry', 'Essômes-sur-Marne']],
    ['2100', ['Saint-Quentin', 'Harly']],
    ['charly', ['Charly', 'Charly']],
    ['crouttes', ['Crouttes', 'Crouttes-sur-Marne']],
    ['bucy', ['Bucy-le-Long', 'Bucy-lès-Cerny']],
    ['saint-denis', ['Saint-Denis', 'Saint-Denis']],
    ['gochy', ['Gauchy', 'Gouy']],
  ])('"%s" may be several: the choices hold %s', (text, names) => {
    const resolved = resolve(text);
    expect(resolved).toMatchObject({ ok: false, reason: 'place.ambiguous' });
    expect(resolved.ok ? [] : resolved.choices.map((place) => place.name)).toEqual(expect.arrayContaining(names));
  });

  test.each(['', '   ', 'zzzzzz', '99999', '!!!', '12', 'a'.repeat(500), '-- DROP TABLE', '\u202e', '😀'])(
    '"%s" is nowhere',
    (text) => {
      const resolved = resolve(text);
      expect(resolved.ok).toBe(false);
    },
  );

  test.each(['Aisne', '02 - AISNE', 'hauts de seine'])('"%s" is a département, too vague', (text) => {
    expect(resolve(text)).toMatchObject({ ok: false, reason: 'place.too-vague', choices: [] });
  });

  test('a commune that was chosen is itself, also where its INSEE code is the postal code of others', () => {
    const mistaken = [...directory.byInsee.keys()].filter((insee) => {
      const resolved = resolvePlace(directory, `insee:${insee}`, '02');
      return !resolved.ok || resolved.value.insee !== insee;
    });
    expect(mistaken).toEqual([]);
    expect(resolvePlace(directory, 'insee:99999', '02')).toMatchObject({ ok: false, reason: 'place.unknown' });
  });

  test('the beginning of a postal code answers its largest communes, near ones first', () => {
    expect(find('024').map((place) => place.postalCodes[0]?.slice(0, 3))).toEqual(Array(10).fill('024'));
    expect(find('024')[0]?.name).toBe('Château-Thierry');
  });

  test('homonyms are told apart by the département that is favoured', () => {
    expect(resolve('Montcornet')).toMatchObject({ ok: true, value: { insee: '02502' } });
    expect(resolve('Montcornet', '08')).toMatchObject({ ok: true, value: { departement: '08' } });
    expect(resolve('Saint-Denis', '93')).toMatchObject({ ok: true, value: { departement: '93' } });
    expect(resolve('Coucy', '08')).toMatchObject({ ok: true, value: { departement: '08' } });
    expect(resolve('Coucy', '02')).toMatchObject({ ok: false, reason: 'place.ambiguous' });
  });

  test.each([
    ['saint martin', ['Rocourt-Saint-Martin', 'Mont-Saint-Martin', 'Saint-Martin-Rivière', 'Saint-Martin']],
    ['laferte', ['La Ferté-Milon', 'La Ferté-Chevresis', 'La Ferté']],
    ['lenouvion', ['Le Nouvion-en-Thiérache', 'Nouvion-et-Catillon']],
  ])('in doubt, "%s" begins with the places of the département', (text, names) => {
    const resolved = resolve(text);
    expect(resolved.ok ? [] : resolved.choices.slice(0, names.length).map((place) => place.name)).toEqual(names);
    expect(find(text)[0]?.name).toBe(names[0]);
  });

  test('at most ten choices, without doubles', () => {
    const found = find('saint');
    expect(found).toHaveLength(10);
    expect(new Set(found.map((place) => place.insee)).size).toBe(10);
  });

  test('takes a few milliseconds once warm', () => {
    const texts = [
      'chateau thiery',
      'st quentin',
      'soison',
      '02400',
      'Villers cot',
      'saint kentin',
      'laon',
      'Paris 11',
    ];
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      for (const text of texts) {
        const start = performance.now();
        find(text);
        times.push(performance.now() - start);
      }
    }
    times.sort((a, b) => a - b);
    expect(times[times.length >> 1]).toBeLessThan(25); // 1 to 2 ms on an idle machine; tests share theirs
  });
});
