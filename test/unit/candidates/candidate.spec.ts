import { describe, expect, it } from '@jest/globals';
import { nameKey, skillSlug, withImpliedLicences } from '../../../src/candidates/candidate.rules.js';
import {
  candidateInputSchema,
  experienceSchema,
  personNameSchema,
  supportSchema,
} from '../../../src/candidates/candidate.schema.js';
import { personalPhone } from '../../../src/candidates/personal-phone.rules.js';
import { phoneNumber } from '../../../src/candidates/phone.rules.js';
import { mayBeAlerted, mayBeRegistered } from '../../../src/candidates/reach.rules.js';

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

  it.each([
    ['06 39 98 12 34', '+33639981234'],
    ['09 72 39 12 34', '+33972391234'],
    ['0692 12 34 56', 'phone.unknown'], // Réunion is +262: written as in France it belongs to nobody
    ['+262 692 12 34 56', '+262692123456'],
    ['+32 470 12 34 56', '+32470123456'],
    ['+352 621 123 456', '+352621123456'],
    ['+1 202 555 0143', 'phone.too-far'],
    ['+44 7911 123456', 'phone.too-far'],
    ['0899 12 34 56', 'phone.not-a-persons'],
    ['08 92 12 34 56', 'phone.not-a-persons'],
    ['0810 12 34 56', 'phone.not-a-persons'],
    ['0800 12 34 56', 'phone.not-a-persons'],
    ['36 46', 'phone.unknown'],
    ['06 12', 'phone.unknown'],
  ])('takes the number %s of a person for %s', (text, expected) => {
    const verdict = personalPhone(text);
    expect(verdict.ok ? verdict.value : verdict.reason).toBe(expected);
  });

  it('has a way to reach the person: an address of theirs, or somebody of the département who writes to them', () => {
    expect(mayBeRegistered({ phone: '+33639981234' }).ok).toBe(true);
    expect(mayBeRegistered({ phone: null, email: 'zoe@exemple.invalid' }).ok).toBe(true);
    expect(mayBeRegistered({ phone: null, email: null, referent: 'Équipe de Laon' }).ok).toBe(true);
    expect(mayBeRegistered({ phone: null, email: null, externalRef: 'D-12' }).ok).toBe(true);
    expect(mayBeRegistered({ phone: null, email: null, referent: null })).toMatchObject({
      reason: 'candidate.out-of-reach',
    });
  });

  it('sends alerts only where there is an address', () => {
    expect(mayBeAlerted(['sms'], { phone: '+33639981234', email: null }).ok).toBe(true);
    expect(mayBeAlerted(['sms', 'email'], { phone: '+33639981234', email: null })).toMatchObject({
      reason: 'candidate.no-email',
    });
    expect(mayBeAlerted(['sms'], { phone: null, email: 'zoe@exemple.invalid' })).toMatchObject({
      reason: 'candidate.no-phone',
    });
    expect(mayBeAlerted([], {}).ok).toBe(true);
  });

  it.each([
    [{ from: '2019-05', to: '2019-05' }, true],
    [{ from: '2019-05', to: '2020-01' }, true],
    [{ to: '2020-01' }, true],
    [{ from: '2020-01' }, true],
    [{ from: '2020-02', to: '2020-01' }, false],
    [{ from: '2021-01', to: '2019-12' }, false],
  ])('holds an experience of %j: %s', (dates, expected) =>
    expect(experienceSchema.safeParse({ title: 'Serveuse', ...dates }).success).toBe(expected),
  );

  it('holds no number of social security or of an account, wherever it is typed', () => {
    const number = '1 85 05 78 006 084 91';
    const account = 'FR76 3000 6000 0112 3456 7890 189';
    const file = { firstName: 'Zoé', lastName: 'Exemple', place: 'Laon' };
    const fields = (input: object) => {
      const read = candidateInputSchema.safeParse({ ...file, ...input });
      return read.error?.issues.map((issue) => issue.path.join('.')) ?? [];
    };
    expect(fields({ headline: `Serveuse ${number}` })).toEqual(['headline']);
    expect(fields({ skills: ['cuisine', number] })).toEqual(['skills.1']);
    expect(fields({ experiences: [{ title: number }, { title: 'ab', description: account }] })).toEqual([
      'experiences.0.title',
      'experiences.1.description',
    ]);
    expect(fields({ support: { privateNote: account, barriers: [number] } })).toEqual([
      'support.barriers.0',
      'support.privateNote',
    ]);
    expect(supportSchema.partial().safeParse({ privateNote: 'Rappeler au 06 39 98 12 34' }).success).toBe(true);
  });

  it('knows that a lorry driver may drive a car', () => {
    expect(withImpliedLicences(['CE'])).toEqual(['AM', 'B', 'B1', 'BE', 'C', 'C1', 'C1E', 'CE']);
    expect(withImpliedLicences([])).toEqual([]);
  });

  it('writes a skill as offers write it', () => expect(skillSlug("Conduite d'engins")).toBe('conduite-d-engins'));
});
