import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/identity/accounts.service.js';
import { LetterCodesService } from '../../../src/identity/letter-codes.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { newId } from '../../../src/platform/ids.js';
import { codeOf, linkOf } from '../../support/codes.js';
import { candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { type WebAnswer, WebVisitor, wordsOf } from '../../support/web-visitor.js';

describe('signing in on the pages', () => {
  const clock = new FixedClock('2026-11-20T08:00:00Z');
  let app: TestApp;
  let number = 0;

  beforeAll(async () => {
    app = await testApp({ clock });
  }, 60_000);
  beforeEach(() => clock.advance(3601));
  afterAll(() => app?.stop());

  const newPhone = () => `+336399804${String(++number).padStart(2, '0')}`;
  const to = (answer: WebAnswer) => answer.headers.get('location') ?? `no redirection: ${answer.status}`;

  /** A browser that has asked for a code at this number. */
  async function asked(phone: string, next = ''): Promise<{ browser: WebVisitor; code: string; page: string }> {
    const browser = new WebVisitor(app);
    const answer = await browser.send(`/connexion${next}`, { telephone: phone });
    expect(answer.status).toBe(303);
    return { browser, code: await codeOf(app, browser.cookie('attempt') ?? ''), page: to(answer) };
  }
  const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

  it('lets a person in with a telephone and the code of an SMS, to the page they wanted', async () => {
    const phone = newPhone();
    await candidateFile(app, { firstName: 'Nadia', phone });
    const { browser, code, page } = await asked(`0${phone.slice(3)}`, '?suite=%2Fmon-espace%2Fdonnees');
    expect(wordsOf((await browser.get(page)).text)).toContain(`au numéro qui finit par ${phone.slice(-2)}`);
    const answer = await browser.send(page, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect([answer.status, to(answer)]).toEqual([303, '/mon-espace/donnees']);
    const space = wordsOf((await browser.follow(answer)).text);
    expect(space).toContain('Espace de Nadia');
    expect(space).toContain('Mes données');
    expect(browser.cookie('attempt')).toBeUndefined();
    expect(to(await browser.get('/connexion'))).toBe('/mon-espace');
  });

  it('changes the session at each sign-in, and closes the one before', async () => {
    const phone = newPhone();
    await candidateFile(app, { phone });
    const { browser, code, page } = await asked(phone);
    await browser.send(page, { code });
    const first = browser.cookie('session') ?? '';
    clock.advance(61);
    await browser.send('/connexion', { telephone: phone }, '/connexion/e-mail');
    const again = await codeOf(app, browser.cookie('attempt') ?? '');
    await browser.send('/connexion/code', { code: again });
    expect(browser.cookie('session')).not.toBe(first);
    const old = new WebVisitor(app);
    old.setCookie('session', first);
    expect(to(await old.get('/mon-espace/donnees'))).toBe('/connexion?suite=%2Fmon-espace%2Fdonnees');
  });

  it('says that a code is wrong beside its field, and stops after five', async () => {
    const phone = newPhone();
    await candidateFile(app, { phone });
    const { browser, code, page } = await asked(phone);
    for (let tries = 1; tries <= 5; tries++) {
      const answer = await browser.send(page, { code: wrong(code) });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('<title>Erreur : Votre code');
      expect(answer.text).toContain(`value="${wrong(code)}"`);
      expect(wordsOf(answer.text)).toContain(
        tries < 5 ? 'Ce n’est pas le bon code. Vérifiez les chiffres.' : 'Le code était faux 5 fois',
      );
    }
    expect((await browser.send(page, { code })).status).toBe(422);
    expect(browser.cookie('session')).toBeUndefined();
  });

  it('asks who one is behind a shared telephone', async () => {
    const phone = newPhone();
    await candidateFile(app, { firstName: 'Chantal', phone });
    await candidateFile(app, { firstName: 'Mickaël', phone });
    const { browser, code, page } = await asked(phone);
    const answer = await browser.send(page, { code });
    expect(to(answer)).toBe('/connexion/qui');
    const who = await browser.follow(answer);
    expect(wordsOf(who.text)).toMatch(/Qui êtes-vous \?.*Chantal.*Mickaël.*Je ne suis pas dans la liste/);
    expect((await browser.send('/connexion/qui', {})).status).toBe(422);
    expect((await browser.send('/connexion/qui', { qui: `candidate-${newId()}` })).status).toBe(422);
    const key = /value="(candidate-[^"]+)"[^>]*>(?:<[^>]*>)*<span>Mickaël/.exec(who.text)?.[1] ?? '';
    const entered = await browser.send('/connexion/qui', { qui: key });
    expect(to(entered)).toBe('/mon-espace');
    expect(wordsOf((await browser.get('/')).text)).toContain('Espace de Mickaël');
  });

  it('answers the same for a number nobody knows, then leads to sign-up', async () => {
    const known = newPhone();
    await candidateFile(app, { phone: known });
    const [one, other] = [await asked(known), await asked(newPhone())];
    const shape = async ({ browser, page }: typeof one) =>
      (await browser.get(page)).text.replace(/value="[^"]*"/g, '').replace(/finit par \d\d/, '');
    expect(one.page.replace(/\d\d$/, '')).toBe(other.page.replace(/\d\d$/, ''));
    expect(await shape(one)).toBe(await shape(other));
    const answer = await other.browser.send(other.page, { code: other.code });
    expect(to(answer)).toBe('/inscription');
    expect(other.browser.cookie('session')).toBeUndefined();
    expect(other.browser.cookie('proof')).toMatch(/^[\w-]{43}$/);
  });

  it('keeps a link whole when a scanner opens it, and uses it by the button', async () => {
    const email = 'lecture@exemple.invalid';
    await candidateFile(app, { firstName: 'Karim', email });
    const browser = new WebVisitor(app);
    expect((await browser.send('/connexion/e-mail', { email })).status).toBe(303);
    const path = `/connexion/lien/${await linkOf(app, browser.cookie('attempt') ?? '')}`;
    const scanner = new WebVisitor(app);
    for (let i = 0; i < 3; i++) expect((await scanner.get(path)).status).toBe(200);
    expect(scanner.cookie('session')).toBeUndefined();
    const answer = await browser.send(path, {});
    expect(to(answer)).toBe('/mon-espace');
    const late = await new WebVisitor(app).send(path, {});
    expect([late.status, late.headers.getSetCookie()]).toEqual([422, []]);
    expect((await browser.get('/connexion/lien/abc')).status).toBe(404);
  });

  it('takes the code of a letter with the family name, once', async () => {
    const candidateId = await candidateFile(app, { firstName: 'Josette', lastName: 'Exemple' });
    const agent = await app.get(AccountsService).create({
      role: 'agent',
      email: 'lettres@equipe.invalid',
      firstName: 'Dominique',
      lastName: 'Martin',
    });
    const code = await app.get(LetterCodesService).issue(candidateId, agent);
    const browser = new WebVisitor(app);
    const refused = await browser.send('/connexion/courrier', { code, nom: 'Autre' });
    expect([refused.status, wordsOf(refused.text).includes('ne correspond pas')]).toEqual([422, true]);
    expect(refused.text).toContain('value="Autre"');
    expect(to(await browser.send('/connexion/courrier', { code: code.toLowerCase(), nom: 'exemple' }))).toBe(
      '/mon-espace',
    );
    expect((await new WebVisitor(app).send('/connexion/courrier', { code, nom: 'Exemple' })).status).toBe(422);
  });

  it('signs out at once', async () => {
    const phone = newPhone();
    await candidateFile(app, { phone });
    const { browser, code, page } = await asked(phone);
    await browser.send(page, { code });
    const session = browser.cookie('session') ?? '';
    expect(to(await browser.send('/deconnexion', {}, '/mon-espace/donnees'))).toBe('/');
    expect(browser.cookie('session')).toBeUndefined();
    browser.setCookie('session', session);
    expect((await browser.get('/mon-espace/donnees')).status).toBe(303);
  });

  it.each([
    ['/connexion', { telephone: '03 23 24 89 00' }, 'Ce n’est pas un numéro de téléphone portable'],
    ['/connexion', { telephone: '' }, 'Écrivez votre numéro de téléphone.'],
    ['/connexion/e-mail', { email: 'nadia@' }, 'Cette adresse e-mail n’est pas complète'],
    ['/connexion/courrier', { code: '', nom: '' }, 'Écrivez le code du courrier.'],
  ])('says at %s what is wrong and keeps what was typed', async (path, fields, message) => {
    const answer = await new WebVisitor(app).send(path, fields);
    expect([answer.status, answer.text.includes('Il y a un problème')]).toEqual([422, true]);
    expect(wordsOf(answer.text)).toContain(message);
    for (const value of Object.values(fields).filter(Boolean)) expect(answer.text).toContain(`value="${value}"`);
  });
});
