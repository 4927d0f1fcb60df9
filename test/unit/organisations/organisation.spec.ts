import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Verdict } from '../../../src/platform/lang/verdict.js';
import * as rules from '../../../src/organisations/organisation.rules.js';

const commands = { verify: rules.verify, vouch: rules.vouch, ban: rules.ban, liftBan: rules.liftBan };
type Command = keyof typeof commands;
const statuses: readonly rules.OrganisationStatus[] = ['unverified', 'verified', 'vouched', 'banned'];

describe('the standing of an organisation', () => {
  test('never leaves the four known ones, and a banned one is freed by lifting the ban alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Command>('verify', 'vouch', 'ban', 'liftBan'), { maxLength: 30 }),
        (sequence) => {
          let status: rules.OrganisationStatus = 'unverified';
          for (const command of sequence) {
            const verdict: Verdict<rules.OrganisationStatus> = commands[command](status);
            if (!verdict.ok) {
              expect(verdict.message).not.toBe('');
              continue;
            }
            if (status === 'banned') expect(command).toBe('liftBan');
            expect(verdict.value).not.toBe(status);
            status = verdict.value;
            expect(statuses).toContain(status);
          }
        },
      ),
    );
  });

  test.each([
    ['employer', 'unverified', 'after-review'],
    ['employer', 'verified', 'at-once'],
    ['employer', 'vouched', 'at-once'],
    ['association', 'unverified', 'after-review'],
  ] as const)('lets an %s that is %s publish offers %s', (kind, status, route) => {
    expect(rules.mayPublishOffer({ kind, status, publicBody: false })).toEqual({ ok: true, value: route });
  });

  test('lets only associations and public bodies ask for volunteers', () => {
    expect(rules.mayPublishMission({ kind: 'employer', status: 'verified', publicBody: false })).toMatchObject({
      ok: false,
      reason: 'not-an-association',
    });
    expect(rules.mayPublishMission({ kind: 'employer', status: 'verified', publicBody: true })).toEqual({
      ok: true,
      value: 'at-once',
    });
    expect(rules.mayPublishMission({ kind: 'association', status: 'banned', publicBody: false })).toMatchObject({
      ok: false,
      reason: 'banned',
    });
  });

  test('falls back to unknown when a verified number changes', () => {
    expect(rules.statusAfterNumberChange('verified')).toBe('unverified');
    expect(rules.statusAfterNumberChange('vouched')).toBe('vouched');
  });
});
