import { describe, expect, it } from '@jest/globals';
import { callableNumber } from '../../../src/hotline/call-request.rules.js';

describe('the number that a person leaves to be called', () => {
  it.each([
    ['a mobile', '06 39 98 12 34', '+33639981234'],
    ['a mobile in international form', '+33 6 39 98 12 34', '+33639981234'],
    ['a number at home', '03 53 01 12 34', '+33353011234'],
    ['a mobile of Réunion', '+262 692 12 34 56', '+262692123456'],
    ['a Belgian number', '+32 470 12 34 56', undefined],
    ['a number that costs the caller', '0899 70 12 34', undefined],
    ['a number at shared cost', '0825 12 34 56', undefined],
    ['emergency services', '112', undefined],
    ['too few digits', '06 39 98', undefined],
    ['words', 'appelez ma mère', undefined],
    ['an extension', '03 53 01 12 34 poste 12', undefined],
  ])('%s', (_case, text, expected) => {
    expect(callableNumber(text)).toBe(expected);
  });
});
