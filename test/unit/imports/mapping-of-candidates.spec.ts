import { describe, expect, test } from '@jest/globals';
import { mapCandidate, phoneOf } from '../../../src/imports/mapping/candidate.mapper.js';
import { licencesIn, travelModeIn } from '../../../src/imports/mapping/candidate-words.rules.js';
import { columnsOf } from '../../../src/imports/mapping/columns.rules.js';

const headings = [
  'NOM',
  'Prénom',
  'Tél. portable',
  'Courriel',
  'Code postal',
  'Commune',
  'Métiers recherchés',
  'Permis',
  'Mobilité',
  'RSA',
  'Référent',
  'UTAS',
  'NIR',
  'Couleur',
];

test('usual headings are recognised, data that is never collected is refused, the rest is left aside', () => {
  const columns = columnsOf(headings, undefined);
  expect(Object.fromEntries(columns.fields)).toMatchObject({
    lastName: 'NOM',
    firstName: 'Prénom',
    email: 'Courriel',
    postalCode: 'Code postal',
    territory: 'UTAS',
  });
  expect(columns.refused).toEqual(['NIR']);
  expect(columns.ignored).toEqual(['Couleur']);
});

test('a mapping decides alone, but cannot have forbidden columns read', () => {
  const mapping = {
    name: 'cd02',
    columns: { 'nom d’usage': 'lastName', Couleur: 'privateNote', 'Date de naissance': 'privateNote' },
  } as const;
  const columns = columnsOf(["Nom d'usage", 'Couleur', 'Date de naissance', 'Prénom'], mapping);
  expect(Object.fromEntries(columns.fields)).toEqual({ lastName: "Nom d'usage", privateNote: 'Couleur' });
  expect(columns).toMatchObject({ refused: ['Date de naissance'], ignored: ['Prénom'] });
});

describe('a line becomes a person', () => {
  const { fields } = columnsOf(headings, undefined);
  const person = {
    NOM: 'Exemple',
    Prénom: 'Léa',
    'Tél. portable': '06 39 98 12 34',
    'Code postal': '2000',
    Commune: 'Laon',
    'Métiers recherchés': 'aide à domicile / K2204',
    Permis: 'oui',
    RSA: 'Bénéficiaire',
    Référent: 'Équipe de Laon',
  };

  test('with the losses of spreadsheets put right', () => {
    expect(mapCandidate(person, fields)).toMatchObject({
      ok: true,
      draft: {
        firstName: 'Léa',
        phone: '+33639981234',
        place: { postalCode: '02000', city: 'Laon' },
        occupations: ['aide à domicile', 'K2204'],
        licences: ['B'],
        travelMode: 'car',
        rsaStatus: 'beneficiaire',
      },
    });
  });

  test('without a note that holds a number of social security', () => {
    const noted = columnsOf(['NOM', 'Prénom', 'Tél. portable', 'Commune', 'Remarque'], {
      name: 'cd02',
      columns: {
        NOM: 'lastName',
        Prénom: 'firstName',
        'Tél. portable': 'phone',
        Commune: 'city',
        Remarque: 'privateNote',
      },
    });
    expect(mapCandidate({ ...person, Remarque: 'n° 1 85 05 78 006 084 91' }, noted.fields)).toMatchObject({
      draft: {
        privateNote: null,
        notices: ['Note laissée de côté : elle contient un numéro qui ne se garde pas ici.'],
      },
    });
  });

  test.each([
    [{ NOM: '' }, 'Nom ou prénom absent.'],
    [{ 'Tél. portable': '' }, 'Ni téléphone ni adresse e-mail.'],
    [{ 'Tél. portable': '12' }, 'Numéro de téléphone incorrect et pas d’adresse e-mail.'],
  ])('%j is refused: %s, without naming anyone', (change, reason) => {
    const mapped = mapCandidate({ ...person, ...change }, fields);
    expect(mapped).toMatchObject({ ok: false, reason, title: null });
    expect(JSON.stringify(mapped)).not.toContain('Léa');
  });

  test('an e-mail address is enough', () => {
    expect(mapCandidate({ ...person, 'Tél. portable': '12', Courriel: 'Lea@Exemple.invalid' }, fields)).toMatchObject({
      ok: true,
      draft: { phone: null, email: 'lea@exemple.invalid', notices: ['Numéro de téléphone incorrect, laissé de côté.'] },
    });
  });
});

test.each([
  ['639981234', '+33639981234'],
  ['33639981234', '+33639981234'],
  ['06.39.98.12.34', '+33639981234'],
  ['0033639981234', '+33639981234'],
  ['0123', null],
  [undefined, null],
])('telephone %s is %s', (text, phone) => {
  expect(phoneOf(text)).toBe(phone);
});

test.each([
  ['Voiture', 'car'],
  ['sans véhicule', 'walk'],
  ['vélo électrique', 'bike'],
  ['BSR', 'scooter'],
  ['bus', 'walk'],
  ['?', null],
])('"%s" travels by %s', (text, mode) => {
  expect(travelModeIn(text)).toBe(mode);
});

test.each([
  ['B', ['B']],
  ['permis B et C', ['B', 'C']],
  ['non', []],
  ['Oui', ['B']],
  ['', []],
])('licences of "%s"', (text, codes) => {
  expect(licencesIn(text)).toEqual(codes);
});
