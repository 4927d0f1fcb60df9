import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { AccountsService } from '../../../src/identity/accounts.service.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { nextPage } from '../../../src/web/account/next-page.rules.js';
import { codeOf } from '../../support/codes.js';
import { accountOf, candidateFile } from '../../support/people.js';
import { SITE_PAGES } from '../../support/site-pages.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { signedIn } from '../../support/town.js';
import { csrfIn, type WebAnswer, WebVisitor, wordsOf } from '../../support/web-visitor.js';

const ADDRESS = '/mon-espace/donnees/telephone';
const TYPED = '06 39 98 09 09';

const to = (answer: WebAnswer) => answer.headers.get('location');

describe('the safety of the pages', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
    await loadReferenceData(app.nest, () => undefined);
  }, 60_000);
  afterAll(() => app?.stop());

  const someone = async () => {
    const candidateId = await candidateFile(app, { firstName: 'Nadia' });
    return { candidateId, browser: await signedIn(app, candidateId) };
  };
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
    fetch(`${app.url}${path}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers });

  describe('forms', () => {
    it('refuse a form without the token of its page, and show the text again', async () => {
      const { candidateId, browser } = await someone();
      const tokens: Record<string, string>[] = [{}, { _csrf: '' }, { _csrf: 'x'.repeat(43) }];
      for (const token of tokens) {
        const refused = await browser.post(ADDRESS, { ...token, adresse: TYPED });
        expect([refused.status, to(refused)]).toEqual([303, ADDRESS]);
        expect((await browser.follow(refused)).text).toContain(`value="${TYPED}"`);
        expect((await browser.get(ADDRESS)).text).not.toContain(TYPED); // shown once
      }
      expect(await attempts()).toBe(0);
      expect(await app.database.query('SELECT 1 FROM accounts WHERE candidate_id = $1', [candidateId])).toHaveLength(1);
    });

    it('refuse the token of somebody else', async () => {
      const [me, other] = [await someone(), await someone()];
      const token = csrfIn((await other.browser.get(ADDRESS)).text);
      expect(to(await me.browser.post(ADDRESS, { _csrf: token, adresse: TYPED }))).toBe(ADDRESS);
      expect(await attempts()).toBe(0);
    });

    it('refuse what another site sends, even with the right token, and keep none of it', async () => {
      const { browser } = await someone();
      const token = csrfIn((await browser.get(ADDRESS)).text);
      const fields = { _csrf: token, adresse: TYPED };
      const cookie = `session=${browser.cookie('session')}`;
      const foreign = await post(ADDRESS, fields, { cookie, 'sec-fetch-site': 'cross-site' });
      expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []]);
      // A browser holds back the SameSite cookie: then the page asks to sign in, without the stranger's text.
      const bare = await post(ADDRESS, fields, { 'sec-fetch-site': 'cross-site' });
      expect([bare.status, bare.headers.getSetCookie()]).toEqual([303, []]);
      expect(await attempts()).toBe(0);
    });

    it('never take a file', async () => {
      const { browser } = await someone();
      const body = new FormData();
      body.set('adresse', new Blob(['%PDF'], { type: 'application/pdf' }), 'cv.pdf');
      const cookie = `session=${browser.cookie('session')}`;
      const answer = await fetch(`${app.url}${ADDRESS}`, { method: 'POST', headers: { cookie }, body });
      expect([answer.status, wordsOf(await answer.text()).includes('Ce site ne prend pas de fichier')]).toEqual([
        415,
        true,
      ]);
    });

    it('show the text again after the sign-in that a session over asks for', async () => {
      const id = await candidateFile(app, { firstName: 'Nadia', phone: '+33639980701' });
      const browser = await signedIn(app, id);
      const page = await browser.get(ADDRESS);
      await app.database.query('DELETE FROM sessions');
      const refused = await browser.post(ADDRESS, { _csrf: csrfIn(page.text), adresse: TYPED });
      expect(to(refused)).toBe(`/connexion?suite=${encodeURIComponent(ADDRESS)}`);
      await browser.send(to(refused) ?? '', { telephone: '06 39 98 07 01' });
      const code = await codeOf(app, browser.cookie('attempt') ?? '');
      const entered = await browser.send(`/connexion/code?suite=${encodeURIComponent(ADDRESS)}`, { code });
      expect(to(entered)).toBe(ADDRESS);
      expect((await browser.follow(entered)).text).toContain(`value="${TYPED}"`);
    });

    const attempts = async () =>
      (await app.database.query("SELECT 1 FROM sign_in_attempts WHERE address = '+33639980909'")).length;
  });

  describe('the page after the sign-in', () => {
    const ELSEWHERE = [
      '//autre.invalid',
      '/\\autre.invalid',
      '\\\\autre.invalid',
      'https://autre.invalid/',
      'javascript:alert(1)',
      ' //autre.invalid',
      '/\t/autre.invalid',
      '/%0d%0aset-cookie:a=b\r\nset-cookie: a=b',
      'autre.invalid',
      '',
    ];

    it.each(ELSEWHERE)('is never elsewhere: %j', async (next) => {
      expect(nextPage.parse(next)).toBeUndefined();
      const { browser } = await someone();
      expect(to(await browser.get(`/connexion?suite=${encodeURIComponent(next)}`))).toBe('/mon-espace');
    });

    it('is the path that was asked for', () => {
      expect(nextPage.parse('/offres/1?deplacement=velo')).toBe('/offres/1?deplacement=velo');
    });
  });

  describe('the team', () => {
    it('opens no page with a proven address alone', async () => {
      const email = 'agent@equipe.invalid';
      const agent = { role: 'agent', email, firstName: 'Dominique', lastName: 'Martin' } as const;
      await app.get(AccountsService).create(agent);
      const browser = new WebVisitor(app);
      await browser.send('/connexion/e-mail', { email });
      const code = await codeOf(app, browser.cookie('attempt') ?? '');
      const answer = await browser.send('/connexion/code?par=e-mail', { code });
      expect(to(answer)).toBe('/connexion/verification');
      expect(browser.cookie('session')).toBeUndefined();
      expect(to(await browser.get('/equipe'))).toBe('/connexion?suite=%2Fequipe');
      const token = browser.cookie('proof') ?? '';
      for (const cookie of ['session', '__Host-session']) browser.setCookie(cookie, token);
      expect(to(await browser.get('/equipe'))).toBe('/connexion?suite=%2Fequipe');
    });
  });

  describe('answers', () => {
    const SECURE = { environment: { PUBLIC_URL: 'https://actifs.exemple.invalid' } };

    /** What securityheaders.com and Mozilla's Observatory look for. */
    function weaknesses(headers: Headers, secure: boolean): string[] {
      const policy = headers.get('content-security-policy') ?? '';
      const wanted: [string, boolean][] = [
        ['a policy without anything inline', /default-src 'none'/.test(policy) && !/unsafe|\*/.test(policy)],
        ['no frame', /frame-ancestors 'none'/.test(policy) && headers.get('x-frame-options') === 'DENY'],
        ['no base', /base-uri 'none'/.test(policy)],
        ['forms of this site', /form-action 'self'/.test(policy)],
        ['no guessing of types', headers.get('x-content-type-options') === 'nosniff'],
        ['no leak of addresses', headers.get('referrer-policy') === 'same-origin'],
        ['few permissions', (headers.get('permissions-policy') ?? '').includes('camera=()')],
        ['own opener', headers.get('cross-origin-opener-policy') === 'same-origin'],
        ['own resources', headers.get('cross-origin-resource-policy') === 'same-origin'],
        [
          'HTTPS for two years',
          (headers.get('strict-transport-security') ?? '').startsWith('max-age=63072000') === secure,
        ],
        ['no name of the server', headers.get('server') === null && headers.get('x-powered-by') === null],
      ];
      return wanted.flatMap(([name, there]) => (there ? [] : [name]));
    }

    it('carry the headers of an A+ scan on every page, errors and redirections included', async () => {
      const paths = SITE_PAGES.flatMap(({ path }) => (typeof path === 'string' ? [path] : []));
      const { browser } = await someone();
      const more = ['/mon-espace/donnees', '/connexion', '/connexion/e-mail', '/connexion/courrier', '/equipe'];
      const found: Record<string, string[]> = {};
      for (const visitor of [browser, new WebVisitor(app)]) {
        for (const path of [...paths, ...more]) {
          const weak = weaknesses((await visitor.get(path)).headers, false);
          if (weak.length > 0) found[path] = weak;
        }
      }
      expect(found).toEqual({});
    });

    it('hold browsers to HTTPS and give cookies that only HTTPS of this host carries', async () => {
      const secure = await testApp(SECURE);
      try {
        const page = await fetch(`${secure.url}/connexion`);
        expect(weaknesses(page.headers, true)).toEqual([]);
        const [visit = ''] = page.headers.getSetCookie();
        expect(visit).toMatch(/^__Host-visit=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
        const phone = '+33639980555';
        await candidateFile(secure, { phone });
        const browser = new WebVisitor(secure);
        await browser.send('/connexion', { telephone: phone });
        const code = await codeOf(secure, browser.cookie('__Host-attempt') ?? '');
        const entered = await browser.send('/connexion/code', { code });
        const session = entered.headers.getSetCookie().find((line) => line.startsWith('__Host-session='));
        expect(session).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=.* GMT$/);
      } finally {
        await secure.stop();
      }
    });

    it('are kept by no cache once somebody is signed in or a form is on the page', async () => {
      const { browser } = await someone();
      expect((await browser.get('/mon-espace/donnees')).headers.get('cache-control')).toBe('private, no-store');
      expect((await browser.get('/mon-espace/donnees/export.json')).headers.get('cache-control')).toBe(
        'private, no-store',
      );
      expect((await new WebVisitor(app).get('/connexion')).headers.get('cache-control')).toBe('private, no-cache');
    });

    it('never hold what the visitor typed as HTML', async () => {
      const { browser } = await someone();
      const evil = '"><script>alert(1)</script>';
      const answer = await browser.send(ADDRESS, { adresse: evil });
      expect(answer.status).toBe(422);
      expect(answer.text).not.toContain('<script>alert');
    });
  });

  it('closes the pages of an account that was closed', async () => {
    const account = await accountOf(app, 'member');
    const { token } = await app.get(SessionsService).open(account, { device: 'test', remember: false });
    const browser = new WebVisitor(app);
    browser.setCookie('session', token);
    expect((await browser.get('/structure')).status).toBe(200);
    await app.get(AccountsService).close(account);
    expect(to(await browser.get('/structure'))).toBe('/connexion?suite=%2Fstructure');
  });
});
