import { describe, expect, it } from '@jest/globals';
import { day } from '../../../src/platform/lang/day.js';
import { nextPage, withNext } from '../../../src/web/account/next-page.rules.js';
import {
  agoWords,
  contractWords,
  counted,
  dayWords,
  hoursWords,
  payWords,
  phoneWords,
} from '../../../src/web/kit/words.rules.js';

/** Spaces that do not break are spaces here. */
const plain = (words: string | null) => words?.replace(/[\u00a0\u202f]/g, ' ');
const today = day('2026-11-21');

describe('the words of pages', () => {
  it.each([
    [35, '35 heures par semaine'],
    [1, '1 heure par semaine'],
    [17.5, '17 h 30 par semaine'],
    [null, undefined],
  ])('say %s hours', (hours, words) => {
    expect(plain(hoursWords(hours))).toBe(words);
  });

  it.each([
    [{ min: 12.5, max: null, period: 'hour', text: null }, '12,50 € de l’heure'],
    [{ min: 1850, max: 2000, period: 'month', text: null }, 'de 1 850 € à 2 000 € par mois'],
    [{ min: 1850, max: 1850, period: 'month', text: null }, '1 850 € par mois'],
    [{ min: null, max: null, period: null, text: 'Selon la grille' }, 'Selon la grille'],
    [null, undefined],
  ])('say the pay %j', (pay, words) => {
    expect(plain(payWords(pay))).toBe(words);
  });

  it.each([
    ['2026-11-21', 'aujourd’hui'],
    ['2026-11-22', 'aujourd’hui'],
    ['2026-11-20', 'hier'],
    ['2026-11-10', 'il y a 11 jours'],
    ['2026-10-01', 'le jeudi 1er octobre'],
    ['2025-10-11', 'le samedi 11 octobre 2025'],
  ])('say when %s was', (on, words) => {
    expect(agoWords(day(on), today)).toBe(words);
  });

  it('say days, contracts, counts and telephones as people do', () => {
    expect(dayWords(day('2026-03-03'), today)).toBe('mardi 3 mars');
    expect(dayWords(day('2026-05-01'), today)).toBe('vendredi 1er mai');
    expect(contractWords('fixed-term', 3)).toBe('Contrat avec une date de fin (CDD), 3 mois');
    expect([0, 1, 2, 1234].map((n) => plain(counted(n, 'offre', 'offres')))).toEqual([
      '0 offre',
      '1 offre',
      '2 offres',
      '1 234 offres',
    ]);
    expect(plain(phoneWords('+33639980001'))).toBe('06 39 98 00 01');
    expect(plain(phoneWords('+32470000000'))).toBe('+32 470 00 00 00');
  });
});

describe('the page that follows signing in', () => {
  it.each(['/', '/offres?ou=Laon', '/mon-espace/cv'])('may be %s', (path) => {
    expect(nextPage.parse(path)).toBe(path);
  });

  it.each(['//evil.invalid', '/\\evil.invalid', 'https://evil.invalid', 'javascript:alert(1)', '/a\\b', '/a\nb', ''])(
    'is never %j',
    (path) => {
      expect(nextPage.parse(path)).toBeUndefined();
    },
  );

  it('travels from step to step', () => {
    expect(withNext('/connexion/code?par=sms', '/offres?ou=Laon')).toBe(
      '/connexion/code?par=sms&suite=%2Foffres%3Fou%3DLaon',
    );
    expect(withNext('/connexion', undefined)).toBe('/connexion');
  });
});
