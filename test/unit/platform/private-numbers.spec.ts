import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  placeOfPrivateNumber,
  privateNumberIn,
  privateNumberMessage,
  withoutPrivateNumbers,
} from '../../../src/platform/lang/private-numbers.rules.js';

describe('numbers that are not kept', () => {
  // The first is the example that the administration prints on its specimens; the others are made for the test.
  it.each([
    '1 85 05 78 006 084 91',
    'NIR : 185057800608491.',
    '1850578006084',
    'sécu 1 85 05 78 006 084',
    '1.85.05.78.006.084.91',
    '1-85-05-78-006-084',
    '18505 78006 08491',
    '1 85 05 78 006 084 91 06 39 98 12 34',
    '2 85 05 2A 006 084',
    '2 85 05 2b 006 084',
    '７８５０５７８００６０８４82',
  ])('finds the social security number in “%s”', (text) => expect(privateNumberIn(text)).toBe('social-security'));

  it.each([
    'FR76 3000 6000 0112 3456 7890 189',
    'fr7630006000011234567890189',
    'IBAN FR76 30006 00001 12345678901 89 merci',
    'FR14 2004 1010 0505 0001 3M02 606',
    'BE68 5390 0754 7034',
    'compte DE89370400440532013000',
    'NL91ABNA0417164300',
  ])('finds the account in “%s”', (text) => expect(privateNumberIn(text)).toBe('bank-account'));

  it.each(['4970 1000 0000 0006', '5555555555554444'])('finds the card in “%s”', (text) =>
    expect(privateNumberIn(text)).toBe('bank-card'),
  );

  it.each([
    '',
    'Rappeler au 06 39 98 12 34 ou au 03 23 24 89 00',
    '06 39 98 12 34 06 39 98 12 35',
    'De 2010 à 2012 puis 2013-2015, 2016 2017 2018 2019',
    '2019 2020 2021 1',
    'SIRET 732 829 320 00074',
    'CACES 1 3 5, permis B depuis 2001',
    'Référence 1234567890123456',
    'du 2019-05-02 au 2020-11-30',
    'FR76 3000 6000 0112 3456 7890 188',
    '185057800608490',
    'EAN 3017620422003',
  ])('leaves “%s” alone', (text) => expect(privateNumberIn(text)).toBeUndefined());

  it('finds every number that has its key, however it is spaced', () => {
    const spaced = fc.array(fc.constantFrom('', ' ', '.', '-'), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(
        fc.constantFrom('1', '2'),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 95 }),
        fc.integer({ min: 0, max: 999_999 }),
        spaced,
        (sex, year, month, departement, rest, gaps) => {
          const two = (value: number) => String(value).padStart(2, '0');
          const body = `${sex}${two(year)}${two(month)}${two(departement)}${String(rest).padStart(6, '0')}`;
          const whole = body + two(97 - (Number(body) % 97));
          const written = [...whole].map((figure, i) => figure + (i < 14 ? gaps[i] : '')).join('');
          return privateNumberIn(`dossier ${written}`) === 'social-security';
        },
      ),
    );
  });

  it.each([
    ['Mon numéro : 1 85 05 78 006 084 91 (sécu)', '1 85 05 78 006 084 91'],
    ['Mon numéro : 18505 78006 08491 (sécu)', '18505 78006 08491'],
    ['Sur FR14 2004 1010 0505 0001 3M02 606, merci', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['Sur BE68 5390 0754 7034 merci', 'BE68 5390 0754 7034'],
    ['Carte 4970 1000 0000 0006 !', '4970 1000 0000 0006'],
  ])('shows where it stands in “%s”', (text, written) => {
    const place = placeOfPrivateNumber(text);
    expect(text.slice(place?.start, place?.end)).toBe(written);
  });

  it('is quick on a long text of figures', () => {
    const before = performance.now();
    privateNumberIn('1 2 3 4 5 6 7 8 9 0 '.repeat(1000));
    privateNumberIn('FR12'.repeat(5000));
    privateNumberIn('2A'.repeat(10_000));
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('says in a form what it found and what to do', () => {
    const read = withoutPrivateNumbers(z.string()).safeParse('1 85 05 78 006 084 91');
    expect(read.error?.issues[0]?.message).toBe(privateNumberMessage('social-security'));
    expect(privateNumberMessage('social-security')).toContain('Ne gardez pas ce numéro ici');
  });
});
