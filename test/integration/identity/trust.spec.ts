import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { AccessLogService } from '../../../src/identity/access-log.service.js';
import { ConfirmationsService } from '../../../src/identity/confirmations.service.js';
import { EntranceService } from '../../../src/identity/entrance.service.js';
import { purgeIdentity } from '../../../src/identity/identity.jobs.js';
import { LetterCodesService } from '../../../src/identity/letter-codes.service.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { SignInService } from '../../../src/identity/sign-in.service.js';
import { septets } from '../../../src/notifications/gsm7.rules.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { newId } from '../../../src/platform/ids.js';
import { Jobs } from '../../../src/platform/jobs/jobs.js';
import type { Verdict } from '../../../src/platform/lang/verdict.js';
import { accountOf, candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const DEVICE = { device: 'Firefox, téléphone Android', remember: false };
const PAGE = { page: 1, perPage: 20 };
const TEAM = 'l’équipe Aisne-actifs';

function value<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(verdict.message);
  return verdict.value;
}
const reason = (verdict: Verdict<unknown>) => (verdict.ok ? 'ok' : verdict.reason);

describe('what a person can trust', () => {
  const clock = new FixedClock('2026-11-20T10:00:00Z');
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp({ clock });
    await loadReferenceData(app.nest, () => undefined);
  });
  afterAll(() => app.stop());

  describe('the log of accesses', () => {
    it('tells a person who saw what of theirs, once an hour at most, the last first', async () => {
      const log = app.get(AccessLogService);
      const [me, other] = [await candidateFile(app), await candidateFile(app)];
      const [agent, employer] = [newId(), newId()];
      await log.record({ by: agent, byLabel: 'Équipe Aisne-actifs', candidateId: me, what: 'file' });
      clock.advance(600);
      await log.record({ by: agent, byLabel: 'Équipe Aisne-actifs', candidateId: me, what: 'file' });
      await log.recordAll([me, other, me], { by: employer, byLabel: 'Les Jardins', what: 'cv' });
      const page = await log.of(me, PAGE);
      expect(page.items.map(({ by, what }) => [by, what])).toEqual([
        ['Les Jardins', 'cv'],
        ['Équipe Aisne-actifs', 'file'],
      ]);
      expect(page.total).toBe(2);
      clock.advance(3601);
      await log.record({ by: agent, byLabel: 'Équipe Aisne-actifs', candidateId: me, what: 'file' });
      expect((await log.of(me, { page: 2, perPage: 2 })).items.length).toBe(1);
    });

    it('forgets after twelve months, with expired sessions, attempts, marks and codes', async () => {
      const log = app.get(AccessLogService);
      const me = await candidateFile(app, { phone: '+33639980301' });
      await log.record({ by: newId(), byLabel: 'Équipe Aisne-actifs', candidateId: me, what: 'file' });
      await app.get(SessionsService).open(await accountOf(app, 'candidate', { candidateId: me }), DEVICE);
      value(await app.get(SignInService).askCode('06 39 98 03 01', '192.0.2.9'));
      await app.runJobs();
      const left = async () => {
        const [row] = await app.database.query(
          `SELECT (SELECT count(*)::int FROM access_log) AS looks, (SELECT count(*)::int FROM sessions) AS sessions,
                  (SELECT count(*)::int FROM sign_in_attempts) AS attempts, (SELECT count(*)::int FROM rate_marks) AS marks,
                  (SELECT count(*)::int FROM messages WHERE template = 'code' AND body_text IS NOT NULL) AS codes`,
        );
        return row;
      };
      const purge = async () => {
        await app.get(Jobs).enqueue(purgeIdentity, {});
        await app.runJobs();
      };
      await purge();
      expect(await left()).toMatchObject({ sessions: 1, attempts: 1, marks: 2, codes: 1 });
      clock.advance(25 * 3600);
      await purge();
      expect(await left()).toMatchObject({ looks: expect.any(Number), sessions: 0, attempts: 0, marks: 0, codes: 0 });
      expect((await log.of(me, PAGE)).total).toBe(1);
      clock.advance(366 * 24 * 3600);
      await purge();
      expect(await left()).toMatchObject({ looks: 0 });
    });
  });

  describe('an account made by an agent', () => {
    let number = 0;
    const made = async (reach: 'sms' | 'email' = 'sms') => {
      const id = await candidateFile(app, {
        firstName: 'Nadia',
        lastName: `Exemple ${++number}`,
        phone: reach === 'sms' ? '+33639980302' : null,
        email: reach === 'email' ? 'nadia@mail.invalid' : null,
      });
      expect(await app.get(ConfirmationsService).tell(id, { accountId: newId(), team: TEAM })).toBe(true);
      const [message] = await app.database.query<{ body_text: string; channel: string }>(
        `SELECT body_text, channel FROM messages WHERE candidate_id = $1 AND template = 'registration-confirmation'`,
        [id],
      );
      const text = message?.body_text ?? '';
      return { id, text, channel: message?.channel, token: /\/i\/([\w-]{16})/.exec(text)?.[1] ?? '' };
    };

    it('is told to the person, by whom, with a link and the telephone number', async () => {
      const { text, channel, token } = await made();
      expect([channel, septets(text) <= 160]).toEqual(['sms', true]);
      expect(text).toMatch(/équipe Aisne-actifs.*http.*03 23 24 89 00/);
      const about = await app.get(ConfirmationsService).look(token);
      expect(about).toEqual({ firstName: 'Nadia', team: TEAM });
      expect((await made('email')).channel).toBe('email');
      const out = await candidateFile(app);
      expect(await app.get(ConfirmationsService).tell(out, { accountId: newId(), team: TEAM })).toBe(false);
    });

    it('is confirmed, twice as well as once, for thirty days', async () => {
      const confirmations = app.get(ConfirmationsService);
      const { id, token } = await made();
      expect(value(await confirmations.confirm(token))).toEqual({
        firstName: 'Nadia',
        team: TEAM,
        answer: 'confirmed',
      });
      expect(reason(await confirmations.confirm(token))).toBe('ok');
      expect(await confirmations.look(token)).toMatchObject({ answer: 'confirmed' });
      expect(JSON.stringify(await app.database.query('SELECT * FROM registration_confirmations'))).not.toContain(token);
      clock.advance(30 * 24 * 3600);
      expect(await confirmations.look(token)).toBeUndefined();
      expect(reason(await confirmations.contest(token))).toBe('over');
      expect(reason(await confirmations.contest('nonsense'))).toBe('over');
      const [kept] = await app.database.query('SELECT status FROM candidates WHERE id = $1', [id]);
      expect(kept).toEqual({ status: 'active' });
    });

    it('is erased with all that came of it when its owner contests it', async () => {
      const confirmations = app.get(ConfirmationsService);
      const { id, token } = await made();
      const session = await app
        .get(SessionsService)
        .open(await accountOf(app, 'candidate', { candidateId: id }), DEVICE);
      await app.get(AccessLogService).record({ by: newId(), byLabel: TEAM, candidateId: id, what: 'file' });
      await app.get(LetterCodesService).issue(id, newId());
      const both = await Promise.all([confirmations.contest(token), confirmations.contest(token)]);
      expect(both.map(reason)).toContain('ok');
      expect(await app.get(SessionsService).visitor(session.token)).toBeUndefined();
      await app.runJobs();
      const [kept] = await app.database.query('SELECT status, first_name, phone FROM candidates WHERE id = $1', [id]);
      expect(kept).toEqual({ status: 'erased', first_name: null, phone: null });
      for (const table of ['accounts', 'access_log', 'letter_codes', 'registration_confirmations'])
        expect([table, await app.database.query(`SELECT 1 FROM ${table} WHERE candidate_id = $1`, [id])]).toEqual([
          table,
          [],
        ]);
      expect(await confirmations.look(token)).toBeUndefined();
    });
  });

  describe('the code of a letter', () => {
    let letters: LetterCodesService;
    let place = 0;
    const ip = () => `198.51.100.${++place}`;
    beforeAll(() => {
      letters = app.get(LetterCodesService);
    });

    it('lets in the person it was sent to, once, with their name, however it is typed', async () => {
      const id = await candidateFile(app, { firstName: 'Zoé', lastName: 'Lefèvre-Dupont' });
      const code = await letters.issue(id, newId());
      expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{4}$/);
      expect(JSON.stringify(await app.database.query('SELECT * FROM letter_codes'))).not.toContain(
        code.replace('-', ''),
      );
      expect(reason(await letters.redeem(code, 'Dupond', ip()))).toBe('wrong');
      const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
      const both = await Promise.all([1, 2].map(() => letters.redeem(typed, 'LEFEVRE DUPONT', ip())));
      expect(both.map(reason).sort()).toEqual(['ok', 'wrong']);
      const proof = both.flatMap((verdict) => (verdict.ok ? [verdict.value] : []))[0];
      expect(proof?.people).toEqual([{ accountKey: `candidate-${id}`, firstName: 'Zoé', role: 'candidate' }]);
      const entry = await app.get(EntranceService).enter(proof?.proofToken ?? '', `candidate-${id}`, DEVICE);
      expect(entry).toMatchObject({ ok: true, value: { step: 'in', candidateId: id } });
    });

    it('is replaced by the next letter, and ends after six months', async () => {
      const id = await candidateFile(app, { lastName: 'Martin' });
      const first = await letters.issue(id, newId());
      const second = await letters.issue(id, newId());
      expect(reason(await letters.redeem(first, 'Martin', ip()))).toBe('wrong');
      clock.advance(185 * 24 * 3600);
      expect(reason(await letters.redeem(second, 'Martin', ip()))).toBe('wrong');
      await expect(letters.issue(newId(), newId())).rejects.toMatchObject({ code: 'candidate.not-found' });
    });

    it('cannot be guessed: ten tries an hour from one place', async () => {
      const from = ip();
      const outcomes = [];
      for (let i = 0; i < 11; i++) outcomes.push(reason(await letters.redeem('AAAA-AAAA', 'Martin', from)));
      expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'wrong'), 'too-many-tries']);
    });
  });
});
