import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { AccountsService } from '../../../src/identity/accounts.service.js';
import type { Provider } from '../../../src/identity/openid.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { barriers, describeInBrowser, openBrowser, overflow } from '../../support/browser.js';
import { codeOf } from '../../support/codes.js';
import { CLIENT, IdentityProvider } from '../../support/identity-provider.js';
import { accountOf, candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { type WebAnswer, WebVisitor, wordsOf } from '../../support/web-visitor.js';

const PUBLIC_URL = 'http://localhost:3000';
const VERIFY = '/connexion/verification';
const clock = new FixedClock('2026-11-20T08:00:00Z');
const to = (answer: WebAnswer) => answer.headers.get('location') ?? `no redirection: ${answer.status}`;

let app: TestApp;
let proconnect: IdentityProvider;
let franceconnect: IdentityProvider;

beforeAll(async () => {
  const back = (provider: Provider) => [`${PUBLIC_URL}/connexion/${provider}/retour`];
  proconnect = await IdentityProvider.start(back('proconnect'), `${PUBLIC_URL}/`, 'jwt');
  franceconnect = await IdentityProvider.start(back('franceconnect'), `${PUBLIC_URL}/`, 'json');
  const provider = (name: string, { issuer }: IdentityProvider) => ({
    [`${name}_ISSUER`]: issuer,
    [`${name}_CLIENT_ID`]: CLIENT.id,
    [`${name}_CLIENT_SECRET`]: CLIENT.secret,
  });
  const environment = {
    PUBLIC_URL,
    ...provider('PROCONNECT', proconnect),
    ...provider('FRANCECONNECT', franceconnect),
  };
  app = await testApp({ clock, environment });
  await loadReferenceData(app.nest, () => undefined);
}, 60_000);
beforeEach(() => clock.advance(3601));
afterAll(async () => {
  await app?.stop();
  await Promise.all([proconnect?.stop(), franceconnect?.stop()]);
});

const make = (email: string, role: 'agent' | 'adviser' | 'administrator' = 'agent') =>
  app.get(AccountsService).create({ role, email, firstName: 'Dominique', lastName: 'Martin' });

/** A browser that has proven the mailbox, before the second step. */
async function proven(email: string, next = ''): Promise<WebVisitor> {
  const browser = new WebVisitor(app);
  await browser.send(`/connexion/e-mail${next}`, { email });
  const code = await codeOf(app, browser.cookie('attempt') ?? '');
  expect(to(await browser.send(`/connexion/code${next}`, { code }))).toBe(`${VERIFY}${next}`);
  return browser;
}
const keyIn = (html: string) => /class="key">([^<]+)</.exec(html)?.[1]?.replaceAll(' ', '') ?? '';
const digits = (key: string) =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: clock.now().getTime() });

async function enrolled(email: string): Promise<{ key: string; codes: string[]; browser: WebVisitor }> {
  await make(email);
  const browser = await proven(email);
  const key = keyIn((await browser.get(VERIFY)).text);
  const shown = await browser.send(VERIFY, { code: digits(key) });
  const codes = [...shown.text.matchAll(/<code>([A-Z2-9-]{14})<\/code>/g)].map((match) => match[1] ?? '');
  clock.advance(3601);
  return { key, codes, browser };
}

describe('the team signs in', () => {
  it.each(['agent', 'adviser', 'administrator'] as const)(
    'as an %s: sets up an application from a picture or a key, and sees ten recovery codes once',
    async (role) => {
      const email = `${role}@equipe.invalid`;
      await make(email, role);
      const browser = await proven(email);
      const page = await browser.get(VERIFY);
      const key = keyIn(page.text);
      expect(pictured(page.text)).toContain(`secret=${key}`);
      expect(to(await browser.get('/equipe'))).toBe('/connexion?suite=%2Fequipe');
      const wrong = await browser.send(VERIFY, { code: '000000' });
      expect([wrong.status, keyIn(wrong.text), browser.cookie('session')]).toEqual([422, key, undefined]);
      const shown = await browser.send(VERIFY, { code: digits(key) });
      expect(wordsOf(shown.text)).toContain('Nous ne les montrons qu’une fois.');
      expect(shown.text.match(/<code>[A-Z2-9-]{14}<\/code>/g)).toHaveLength(10);
      expect(shown.headers.get('cache-control')).toMatch(/private/);
      const space = await browser.get('/equipe');
      expect([space.status, wordsOf(space.text).includes('Bonjour Dominique')]).toEqual([200, true]);
      expect(to(await browser.get(VERIFY))).toBe('/connexion/e-mail');
    },
  );

  it('by the code of the application, to the page that was wanted', async () => {
    const { key } = await enrolled('code@equipe.invalid');
    const next = '?suite=%2Fequipe%3Fa%3D1';
    const browser = await proven('code@equipe.invalid', next);
    const page = await browser.get(`${VERIFY}${next}`);
    expect([keyIn(page.text), page.text.includes('<svg class="qr"')]).toEqual(['', false]);
    expect((await browser.send(`${VERIFY}${next}`, { code: '' })).status).toBe(422);
    const entered = await browser.send(`${VERIFY}${next}`, { code: digits(key) });
    expect(to(entered)).toBe('/equipe?a=1');
    const cookie = entered.headers.getSetCookie().find((line) => line.startsWith('session='));
    expect(cookie).not.toContain('Expires'); // ends with the browser
  });

  it('by a recovery code, once, and is told how many are left', async () => {
    const { codes } = await enrolled('secours@equipe.invalid');
    const [code = ''] = codes;
    const browser = await proven('secours@equipe.invalid');
    const used = await browser.send(VERIFY, { code: code.toLowerCase().replaceAll('-', ' ') });
    expect(wordsOf(used.text)).toContain('Il vous reste 9 codes de secours.');
    expect((await browser.get('/equipe')).status).toBe(200);
    clock.advance(3601);
    const again = await proven('secours@equipe.invalid');
    expect((await again.send(VERIFY, { code })).status).toBe(422);
  });

  it('is stopped after ten wrong codes', async () => {
    const { key } = await enrolled('essais@equipe.invalid');
    const browser = await proven('essais@equipe.invalid');
    for (let i = 0; i < 10; i++) await browser.send(VERIFY, { code: '000000' });
    const refused = await browser.send(VERIFY, { code: digits(key) });
    expect([refused.status, wordsOf(refused.text)]).toEqual([422, expect.stringContaining('Trop de codes faux.')]);
  });

  it('only at the second step: others are sent to the first', async () => {
    for (const cookie of [undefined, 'x'.repeat(43)]) {
      const browser = new WebVisitor(app);
      if (cookie) browser.setCookie('proof', cookie);
      expect(to(await browser.get(`${VERIFY}?suite=%2Fequipe`))).toBe('/connexion/e-mail?suite=%2Fequipe');
      const answer = await browser.send(VERIFY, { code: '123456' }, '/connexion');
      expect(to(answer)).toBe('/connexion/e-mail');
    }
  });

  it('lets a member of an organisation in without a second key, to its own page', async () => {
    await accountOf(app, 'member', { email: 'membre@jardins.invalid', firstName: 'Camille' });
    const browser = new WebVisitor(app);
    await browser.send('/connexion/e-mail', { email: 'membre@jardins.invalid' });
    const code = await codeOf(app, browser.cookie('attempt') ?? '');
    expect(to(await browser.send('/connexion/code', { code }))).toBe('/structure');
    expect(wordsOf((await browser.get('/structure')).text)).toMatch(/Les Jardins .* Bonjour Camille/);
    expect((await browser.get('/equipe')).status).toBe(403);
  });
});

describe('identity providers', () => {
  beforeEach(() => {
    for (const provider of [proconnect, franceconnect]) provider.refuses = false;
  });

  /** Goes to the provider and comes back, as a browser does. */
  async function through(name: Provider, browser = new WebVisitor(app), next = ''): Promise<WebAnswer> {
    const left = await browser.get(`/connexion/${name}${next}`);
    expect(left.status).toBe(302);
    const provider = name === 'proconnect' ? proconnect : franceconnect;
    const back = await provider.visit(to(left));
    expect(back.origin).toBe(PUBLIC_URL);
    return browser.get(back.pathname + back.search);
  }

  it('ProConnect leads an agent to the second step, or in when it checked two factors itself', async () => {
    await make('pro@equipe.invalid');
    proconnect.person = { sub: 'pc-1', email: 'pro@equipe.invalid', given_name: 'Dominique', usual_name: 'Martin' };
    const browser = new WebVisitor(app);
    const answer = await through('proconnect', browser, '?suite=%2Fequipe%3Fb%3D2');
    expect(to(answer)).toBe(`${VERIFY}?suite=%2Fequipe%3Fb%3D2`);
    expect([browser.cookie('openid'), browser.cookie('wanted')]).toEqual([undefined, undefined]);
    proconnect.person = { ...proconnect.person, amr: ['mfa'] };
    expect(to(await through('proconnect', browser, '?suite=%2Fequipe%3Fb%3D2'))).toBe('/equipe?b=2');
    const out = await browser.send('/deconnexion', {}, '/equipe');
    expect(wordsOf(out.text)).toContain('Fermer aussi ProConnect');
    expect(out.text).toContain(`href="${proconnect.issuer}/session/end`);
    expect(to(await browser.get('/equipe'))).toBe('/connexion?suite=%2Fequipe');
  });

  it('FranceConnect finds the person’s own file, or leads to sign-up', async () => {
    await candidateFile(app, { firstName: 'Karim', lastName: 'Exemple', email: 'karim@exemple.invalid' });
    franceconnect.person = {
      sub: 'fc-1',
      email: 'karim@exemple.invalid',
      given_name: 'Karim',
      family_name: 'EXEMPLE',
    };
    expect(to(await through('franceconnect'))).toBe('/mon-espace');
    franceconnect.person = { sub: 'fc-2', email: 'neuf@exemple.invalid', given_name: 'Neuf', family_name: 'Exemple' };
    expect(to(await through('franceconnect'))).toBe('/inscription');
  });

  it('say in plain words why somebody is not in, and never let an answer serve twice', async () => {
    proconnect.person = { sub: 'pc-2', email: 'personne@ailleurs.invalid' };
    const unknown = await through('proconnect');
    expect([unknown.status, wordsOf(unknown.text)]).toEqual([422, expect.stringContaining('n’a pas de compte ici')]);
    proconnect.refuses = true;
    expect(wordsOf((await through('proconnect')).text)).toContain('La connexion n’a pas abouti. Recommencez.');
    for (const path of ['/connexion/proconnect/retour?code=x&state=y', '/connexion/franceconnect/retour']) {
      const bare = await new WebVisitor(app).get(path);
      expect([bare.status, wordsOf(bare.text).includes('Vous n’êtes pas connecté.')]).toEqual([422, true]);
    }
    expect((await new WebVisitor(app).get('/connexion/autre-connect')).status).toBe(404);
  });

  it('are not there where they are not set up', async () => {
    const plain = await testApp();
    try {
      expect((await new WebVisitor(plain).get('/connexion')).text).not.toContain('proconnect');
      for (const path of ['/connexion/proconnect', '/connexion/franceconnect'])
        expect((await new WebVisitor(plain).get(path)).status).toBe(404);
    } finally {
      await plain.stop();
    }
  });
});

describeInBrowser('the second step, in a browser', () => {
  let chromium: Browser;
  beforeAll(async () => {
    chromium = await openBrowser();
  });
  afterAll(() => chromium?.close());

  it.each([320, 1280])(
    'has no barrier at %d px, with the keyboard alone',
    async (width) => {
      const email = `clavier${width}@equipe.invalid`;
      await make(email);
      const visitor = await proven(email);
      const context = await chromium.newContext({ viewport: { width, height: 800 } });
      await context.addCookies(
        ['proof', 'visit'].map((name) => ({ name, value: visitor.cookie(name) ?? '', url: app.url })),
      );
      const page = await context.newPage();
      const found: Record<string, string[]> = {};
      const look = async (state: string) => {
        const wide = await overflow(page);
        const problems = [...(wide > 0 ? [`${wide} px too wide`] : []), ...(await barriers(page))];
        if (problems.length > 0) found[state] = problems;
      };
      const type = async (code: string) => {
        await page.focus('#code');
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type(code);
        await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
      };
      await page.goto(app.url + VERIFY);
      await page.focus('summary');
      await page.keyboard.press('Enter');
      await look('enrol');
      const key = (await page.textContent('.key'))?.replaceAll(' ', '') ?? '';
      await type('000000');
      expect(await page.evaluate('document.activeElement.className')).toBe('errors');
      await look('enrol refused');
      await type(digits(key));
      expect(await page.textContent('h1')).toBe('Vos codes de secours');
      await look('recovery codes');
      await page.focus('main a.button');
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
      expect(new URL(page.url()).pathname).toBe('/equipe');
      await look('team');
      expect(found).toEqual({});
      await context.close();
    },
    60_000,
  );
});

/** What a telephone reads in the QR code of the page. */
function pictured(html: string): string {
  const [, side = '0'] = /class="qr" viewBox="0 0 (\d+)/.exec(html) ?? [];
  const size = Number(side) * 4;
  const data = new Uint8Array(size * size * 4).fill(255);
  const path = /class="qr"[\s\S]*?<path d="([^"]*)"/.exec(html)?.[1] ?? '';
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let i = 0; i < 16; i++) {
      const at = ((Number(y) * 4 + (i >> 2)) * size + Number(x) * 4 + (i & 3)) * 4;
      data.fill(0, at, at + 3);
    }
  }
  return decodeQR({ width: size, height: size, data });
}
