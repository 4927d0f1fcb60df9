import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/identity/accounts.service.js';
import { EntranceService } from '../../../src/identity/entrance.service.js';
import { OpenIdService, type Provider } from '../../../src/identity/openid.service.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import type { Verdict } from '../../../src/platform/lang/verdict.js';
import { CLIENT, IdentityProvider } from '../../support/identity-provider.js';
import { candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const PUBLIC_URL = 'http://localhost:3000';
const DEVICE = { device: 'Firefox, ordinateur Linux', remember: false };

function value<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(`${verdict.reason}: ${verdict.message}`);
  return verdict.value;
}
const reason = (verdict: Verdict<unknown>) => (verdict.ok ? 'ok' : verdict.reason);

describe('sign-in with an identity provider', () => {
  let app: TestApp;
  let openId: OpenIdService;
  let entrance: EntranceService;
  let proconnect: IdentityProvider;
  let franceconnect: IdentityProvider;

  beforeAll(async () => {
    const back = (provider: Provider) => [`${PUBLIC_URL}/connexion/${provider}/retour`];
    proconnect = await IdentityProvider.start(back('proconnect'), `${PUBLIC_URL}/`, 'jwt');
    franceconnect = await IdentityProvider.start(back('franceconnect'), `${PUBLIC_URL}/`, 'json');
    app = await testApp({
      environment: {
        PUBLIC_URL,
        PROCONNECT_ISSUER: proconnect.issuer,
        PROCONNECT_CLIENT_ID: CLIENT.id,
        PROCONNECT_CLIENT_SECRET: CLIENT.secret,
        FRANCECONNECT_ISSUER: franceconnect.issuer,
        FRANCECONNECT_CLIENT_ID: CLIENT.id,
        FRANCECONNECT_CLIENT_SECRET: CLIENT.secret,
      },
    });
    openId = app.get(OpenIdService);
    entrance = app.get(EntranceService);
    await app.get(AccountsService).create({
      role: 'agent',
      email: 'dominique@equipe.invalid',
      firstName: 'Dominique',
      lastName: 'Exemple',
    });
  });
  beforeEach(() => {
    for (const provider of [proconnect, franceconnect]) provider.refuses = false;
  });
  afterAll(async () => {
    await app.stop();
    await Promise.all([proconnect.stop(), franceconnect.stop()]);
  });

  const through = async (name: Provider) => {
    const { url, cookie } = await openId.begin(name);
    const back = await (name === 'proconnect' ? proconnect : franceconnect).visit(url);
    return { back, cookie, verdict: await openId.finish(name, back.search, cookie) };
  };
  const agent = (more: object = {}) => ({
    sub: 'pc-1',
    email: 'Dominique@Equipe.invalid',
    given_name: 'Dominique',
    usual_name: 'Exemple',
    ...more,
  });

  it('opens an account of the team that exists, found by its address, and asks for the second factor', async () => {
    proconnect.person = agent();
    const { back, verdict } = await through('proconnect');
    expect(`${back.origin}${back.pathname}`).toBe(`${PUBLIC_URL}/connexion/proconnect/retour`);
    const { proofToken, people } = value(verdict);
    expect(people.map(({ firstName, role }) => [firstName, role])).toEqual([['Dominique', 'agent']]);
    expect(await entrance.enter(proofToken, people[0]?.accountKey ?? '', DEVICE)).toEqual({
      ok: true,
      value: { step: 'second-factor', enrolled: false },
    });
  });

  it('asks with long state and nonce, PKCE, and nothing that the provider does not know', async () => {
    proconnect.person = agent();
    await through('proconnect');
    const { state, nonce, code_challenge, claims, ...rest } = proconnect.asked.at(-1) ?? {};
    expect([state?.length, nonce?.length, code_challenge?.length]).toEqual([43, 43, 43]);
    expect(JSON.parse(claims ?? '')).toEqual({ id_token: { amr: { essential: false } } });
    expect(rest).toEqual({
      client_id: CLIENT.id,
      response_type: 'code',
      redirect_uri: `${PUBLIC_URL}/connexion/proconnect/retour`,
      scope: 'openid given_name usual_name email',
      code_challenge_method: 'S256',
    });
    await through('franceconnect');
    expect(franceconnect.asked.at(-1)).toMatchObject({
      scope: 'openid given_name family_name email',
      acr_values: 'eidas1',
    });
  });

  it('trusts a second factor that the provider checked, and signs out of the provider too', async () => {
    proconnect.person = agent({ amr: ['pwd', 'mfa'] });
    const { proofToken, people } = value((await through('proconnect')).verdict);
    const entry = value(await entrance.enter(proofToken, people[0]?.accountKey ?? '', DEVICE));
    expect(entry).toMatchObject({ step: 'in', role: 'agent' });
    const token = entry.step === 'in' ? entry.session.token : '';
    const kept = JSON.stringify(await app.database.query('SELECT identity_token FROM sessions'));
    expect(kept).not.toContain('eyJ');
    const ended = await app.get(SessionsService).end(token);
    expect(await app.get(SessionsService).visitor(token)).toBeUndefined();
    const url = new URL((await openId.logoutUrl(ended)) ?? '');
    expect(`${url.origin}${url.pathname}`).toBe(`${proconnect.issuer}/session/end`);
    expect([...url.searchParams.keys()].sort()).toEqual(
      ['client_id', 'id_token_hint', 'post_logout_redirect_uri', 'state'].filter((name) => url.searchParams.has(name)),
    );
    expect(url.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect((await fetch(url)).status).toBe(200);
    expect(await openId.logoutUrl(undefined)).toBeUndefined();
  });

  it('never makes an account of the team', async () => {
    proconnect.person = agent({ sub: 'pc-2', email: 'inconnu@equipe.invalid' });
    const before = await app.database.query('SELECT id FROM accounts');
    await candidateFile(app, { email: 'inconnu@equipe.invalid' });
    expect(reason((await through('proconnect')).verdict)).toBe('no-account');
    expect(await app.database.query('SELECT id FROM accounts')).toEqual(before);
  });

  it('refuses an address that is missing or not verified, and who says no', async () => {
    proconnect.person = agent({ email_verified: false });
    expect(reason((await through('proconnect')).verdict)).toBe('refused');
    proconnect.person = { sub: 'pc-3', given_name: 'Dominique' };
    expect(reason((await through('proconnect')).verdict)).toBe('refused');
    proconnect.person = agent();
    proconnect.refuses = true;
    const { back, verdict } = await through('proconnect');
    expect([back.searchParams.get('error'), reason(verdict)]).toEqual(['access_denied', 'refused']);
  });

  it('accepts an answer once, in the browser that asked, of the provider that was asked', async () => {
    proconnect.person = agent();
    const { back, cookie, verdict } = await through('proconnect');
    expect(reason(verdict)).toBe('ok');
    expect(reason(await openId.finish('proconnect', back.search, cookie))).toBe('expired');
    const stranger = await openId.begin('proconnect');
    const mine = await openId.begin('proconnect');
    const answer = await proconnect.visit(mine.url);
    expect(reason(await openId.finish('proconnect', answer.search, stranger.cookie))).toBe('refused');
    expect(reason(await openId.finish('franceconnect', answer.search, mine.cookie))).toBe('expired');
    for (const none of [undefined, '', 'nonsense', `${mine.cookie.slice(0, -2)}xx`])
      expect(reason(await openId.finish('proconnect', answer.search, none))).toBe('expired');
    expect(reason(await openId.finish('proconnect', '?code=x&state=y', mine.cookie))).toBe('refused');
  });

  it('finds the file of a candidate by address and names, and not that of another with the same address', async () => {
    const email = 'famille@mail.invalid';
    const mine = await candidateFile(app, { firstName: 'Zoé', lastName: 'Lefèvre', email });
    await candidateFile(app, { firstName: 'Ali', lastName: 'Lefèvre', email });
    franceconnect.person = { sub: 'fc-1', email, given_name: 'ZOE', family_name: 'LEFEVRE' };
    const { proofToken, people } = value((await through('franceconnect')).verdict);
    expect(people).toEqual([{ accountKey: `candidate-${mine}`, firstName: 'Zoé', role: 'candidate' }]);
    expect(await entrance.enter(proofToken, `candidate-${mine}`, DEVICE)).toMatchObject({ value: { step: 'in' } });
  });

  it('leads who is not registered to sign-up, with their names, and never to the team', async () => {
    franceconnect.person = {
      sub: 'fc-2',
      email: 'dominique@equipe.invalid',
      given_name: 'Dominique',
      family_name: 'Exemple',
    };
    const proven = value((await through('franceconnect')).verdict);
    expect(proven).toMatchObject({ people: [], fullName: 'Dominique Exemple', address: 'dominique@equipe.invalid' });
  });

  it('says so when the provider is away or not set up', async () => {
    expect(openId.offered()).toEqual(['proconnect', 'franceconnect']);
    const other = await testApp({
      environment: {
        PROCONNECT_ISSUER: 'http://127.0.0.1:9',
        PROCONNECT_CLIENT_ID: 'x',
        PROCONNECT_CLIENT_SECRET: 'y',
      },
    });
    try {
      const service = other.get(OpenIdService);
      expect(service.offered()).toEqual(['proconnect']);
      await expect(service.begin('proconnect')).rejects.toMatchObject({ code: 'openid.unavailable', status: 503 });
      await expect(service.begin('franceconnect')).rejects.toMatchObject({ code: 'openid.not-offered' });
    } finally {
      await other.stop();
    }
  });
});
