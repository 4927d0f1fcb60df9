import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { Allow, Public } from '../../../src/identity/access.js';
import { AccessGuard } from '../../../src/identity/access.guard.js';
import { ApiKeysService } from '../../../src/identity/api-keys.service.js';
import { digestOf } from '../../../src/identity/secrets.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { ROLES, type Visitor } from '../../../src/identity/visitor.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { accountOf, candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const DEVICE = { device: 'Firefox, téléphone Android', remember: false };

class Pages {
  @Allow('own:read')
  mine() {}

  @Allow('staff:read')
  team() {}

  @Allow('keys:write')
  api() {}

  @Public()
  open() {}

  bare() {}
}

describe('sessions', () => {
  const clock = new FixedClock('2026-11-20T10:00:00Z');
  let app: TestApp;
  let sessions: SessionsService;

  beforeAll(async () => {
    app = await testApp({ clock });
    await loadReferenceData(app.nest, () => undefined);
    sessions = app.get(SessionsService);
  });
  afterAll(() => app.stop());

  it('says who holds a token, and keeps its digest alone', async () => {
    const candidateId = await candidateFile(app, { firstName: 'Nadia', phone: '+33639980101' });
    const accountId = await accountOf(app, 'candidate', { candidateId });
    const { token } = await sessions.open(accountId, DEVICE);
    expect(await sessions.visitor(token)).toEqual({
      accountId,
      sessionId: expect.any(String),
      role: 'candidate',
      candidateId,
      name: 'Nadia',
      suspended: false,
    });
    const rows = await app.database.query<{ digest: string }>('SELECT * FROM sessions WHERE account_id = $1', [
      accountId,
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows[0]?.digest).toBe(digestOf(token));
  });

  it('lasts 12 hours, 90 days when remembered, and always 12 hours for the team', async () => {
    const lasts = async (role: (typeof ROLES)[number], remember: boolean) => {
      const { expiresAt, remembered } = await sessions.open(await accountOf(app, role), { ...DEVICE, remember });
      return [(expiresAt.getTime() - clock.now().getTime()) / 3_600_000, remembered];
    };
    expect(await lasts('candidate', false)).toEqual([12, false]);
    expect(await lasts('candidate', true)).toEqual([90 * 24, true]);
    expect(await lasts('member', true)).toEqual([90 * 24, true]);
    for (const role of ['agent', 'adviser', 'administrator'] as const)
      expect(await lasts(role, true)).toEqual([12, false]);
  });

  it('knows nobody by a token that is expired, unknown or not one', async () => {
    const { token, expiresAt } = await sessions.open(await accountOf(app, 'candidate'), DEVICE);
    const before = clock.now();
    clock.set(expiresAt.toISOString());
    expect(await sessions.visitor(token)).toBeUndefined();
    clock.set(before.toISOString());
    expect(await sessions.visitor(token)).toBeDefined();
    for (const other of ['', 'x'.repeat(43), `${token} `, digestOf(token), `${token.slice(1)}é`])
      expect(await sessions.visitor(other)).toBeUndefined();
  });

  it('refuses at once a session that was closed, here or from another device', async () => {
    const accountId = await accountOf(app, 'candidate');
    const [here, there, elsewhere] = [
      await sessions.open(accountId, DEVICE),
      await sessions.open(accountId, DEVICE),
      await sessions.open(accountId, DEVICE),
    ];
    const id = (await sessions.visitor(there.token))?.sessionId ?? '';
    const stranger = await accountOf(app, 'candidate');
    expect(await sessions.close(stranger, id)).toBe(false);
    expect(await sessions.visitor(there.token)).toBeDefined();
    expect(await sessions.close(accountId, id)).toBe(true);
    expect(await sessions.visitor(there.token)).toBeUndefined();
    expect((await sessions.list(accountId)).length).toBe(2);
    const mine = (await sessions.visitor(here.token))?.sessionId ?? '';
    expect(await sessions.closeOthers(accountId, mine)).toBe(1);
    expect(await sessions.visitor(elsewhere.token)).toBeUndefined();
    expect(await sessions.visitor(here.token)).toBeDefined();
  });

  it('writes down when a device was seen, at most once an hour', async () => {
    const accountId = await accountOf(app, 'candidate');
    const { token } = await sessions.open(accountId, DEVICE);
    const seen = async () => (await sessions.list(accountId))[0]?.lastSeenAt.toISOString();
    const opened = await seen();
    clock.advance(3599);
    await sessions.visitor(token);
    expect(await seen()).toBe(opened);
    clock.advance(1);
    await sessions.visitor(token);
    expect(await seen()).toBe(clock.now().toISOString());
  });

  it('ends with the account and with the person', async () => {
    const candidateId = await candidateFile(app);
    const accountId = await accountOf(app, 'candidate', { candidateId });
    const person = await sessions.open(accountId, DEVICE);
    await app.database.query(`UPDATE candidates SET status = 'suspended' WHERE id = $1`, [candidateId]);
    expect(await sessions.visitor(person.token)).toMatchObject({ suspended: true });
    await app.database.query(
      `UPDATE candidates SET status = 'erased', first_name = NULL, last_name = NULL WHERE id = $1`,
      [candidateId],
    );
    expect(await sessions.visitor(person.token)).toBeUndefined();
    const agent = await accountOf(app, 'agent');
    const open = await sessions.open(agent, DEVICE);
    await app.database.query('UPDATE accounts SET disabled_at = now() WHERE id = $1', [agent]);
    expect(await sessions.visitor(open.token)).toBeUndefined();
    await expect(sessions.open(agent, DEVICE)).rejects.toMatchObject({ code: 'account.not-found' });
  });

  describe('the guard', () => {
    const knock = async (method: keyof Pages, headers: Record<string, string>) => {
      const guard = new AccessGuard(new Reflector(), app.get(ApiKeysService), sessions, app.config);
      const request: { headers: Record<string, string>; visitor?: Visitor } = { headers };
      const context = {
        getHandler: () => Pages.prototype[method],
        getClass: () => Pages,
        switchToHttp: () => ({ getRequest: () => request }),
      } as unknown as ExecutionContext;
      try {
        return { passes: await guard.canActivate(context), visitor: request.visitor };
      } catch (error) {
        const { status, code } = error as { status: number; code: string };
        return { status, code, visitor: request.visitor };
      }
    };
    const signedIn = async (role: (typeof ROLES)[number]) =>
      `autre=1; session=${(await sessions.open(await accountOf(app, role), DEVICE)).token}`;

    it('lets each role do what the table says, and nothing else', async () => {
      for (const role of ROLES) {
        const cookie = await signedIn(role);
        const own = await knock('mine', { cookie });
        const team = await knock('team', { cookie });
        const no = { status: 403, code: 'access.not-for-this-role', visitor: expect.objectContaining({ role }) };
        const yes = { passes: true, visitor: expect.objectContaining({ role }) };
        expect([role, own]).toEqual([role, role === 'candidate' ? yes : no]);
        expect([role, team]).toEqual([role, ['candidate', 'member'].includes(role) ? no : yes]);
      }
    });

    it('asks to sign in, whatever the key', async () => {
      const authorization = `Bearer ${await app.key('team')}`;
      const each: Record<string, string>[] = [
        {},
        { authorization },
        { cookie: 'session=nonsense' },
        { cookie: 'session' },
      ];
      for (const headers of each)
        expect(await knock('mine', headers)).toMatchObject({ status: 401, code: 'access.sign-in-needed' });
    });

    it('never opens the API to a session', async () => {
      for (const role of ROLES)
        expect(await knock('api', { cookie: await signedIn(role) })).toMatchObject({
          status: 401,
          code: 'access.key-missing',
        });
    });

    it('recognises the visitor of a public page, and lets nobody into a route that says nothing', async () => {
      expect(await knock('open', {})).toEqual({ passes: true, visitor: undefined });
      expect(await knock('open', { cookie: await signedIn('candidate') })).toMatchObject({
        passes: true,
        visitor: { role: 'candidate' },
      });
      expect(await knock('bare', { cookie: await signedIn('administrator') })).toMatchObject({ passes: false });
    });
  });
});
