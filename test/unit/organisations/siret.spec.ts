import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseRna, parseSiret } from '../../../src/organisations/siret.rules.js';

const cases = readFileSync('test/fixtures/siret-cas-de-test.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(';'));

describe('a SIRET', () => {
  test.each(cases)('%s is %s (%s)', (number, expected) => {
    expect(parseSiret(number ?? '').ok).toBe(expected === 'valide');
  });

  test('is kept as 14 digits, however it was written', () => {
    expect(parseSiret(' 732\u00A0829\u202F320 00074 ')).toEqual({ ok: true, value: '73282932000074' });
    expect(parseSiret('732.829.320-00074')).toEqual({ ok: true, value: '73282932000074' });
  });

  test('wrong by any one digit is refused', () => {
    const good = '73282932000074';
    for (let at = 0; at < 14; at++) {
      for (let digit = 0; digit <= 9; digit++) {
        if (String(digit) === good[at]) continue;
        expect(parseSiret(good.slice(0, at) + digit + good.slice(at + 1)).ok).toBe(false);
      }
    }
  });

  test.each(['', 'abcdefghijklmn', '７３２８２９３２０００', '7328293200007٤', '73282932000074; DROP TABLE'])(
    '%j is not one',
    (text) => {
      expect(parseSiret(text)).toMatchObject({ ok: false, reason: 'siret-format' });
    },
  );
});

describe('an RNA number', () => {
  test.each(['W021000001', 'w 021 000 001', 'W9C1000123'])('%s is one', (text) => expect(parseRna(text).ok).toBe(true));
  test.each(['021000001', 'W02100000', 'W0210000011', 'WABC000001', ''])('%j is not one', (text) =>
    expect(parseRna(text).ok).toBe(false),
  );
});
