import { describe, expect, test } from '@jest/globals';
import { contractInWords, franceTravailTerms, readMonths } from '../../../src/imports/mapping/contract.rules.js';
import { closingDay, readDay, readInstant } from '../../../src/imports/mapping/dates.rules.js';
import { readActivities, readRemote } from '../../../src/imports/mapping/engagement.rules.js';
import { licenceCode, neededLicences } from '../../../src/imports/mapping/licences.rules.js';
import { readPay } from '../../../src/imports/mapping/pay.rules.js';
import {
  frenchPoint,
  placeOfLabel,
  readInsee,
  readLonLat,
  readPostalCode,
} from '../../../src/imports/mapping/place-hints.rules.js';
import { plainText, shortened, webAddress, withoutContacts } from '../../../src/imports/mapping/plain-text.js';
import { looseFlag, looseTexts } from '../../../src/imports/mapping/provider.schema.js';
import { readWeeklyHours } from '../../../src/imports/mapping/working-hours.rules.js';
import { day } from '../../../src/platform/lang/day.js';

describe('pay', () => {
  test.each([
    ['Mensuel de 1900 Euros à 2300 Euros sur 12 mois', 1900, 2300, 'month'],
    ['Mensuel de 1900.0 Euros à 2300.50 Euros sur 12.0 mois', 1900, 2300.5, 'month'],
    ['Mensuel de 1867 Euros sur 12 mois', 1867, null, 'month'],
    ['Horaire de 12.02 Euros', 12.02, null, 'hour'],
    ['Horaire de 12.50 Euros sur 12 mois', 12.5, null, 'hour'],
    ['Horaire de 12,02 Euros à 12,80 Euros', 12.02, 12.8, 'hour'],
    ['Annuel de 28000 Euros à 34000 Euros sur 13 mois', 28000, 34000, 'year'],
    ['28 000 € à 34 000 € par an', 28000, 34000, 'year'],
    ['12,50 € / heure', 12.5, null, 'hour'],
    ['1 900 € brut par mois', 1900, null, 'month'],
    ['Mensuel de 2300 Euros à 1900 Euros', 1900, 2300, 'month'],
    ['Horaire de 1900 Euros', null, null, null],
    ['Selon profil', null, null, null],
    ['Cachet de 150 Euros', null, null, null],
    [undefined, null, null, null],
  ] as const)('%s', (text, min, max, period) => {
    expect(readPay(text)).toEqual({ min, max, period });
  });
});

describe('hours a week', () => {
  test.each([
    ['24H/semaine Travail en horaires fractionnés', 24],
    ['35H00', 35],
    ['35H/semaine\nTravail en 2*8', 35],
    ['24H30/semaine', 24.5],
    ['17,5 h par semaine', 17.5],
    ['104 h par mois', 24],
    ['2 heures par semaine', 2],
    ['Astreintes selon disponibilité', null],
    ['1 h 30 le mercredi', 1.5],
    ['200H', null],
    ['Temps plein', null],
    [undefined, null],
  ])('%s is %s', (text, hours) => {
    expect(readWeeklyHours(text)).toBe(hours);
  });
});

describe('contract', () => {
  test.each([
    ['CDI', 'CDI', 'Contrat travail', false, 'permanent', null, null],
    ['CDD', 'CDD - 6 Mois', 'Contrat travail', false, 'fixed-term', 6, null],
    ['MIS', 'Intérim - 15 Jour(s)', 'Contrat travail', false, 'temporary', 1, null],
    ['SAI', 'CDD saisonnier - 3 Mois', 'Contrat travail', false, 'seasonal', 3, null],
    ['CDD', 'CDD - 6 Mois', 'Contrat apprentissage', true, 'apprenticeship', 6, null],
    ['CDD', 'CDD - 1 An(s)', 'E2', false, 'apprenticeship', 12, null],
    ['DDI', 'CDD insertion - 12 Mois', "Insertion par l'activ.éco.", false, 'insertion', 12, 'insertion-structure'],
    ['CDD', 'CDD - 12 Mois', 'CUI - CAE', false, 'fixed-term', 12, 'aided-contract'],
    ['LIB', 'Profession libérale', 'Emploi non salarié', false, 'self-employed', null, null],
  ] as const)('%s, %s, %s', (type, label, nature, workStudy, contract, months, reservedFor) => {
    expect(franceTravailTerms(type, label, nature, workStudy)).toEqual({ contract, months, reservedFor });
  });

  test('a code that nobody knows is not guessed', () => {
    expect(franceTravailTerms('XYZ', '', '', false)).toBeNull();
  });

  test('French words name contracts', () => {
    expect(contractInWords('Ouvrier viticole — CDD saisonnier')).toBe('seasonal');
    expect(contractInWords('SYN Intérim Sud Aisne')).toBe('temporary');
    expect(contractInWords('fulltime')).toBeNull();
    expect(readMonths('2 semaines')).toBe(1);
  });
});

describe('dates', () => {
  test.each([
    ['2026-11-02T08:30:00.000Z', '2026-11-02T08:30:00.000Z'],
    ['2026-11-02T08:30:00+0100', '2026-11-02T07:30:00.000Z'],
    ['2026-11-02 08:30:00', '2026-11-02T07:30:00.000Z'],
    ['2026-11-02', '2026-11-02T11:00:00.000Z'],
    ['Fri, 20 Nov 2026 08:00:00 GMT', '2026-11-20T08:00:00.000Z'],
    ['20 Nov 2026 08:00 +0100', '2026-11-20T07:00:00.000Z'],
    ['05/11/2026', '2026-11-05T11:00:00.000Z'],
    ['5-7-2026', '2026-07-05T10:00:00.000Z'],
  ])('%s', (text, iso) => {
    expect(readInstant(text)?.toISOString()).toBe(iso);
  });

  test.each(['', 'demain', '31/02/2026', '2026-13-01', '2026-11-02T99:00:00Z', undefined])('%s is no date', (text) => {
    expect(readInstant(text)).toBeNull();
  });

  test('an hour before midnight UTC in summer is the next day in Paris', () => {
    expect(readDay('2026-06-30T22:30:00Z')).toBe('2026-07-01');
  });

  test('without closing date an offer stays open for 30 days, and never more than 60 from today', () => {
    expect(closingDay(null, day('2026-11-02'), day('2026-11-20'))).toBe('2026-12-02');
    expect(closingDay(day('2027-03-01'), day('2026-11-02'), day('2026-11-20'))).toBe('2027-01-19');
    expect(closingDay(null, day('2026-09-01'), day('2026-11-20'))).toBe('2026-10-01');
  });
});

describe('places', () => {
  test('swapped coordinates are put right, coordinates elsewhere are dropped', () => {
    expect(frenchPoint(49.57, 3.61)).toEqual({ lat: 49.57, lng: 3.61, swapped: false });
    expect(frenchPoint(3.61, 49.57)).toEqual({ lat: 49.57, lng: 3.61, swapped: true });
    expect(frenchPoint(0, 0)).toBeNull();
    expect(frenchPoint(40.7, -74)).toBeNull();
    expect(frenchPoint(Number.NaN, 3)).toBeNull();
    const pair = readLonLat('49.57, 3.61');
    expect(frenchPoint(pair?.lat ?? null, pair?.lng ?? null)).toMatchObject({ lat: 49.57, lng: 3.61 });
  });

  test.each([
    ['2100', '02100'],
    ['02100', '02100'],
    ['02 100', '02100'],
    ['2100.0', '02100'],
    ['F-02100', null],
    ['00000', null],
    [undefined, null],
  ])('postal code %s is %s', (text, code) => {
    expect(readPostalCode(text)).toBe(code);
  });

  test('an INSEE code keeps its letter and gets back its zero', () => {
    expect(readInsee('2408')).toBe('02408');
    expect(readInsee('2a004')).toBe('2A004');
    expect(readInsee('AISNE')).toBeNull();
  });

  test('a label gives a town and a département', () => {
    expect(placeOfLabel('02 - CHATEAU THIERRY (Centre)')).toEqual({ city: 'CHATEAU THIERRY', departement: '02' });
    expect(placeOfLabel('02 - AISNE')).toEqual({ city: 'AISNE', departement: '02' });
    expect(placeOfLabel('Laon')).toEqual({ city: 'Laon', departement: null });
    expect(placeOfLabel(undefined)).toEqual({ city: null, departement: null });
  });
});

describe('licences', () => {
  test.each([
    ['B - Véhicule léger', 'B'],
    ['C - Poids lourd', 'C'],
    ['EC - Ensemble', 'CE'],
    ['C+E', 'CE'],
    ['permis BE', 'BE'],
    ['CACES R489', null],
    ['Caces', null],
  ])('%s is %s', (label, code) => {
    expect(licenceCode(label)).toBe(code);
  });

  test('only a compulsory licence that the task needs becomes a gate', () => {
    const b = { code: 'B', compulsory: true };
    expect(neededLicences([b], false, 'F1703')).toEqual([]);
    expect(neededLicences([b], true, 'F1703')).toEqual(['B']);
    expect(neededLicences([b], false, 'K1304')).toEqual(['B']);
    expect(neededLicences([{ code: 'B', compulsory: false }], true, 'K1304')).toEqual([]);
    expect(neededLicences([{ code: 'C', compulsory: true }], false, null)).toEqual(['C']);
  });
});

describe('texts', () => {
  test('HTML becomes lines, entities become characters, scripts vanish', () => {
    expect(
      plainText('<p>Accueil &amp; caf&eacute;</p><ul><li>Un</li><li>Deux</li></ul><script>alert(1)</script>fin<br/>!'),
    ).toBe('Accueil & café\n• Un\n• Deux\nfin\n!');
    expect(plainText('&amp;lt;p&amp;gt;x')).toBe('x');
    expect(plainText('moins de 3 < 5 et 7 > 2')).toBe('moins de 3 < 5 et 7 > 2');
  });

  test('NUL, direction marks and lone surrogates are removed, emoji stay', () => {
    expect(plainText('a\u0000b\u202Ec\uD800d 😀')).toBe('abcd 😀');
  });

  test('contacts are removed, a surcharge number stays for the linter', () => {
    expect(withoutContacts('Écrire à paul.martin@exemple.invalid ou 06 39 98 12 34, +33 6 39 98 12 34.')).toBe(
      'Écrire à [adresse retirée] ou [numéro retiré], [numéro retiré].',
    );
    expect(withoutContacts('Appelez le 08 92 70 12 34')).toContain('08 92 70 12 34');
  });

  test('a text too long is cut between words', () => {
    expect(shortened('un deux trois quatre', 14)).toEqual({ text: 'un deux trois…', cut: true });
    expect(shortened('court', 14)).toEqual({ text: 'court', cut: false });
  });

  test('only plain web addresses become links', () => {
    expect(webAddress('https://exemple.invalid/a')).toBe('https://exemple.invalid/a');
    expect(webAddress('javascript:alert(1)')).toBeNull();
    expect(webAddress('https://a:b@exemple.invalid')).toBeNull();
    expect(webAddress('http://')).toBeNull();
  });

  test('yes, oui and true are the same; lists come in every shape', () => {
    expect(['yes', 'oui', true, 'TRUE', 1, '1'].map((value) => looseFlag.parse(value))).toEqual(Array(6).fill(true));
    expect(looseFlag.parse('peut-être')).toBeUndefined();
    expect(looseTexts.parse({ value: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(looseTexts.parse('a')).toEqual(['a']);
    expect(looseTexts.parse(null)).toEqual([]);
  });

  test('remote work and activities in the words of feeds', () => {
    expect(['no', 'local', 'non', '', 'possible', 'partiel', 'full', 'oui', 'true'].map(readRemote)).toEqual([
      'no',
      'no',
      'no',
      'no',
      'possible',
      'possible',
      'full',
      'full',
      'full',
    ]);
    const known = new Set(['mediation-information', 'distribution', 'collecte']);
    expect(readActivities(['Médiation, Information', 'Distribution; collecte', 'Danse'], known)).toEqual({
      slugs: ['mediation-information', 'distribution', 'collecte'],
      unknown: ['Danse'],
    });
  });
});
