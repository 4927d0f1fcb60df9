import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { AccountsService } from '../../../src/identity/accounts.service.js';
import { EntranceService } from '../../../src/identity/entrance.service.js';
import { SecondFactorService } from '../../../src/identity/second-factor.service.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { SignInService } from '../../../src/identity/sign-in.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import type { Verdict } from '../../../src/platform/lang/verdict.js';
import { linkOf } from '../../support/codes.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const DEVICE = { device: 'Firefox, ordinateur Linux', remember: true };

function value<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(verdict.message);
  return verdict.value;
}
const reason = (verdict: Verdict<unknown>) => (verdict.ok ? 'ok' : verdict.reason);

describe('the second factor of the team', () => {
  const clock = new FixedClock('2026-11-20T08:00:00Z');
  let app: TestApp;
  let signIn: SignInService;
  let entrance: EntranceService;
  let factor: SecondFactorService;
  let accounts: AccountsService;
  let place = 0;

  beforeAll(async () => {
    app = await testApp({ clock });
    signIn = app.get(SignInService);
    entrance = app.get(EntranceService);
    factor = app.get(SecondFactorService);
    accounts = app.get(AccountsService);
  });
  beforeEach(() => clock.advance(3600));
  afterAll(() => app.stop());

  /** Signs in by the link of a mail, up to the second step. */
  const upToSecondStep = async (email: string) => {
    const asked = value(await signIn.askLink(email, `192.0.2.${++place}`));
    const proof = value(await signIn.checkLink(await linkOf(app, asked.attemptId)));
    const entry = value(await entrance.enter(proof.proofToken, proof.people[0]?.accountKey ?? '', DEVICE));
    clock.advance(61);
    return { proofToken: proof.proofToken, entry };
  };
  const digits = (key: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
      timestamp: clock.now().getTime() + steps * 30_000,
    });
  const make = (email: string, role: 'agent' | 'adviser' | 'administrator' = 'agent') =>
    accounts.create({ role, email, firstName: 'Dominique', lastName: 'Exemple' });
  const enrolled = async (email: string) => {
    const id = await make(email);
    const { proofToken } = await upToSecondStep(email);
    const { key } = value(await factor.enrolment(proofToken));
    const { recoveryCodes } = value(await factor.confirm(proofToken, digits(key), DEVICE));
    clock.advance(90);
    return { id, key, recoveryCodes };
  };

  it.each(['agent', 'adviser', 'administrator'] as const)('stands before every session of an %s', async (role) => {
    const id = await make(`${role}@equipe.invalid`, role);
    const { proofToken, entry } = await upToSecondStep(`${role}@equipe.invalid`);
    expect(entry).toEqual({ step: 'second-factor', enrolled: false });
    expect(await app.get(SessionsService).list(id)).toEqual([]);
    const enrolment = value(await factor.enrolment(proofToken));
    expect(value(await factor.enrolment(proofToken))).toEqual(enrolment);
    expect(enrolment.uri).toMatch(/^otpauth:\/\/totp\/Aisne-actifs:.*equipe\.invalid\?.*secret=[A-Z2-7]{32}/);
    const [kept] = await app.database.query<{ secret: string }>(
      'SELECT secret FROM second_factors WHERE account_id = $1',
      [id],
    );
    expect(kept?.secret).not.toContain(enrolment.key.replaceAll(' ', ''));
    const done = value(await factor.confirm(proofToken, digits(enrolment.key), DEVICE));
    expect(done.entered).toMatchObject({ step: 'in', role, accountId: id });
    expect(new Set(done.recoveryCodes).size).toBe(10);
    expect(done.recoveryCodes[0]).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    clock.advance(30);
    expect((await upToSecondStep(`${role}@equipe.invalid`)).entry).toEqual({ step: 'second-factor', enrolled: true });
  });

  it('does not stand before a candidate or a member', async () => {
    expect(reason(await factor.enrolment('x'.repeat(43)))).toBe('expired');
    expect(reason(await factor.check('x'.repeat(43), '000000', DEVICE))).toBe('expired');
  });

  it('accepts the code of a clock that is half a minute off, and no more', async () => {
    const { key } = await enrolled('horloge@equipe.invalid');
    const { proofToken } = await upToSecondStep('horloge@equipe.invalid');
    expect(reason(await factor.check(proofToken, digits(key, -2), DEVICE))).toBe('wrong');
    expect(reason(await factor.check(proofToken, digits(key, 2), DEVICE))).toBe('wrong');
    expect(reason(await factor.check(proofToken, digits(key, -1), DEVICE))).toBe('ok');
    expect(reason(await factor.check(proofToken, digits(key, 1), DEVICE))).toBe('expired');
  });

  it('refuses a code that was used, or one older than it, also at the same moment', async () => {
    const { key } = await enrolled('rejeu@equipe.invalid');
    const [one, two] = [await upToSecondStep('rejeu@equipe.invalid'), await upToSecondStep('rejeu@equipe.invalid')];
    const code = digits(key);
    const both = await Promise.all([one, two].map(({ proofToken }) => factor.check(proofToken, code, DEVICE)));
    expect(both.map(reason).sort()).toEqual(['ok', 'used']);
    const left = both[0]?.ok ? two : one;
    expect(reason(await factor.check(left.proofToken, digits(key, -1), DEVICE))).toBe('used');
    clock.advance(30);
    expect(reason(await factor.check(left.proofToken, digits(key), DEVICE))).toBe('ok');
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { id, recoveryCodes } = await enrolled('secours@equipe.invalid');
    const code = recoveryCodes[0] ?? '';
    expect(
      JSON.stringify(await app.database.query('SELECT * FROM recovery_codes WHERE account_id = $1', [id])),
    ).not.toContain(code);
    const first = await upToSecondStep('secours@equipe.invalid');
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    expect(await factor.check(first.proofToken, typed, DEVICE)).toMatchObject({ ok: true, value: { recoveryLeft: 9 } });
    const second = await upToSecondStep('secours@equipe.invalid');
    expect(reason(await factor.check(second.proofToken, code, DEVICE))).toBe('wrong');
    expect(reason(await factor.check(second.proofToken, recoveryCodes[1] ?? '', DEVICE))).toBe('ok');
  });

  it('allows ten tries in a quarter of an hour, through any number of mails', async () => {
    const { key } = await enrolled('essais@equipe.invalid');
    const one = await upToSecondStep('essais@equipe.invalid');
    const right = digits(key);
    const wrong = String((Number(right) + 500_000) % 1_000_000).padStart(6, '0');
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => factor.check(one.proofToken, wrong, DEVICE)));
    expect(outcomes.filter((outcome) => reason(outcome) === 'too-many-tries').length).toBeGreaterThanOrEqual(2);
    const two = await upToSecondStep('essais@equipe.invalid');
    expect(reason(await factor.check(two.proofToken, digits(key), DEVICE))).toBe('too-many-tries');
    clock.advance(900);
    expect(reason(await factor.check(two.proofToken, digits(key), DEVICE))).toBe('ok');
  });

  it('is enrolled again by who lost their telephone, whose sessions end', async () => {
    const { id, key } = await enrolled('perdu@equipe.invalid');
    expect((await app.get(SessionsService).list(id)).length).toBe(1);
    await accounts.resetSecondFactor(id);
    expect(await app.get(SessionsService).list(id)).toEqual([]);
    const { proofToken, entry } = await upToSecondStep('perdu@equipe.invalid');
    expect(entry).toEqual({ step: 'second-factor', enrolled: false });
    expect(reason(await factor.check(proofToken, digits(key), DEVICE))).toBe('expired');
    expect(value(await factor.enrolment(proofToken)).key).not.toBe(key);
  });

  it('is of no use once the account is closed', async () => {
    const { id, key } = await enrolled('parti@equipe.invalid');
    const { proofToken } = await upToSecondStep('parti@equipe.invalid');
    await accounts.close(id);
    await expect(factor.check(proofToken, digits(key), DEVICE)).rejects.toMatchObject({ code: 'account.not-found' });
    const asked = value(await signIn.askLink('parti@equipe.invalid', '192.0.2.200'));
    expect(value(await signIn.checkLink(await linkOf(app, asked.attemptId))).people).toEqual([]);
    await accounts.reopen(id);
    await expect(accounts.reopen(id)).rejects.toMatchObject({ code: 'account.not-found' });
  });

  it('makes one account for an address, and knows what each role needs', async () => {
    await make('double@equipe.invalid');
    await expect(make('Double@Equipe.invalid', 'adviser')).rejects.toMatchObject({ code: 'account.duplicate' });
    await expect(make('double')).rejects.toMatchObject({ code: 'account.bad-email' });
    await expect(
      accounts.create({ role: 'member', email: 'm@asso.invalid', firstName: 'A', lastName: 'B' }),
    ).rejects.toMatchObject({ code: 'account.organisation-needed' });
  });
});
