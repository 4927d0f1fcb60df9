import { describe, expect, it } from '@jest/globals';
import { nameKey, skillSlug, withImpliedLicences } from '../../../src/candidates/candidate.rules.js';
import { personNameSchema } from '../../../src/candidates/candidate.schema.js';
import { phoneNumber } from '../../../src/candidates/phone.rules.js';

describe('a person’s file', () => {
  it('takes two spellings of a name for one', () => {
    expect(nameKey('Marie-Ève', 'DUPONT')).toBe(nameKey('dupont', 'Marie Eve'));
    expect(nameKey('Marie', 'Dupont')).not.toBe(nameKey('Marie', 'Dupond'));
  });

  it.each(['Zoé', 'D’Arc', "N'Diaye", 'Jean-Pierre', 'de La Tour', 'Łukasz', 'Нина', 'محمد', 'J. Paul'])(
    'accepts the name %s',
    (name) => expect(personNameSchema.parse(name)).toBe(name),
  );

  it.each([
    '123',
    'www.exemple.fr',
    'exemple.fr',
    'Eve2',
    '😀',
    'Eve\u200b',
    'Eve\u202e',
    'Eve\u0000',
    '-',
    '',
    ' ',
    '<b>Eve</b>',
    'x'.repeat(61),
  ])('refuses the name %j', (name) => expect(personNameSchema.safeParse(name).success).toBe(false));

  it.each([
    ['06 39 98 12 34', '+33639981234'],
    ['+33 (0)6 39 98 12 34', '+33639981234'],
    ['0033639981234', '+33639981234'],
    ['03 23 24 89 00', '+33323248900'],
    ['+32 470 12 34 56', '+32470123456'],
    ['06 12', undefined],
    ['bonjour', undefined],
    ['00000000000', undefined],
  ])('reads the telephone number %s', (text, expected) => expect(phoneNumber(text)).toBe(expected));

  it('knows that a lorry driver may drive a car', () => {
    expect(withImpliedLicences(['CE'])).toEqual(['AM', 'B', 'B1', 'BE', 'C', 'C1', 'C1E', 'CE']);
    expect(withImpliedLicences([])).toEqual([]);
  });

  it('writes a skill as offers write it', () => expect(skillSlug("Conduite d'engins")).toBe('conduite-d-engins'));
});
