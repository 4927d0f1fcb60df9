import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/identity/accounts.service.js';
import { EntranceService } from '../../../src/identity/entrance.service.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { type Asked, SignInService } from '../../../src/identity/sign-in.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import type { Verdict } from '../../../src/platform/lang/verdict.js';
import { codeOf, linkOf } from '../../support/codes.js';
import { candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const DEVICE = { device: 'Firefox, téléphone Android', remember: true };
const IP = '192.0.2.1';

function value<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(verdict.message);
  return verdict.value;
}
const reason = (verdict: Verdict<unknown>) => (verdict.ok ? 'ok' : verdict.reason);

describe('sign-in by telephone and by e-mail', () => {
  const clock = new FixedClock('2026-11-20T22:00:00Z');
  let app: TestApp;
  let signIn: SignInService;
  let entrance: EntranceService;
  let sessions: SessionsService;
  let number = 0;
  let place = 0;

  const phone = () => `06 39 98 20 ${String(++number).padStart(2, '0')}`;
  const e164 = (text: string) => `+33${text.replaceAll(' ', '').slice(1)}`;
  const ip = () => `192.0.2.${++place}`;
  const asked = async (to: string): Promise<Asked> =>
    value(to.includes('@') ? await signIn.askLink(to, ip()) : await signIn.askCode(to, ip()));
  const proven = async (to: string) => {
    const { attemptId } = await asked(to);
    return value(await signIn.checkCode(attemptId, await codeOf(app, attemptId)));
  };
  const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  beforeAll(async () => {
    app = await testApp({ clock });
    signIn = app.get(SignInService);
    entrance = app.get(EntranceService);
    sessions = app.get(SessionsService);
  });
  beforeEach(() => clock.advance(3601));
  afterAll(() => app.stop());

  it('signs a person in with the six digits of an SMS, sent late in the evening too', async () => {
    const to = phone();
    const id = await candidateFile(app, { firstName: 'Nadia', phone: e164(to) });
    const { attemptId, address, resendAt } = await asked(to.replaceAll(' ', '.'));
    expect([address, resendAt.getTime() - clock.now().getTime()]).toEqual([e164(to), 60_000]);
    await app.runJobs();
    const [sms] = await app.database.query<{ body_text: string }>(
      'SELECT body_text FROM outbox_deliveries WHERE to_address = $1',
      [e164(to)],
    );
    const code = await codeOf(app, attemptId);
    expect(sms?.body_text).toMatch(new RegExp(`^Aisne-actifs : votre code est ${code}\\..*\\n@localhost #${code}$`));
    const proof = value(await signIn.checkCode(attemptId, ` ${code.slice(0, 3)} ${code.slice(3)} `));
    expect(proof.people).toEqual([{ accountKey: `candidate-${id}`, firstName: 'Nadia', role: 'candidate' }]);
    const entry = value(await entrance.enter(proof.proofToken, `candidate-${id}`, DEVICE));
    expect(entry).toMatchObject({ step: 'in', role: 'candidate', candidateId: id, suspended: false });
    const token = entry.step === 'in' ? entry.session.token : '';
    expect(await sessions.visitor(token)).toMatchObject({ candidateId: id, name: 'Nadia' });
  });

  it('keeps neither code nor link nor proof in readable form', async () => {
    const to = 'nadia.lisible@mail.invalid';
    const { attemptId } = await asked(to);
    const [code, link] = [await codeOf(app, attemptId), await linkOf(app, attemptId)];
    const { proofToken } = value(await signIn.checkLink(link));
    const kept = JSON.stringify(await app.database.query('SELECT * FROM sign_in_attempts WHERE id = $1', [attemptId]));
    for (const secret of [code, link, proofToken]) expect(kept).not.toContain(`"${secret}"`);
  });

  it('answers alike, row for row, whether somebody is known or not', async () => {
    const [known, unknown] = [phone(), phone()];
    await candidateFile(app, { phone: e164(known) });
    const trace = async (to: string) => {
      const answer = await asked(to);
      const wrong = await signIn.checkCode(answer.attemptId, otherThan(await codeOf(app, answer.attemptId)));
      const rows = await app.database.query<Record<string, unknown>>(
        `SELECT a.channel, a.tries, a.proven_at, m.template, m.status, m.candidate_id, length(m.body_text) AS length
           FROM sign_in_attempts a JOIN messages m ON m.dedup_key = 'code-' || a.id WHERE a.address = $1`,
        [e164(to)],
      );
      return [Object.keys(answer), wrong, rows];
    };
    expect(await trace(known)).toEqual(await trace(unknown));
  });

  it('looks at no file and no account before the code is proven, so that time tells nothing either', async () => {
    const [known, unknown] = [phone(), phone()];
    await candidateFile(app, { phone: e164(known) });
    const statements = async (to: string) => {
      const seen: string[] = [];
      const original = app.database.query.bind(app.database);
      const spied = app.database as { query: typeof original };
      spied.query = (sql, parameters) => {
        if (/sign_in_attempts|rate_marks|candidates|accounts/.test(sql)) seen.push(sql); // not what the worker does meanwhile
        return original(sql, parameters);
      };
      await signIn.askCode(to, ip());
      spied.query = original;
      return seen;
    };
    const [forKnown, forUnknown] = [await statements(known), await statements(unknown)];
    expect(forKnown).toEqual(forUnknown);
    expect(forKnown.filter((sql) => /\b(candidates|accounts)\b/.test(sql))).toEqual([]);
  });

  it('proves an address behind which nobody is known, so that sign-up may follow', async () => {
    const to = phone();
    const { people, proofToken, address } = await proven(to);
    expect([people, address]).toEqual([[], e164(to)]);
    expect(await entrance.proof(proofToken)).toEqual({ channel: 'sms', address: e164(to), people: [] });
    expect(reason(await entrance.enter(proofToken, `candidate-${await candidateFile(app)}`, DEVICE))).toBe('not-here');
    const id = await candidateFile(app, { phone: e164(to) });
    expect(await entrance.enter(proofToken, `candidate-${id}`, DEVICE)).toMatchObject({
      ok: true,
      value: { step: 'in' },
    });
    expect(await entrance.proof(proofToken)).toBeUndefined();
  });

  it('lets people who share a telephone or a mailbox say who they are', async () => {
    const [to, mail] = [phone(), 'famille@mail.invalid'];
    const [ali, zoe] = [
      await candidateFile(app, { firstName: 'Ali', phone: e164(to), email: mail }),
      await candidateFile(app, { firstName: 'Zoé', phone: e164(to), email: mail, status: 'suspended' }),
    ];
    for (const address of [to, mail]) {
      const { people, proofToken } = await proven(address);
      expect(people.map(({ firstName }) => firstName)).toEqual(['Ali', 'Zoé']);
      expect(JSON.stringify(people)).not.toContain('Exemple');
      expect(await entrance.enter(proofToken, `candidate-${zoe}`, DEVICE)).toMatchObject({
        value: { candidateId: zoe, suspended: true },
      });
    }
    const accounts = await app.database.query('SELECT 1 FROM accounts WHERE candidate_id = ANY($1)', [[ali, zoe]]);
    expect(accounts.length).toBe(1);
  });

  it('replaces the session that the browser held', async () => {
    const to = phone();
    const id = await candidateFile(app, { phone: e164(to) });
    const first = await proven(to);
    const entry = value(await entrance.enter(first.proofToken, `candidate-${id}`, DEVICE));
    const old = entry.step === 'in' ? entry.session.token : '';
    clock.advance(61);
    const second = await proven(to);
    const again = value(await entrance.enter(second.proofToken, `candidate-${id}`, { ...DEVICE, replaces: old }));
    expect(again.step === 'in' && again.session.token).not.toBe(old);
    expect(await sessions.visitor(old)).toBeUndefined();
    expect((await sessions.list(again.step === 'in' ? again.accountId : '')).length).toBe(1);
  });

  it('makes one account for two first sign-ins at the same moment', async () => {
    const [to, mail] = [phone(), 'deux.fois@mail.invalid'];
    const id = await candidateFile(app, { phone: e164(to), email: mail });
    const proofs = [await proven(to), await proven(mail)];
    const entries = await Promise.all(
      proofs.map(({ proofToken }) => entrance.enter(proofToken, `candidate-${id}`, DEVICE)),
    );
    expect(entries.map(reason)).toEqual(['ok', 'ok']);
    expect((await app.database.query('SELECT 1 FROM accounts WHERE candidate_id = $1', [id])).length).toBe(1);
  });

  describe('a code', () => {
    it('works once, even for two requests at the same moment', async () => {
      for (let round = 0; round < 5; round++) {
        const { attemptId } = await asked(phone());
        const code = await codeOf(app, attemptId);
        const both = await Promise.all([
          signIn.checkCode(attemptId, code, 'one browser'),
          signIn.checkCode(attemptId, code, 'another browser'),
        ]);
        expect(both.map(reason).sort()).toEqual(['expired', 'ok']);
        expect(reason(await signIn.checkCode(attemptId, code))).toBe('expired');
      }
    });

    it('forgives the same browser a second tap, and leaves one session', async () => {
      const to = phone();
      const id = await candidateFile(app, { phone: e164(to) });
      const { attemptId } = await asked(to);
      const code = await codeOf(app, attemptId);
      const taps = await Promise.all([1, 2].map(() => signIn.checkCode(attemptId, code, 'a visit')));
      expect(taps.map(reason)).toEqual(['ok', 'ok']);
      const live: string[] = [];
      for (const tap of taps) if (await entrance.proof(value(tap).proofToken)) live.push(value(tap).proofToken);
      expect(live.length).toBe(1);
      const entries = await Promise.all([1, 2].map(() => entrance.enter(live[0] ?? '', `candidate-${id}`, DEVICE)));
      const tokens = entries.map(value).map((entry) => (entry.step === 'in' ? entry.session.token : ''));
      const good = await Promise.all(tokens.map((token) => sessions.visitor(token)));
      expect(good.filter(Boolean).length).toBe(1);
      clock.advance(61);
      expect(reason(await entrance.enter(live[0] ?? '', `candidate-${id}`, DEVICE))).toBe('expired');
    });

    it('allows five tries; the sixth fails even with the right digits', async () => {
      const { attemptId } = await asked(phone());
      const code = await codeOf(app, attemptId);
      const outcomes = [];
      for (let i = 0; i < 5; i++) outcomes.push(reason(await signIn.checkCode(attemptId, otherThan(code))));
      expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'too-many-tries']);
      expect(reason(await signIn.checkCode(attemptId, code))).toBe('too-many-tries');
    });

    it('allows five tries in all to many requests at the same moment', async () => {
      const { attemptId } = await asked(phone());
      const code = await codeOf(app, attemptId);
      const outcomes = await Promise.all(
        Array.from({ length: 30 }, (_, i) => signIn.checkCode(attemptId, String(i).padStart(6, '0'))),
      );
      expect(outcomes.filter((outcome) => reason(outcome) === 'wrong').length).toBeLessThanOrEqual(4);
      const [row] = await app.database.query<{ tries: number }>('SELECT tries FROM sign_in_attempts WHERE id = $1', [
        attemptId,
      ]);
      expect(row?.tries).toBe(5);
      expect(reason(await signIn.checkCode(attemptId, code))).not.toBe('ok');
    });

    it('is good for ten minutes, belongs to its own attempt, and is six digits', async () => {
      const [one, two] = [await asked(phone()), await asked(phone())];
      const code = await codeOf(app, one.attemptId);
      expect(reason(await signIn.checkCode(two.attemptId, code))).toBe('wrong');
      for (const typed of ['', '12345', '1234567', 'abcdef', '٣٤٥٦٧٨'])
        expect(reason(await signIn.checkCode(one.attemptId, typed))).toBe('wrong');
      clock.advance(599);
      expect(reason(await signIn.checkCode(one.attemptId, code))).toBe('ok');
      clock.advance(1);
      expect(reason(await signIn.checkCode(two.attemptId, await codeOf(app, two.attemptId)))).toBe('expired');
      expect(reason(await signIn.checkCode('0190a5a0-0000-7000-8000-000000000000', code))).toBe('expired');
    });
  });

  describe('the link of an e-mail', () => {
    it('works once, for half an hour, beside the code of the same mail', async () => {
      const to = 'Nadia.Lien@Mail.invalid';
      const id = await candidateFile(app, { email: to.toLowerCase() });
      const { attemptId } = await asked(` ${to} `);
      const link = await linkOf(app, attemptId);
      const both = await Promise.all([signIn.checkLink(link, 'one'), signIn.checkLink(link, 'two')]);
      expect(both.map(reason).sort()).toEqual(['expired', 'ok']);
      expect(both.flatMap((verdict) => (verdict.ok ? verdict.value.people : []))).toEqual([
        { accountKey: `candidate-${id}`, firstName: 'Camille', role: 'candidate' },
      ]);
      expect(reason(await signIn.checkCode(attemptId, await codeOf(app, attemptId)))).toBe('expired');
      const late = await asked('tard@mail.invalid');
      const lateLink = await linkOf(app, late.attemptId);
      clock.advance(30 * 60);
      expect(reason(await signIn.checkLink(lateLink))).toBe('expired');
      expect(reason(await signIn.checkLink('nonsense'))).toBe('expired');
    });
  });

  describe('the limits', () => {
    it('sends one code a minute to a number, also to requests at the same moment', async () => {
      const to = phone();
      const answers = await Promise.all(Array.from({ length: 6 }, () => signIn.askCode(to, ip())));
      expect(new Set(answers.map((answer) => value(answer).attemptId)).size).toBe(1);
      clock.advance(59);
      await asked(to);
      clock.advance(1);
      await asked(to);
      const sent = await app.database.query(`SELECT 1 FROM messages WHERE to_address = $1`, [e164(to)]);
      expect(sent.length).toBe(2);
    });

    it('sends five codes an hour to a number, from wherever they are asked', async () => {
      const to = phone();
      for (let i = 0; i < 5; i++) {
        await asked(to);
        clock.advance(61);
      }
      const refused = await signIn.askCode(to, ip());
      expect(refused).toMatchObject({
        ok: false,
        reason: 'too-many',
        message: expect.stringMatching(/ \d+ h \d\d, .*03 23/),
      });
      clock.advance(3600 - 5 * 61);
      await asked(to);
    });

    it('sends twenty codes an hour from one place', async () => {
      for (let i = 0; i < 20; i++) value(await signIn.askCode(phone(), IP));
      expect(reason(await signIn.askLink('encore@mail.invalid', IP))).toBe('too-many');
      value(await signIn.askLink('encore@mail.invalid', ip()));
      clock.advance(3600);
      value(await signIn.askCode(phone(), IP));
    });

    it('never writes to what is not a French mobile or an address', async () => {
      const before = await app.database.query('SELECT 1 FROM messages');
      for (const text of ['', '03 23 24 89 00', '08 99 12 34 56', '+32 470 12 34 56', '12', '06 39 98 20 01 poste 3'])
        expect(reason(await signIn.askCode(text, ip()))).toBe('not-a-mobile');
      for (const text of ['', 'nadia', 'nadia@', 'a@b.invalid\nbcc: c@d.invalid', `${'a'.repeat(250)}@b.invalid`])
        expect(reason(await signIn.askLink(text, ip()))).toBe('not-an-email');
      expect((await app.database.query('SELECT 1 FROM messages')).length).toBe(before.length);
    });
  });

  it('leaves nothing of an erased person: account, sessions, attempts, codes', async () => {
    const to = phone();
    const id = await candidateFile(app, { phone: e164(to) });
    const { proofToken } = await proven(to);
    const entry = value(await entrance.enter(proofToken, `candidate-${id}`, DEVICE));
    await app.runJobs();
    await app.get(AccountsService).forget([id], [e164(to)]);
    expect(await sessions.visitor(entry.step === 'in' ? entry.session.token : '')).toBeUndefined();
    for (const table of ['accounts', 'sessions', 'sign_in_attempts', 'messages', 'outbox_deliveries', 'rate_marks']) {
      const rows = JSON.stringify(await app.database.query(`SELECT * FROM ${table}`));
      expect([table, rows.includes(e164(to)), table !== 'accounts' || !rows.includes(id)]).toEqual([
        table,
        false,
        true,
      ]);
    }
  });

  it('shows a code to nobody but its addressee, not even to the team', async () => {
    const to = phone();
    const { attemptId } = await asked(to);
    const code = await codeOf(app, attemptId);
    const key = await app.key('team');
    const list = await app.http('GET', '/api/v1/messages?body=true&template=code&perPage=100', { key });
    expect(list.status).toBe(200);
    expect(JSON.stringify(list.body)).toContain(e164(to));
    expect(JSON.stringify(list.body)).not.toContain(`est ${code}`);
  });
});
