import { afterAll, beforeAll, expect, it, describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { CvSharesService } from '../../../src/candidates/cv-shares.service.js';
import { AccessLogService } from '../../../src/identity/access-log.service.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { newId } from '../../../src/platform/ids.js';
import { barriers, describeInBrowser, openBrowser, overflow } from '../../support/browser.js';
import { codeOf } from '../../support/codes.js';
import { candidateFile } from '../../support/people.js';
import type { TestApp } from '../../support/test-app.js';
import { signedIn, townApp } from '../../support/town.js';
import { type WebAnswer, type WebVisitor, wordsOf } from '../../support/web-visitor.js';

const HOME = '/mon-espace/donnees';
const to = (answer: WebAnswer) => answer.headers.get('location') ?? `no redirection: ${answer.status}`;

let app: TestApp;
let number = 0;

beforeAll(async () => {
  app = await townApp();
}, 180_000);
afterAll(() => app?.stop());

interface Someone {
  readonly id: string;
  readonly phone: string;
  readonly email: string;
  readonly browser: WebVisitor;
}

async function someone(
  of: { phone?: string | null; email?: string | null; firstName?: string } = {},
): Promise<Someone> {
  const phone = of.phone === undefined ? `+336399806${String(++number).padStart(2, '0')}` : of.phone;
  const email = of.email ?? null;
  const id = await candidateFile(app, { firstName: of.firstName ?? 'Léa', lastName: 'Exemple', phone, email });
  return { id, phone: phone ?? '', email: email ?? '', browser: await signedIn(app, id) };
}
const messagesTo = (address: string) =>
  app.database.query<{ channel: string; template: string; body_text: string }>(
    "SELECT channel, template, body_text FROM messages WHERE to_address = $1 AND template <> 'code'",
    [address],
  );
const fileOf = async (id: string) =>
  (
    await app.database.query<{ phone: string; email: string; status: string }>(
      'SELECT phone, email, status FROM candidates WHERE id = $1',
      [id],
    )
  )[0];

describe('my data', () => {
  it('hands out everything as JSON and as PDF', async () => {
    const { browser, phone } = await someone();
    expect(wordsOf((await browser.get(HOME)).text)).toContain('Vos informations sont à vous.');
    const json = await browser.get(`${HOME}/export.json`);
    expect(json.headers.get('content-disposition')).toMatch(/^attachment; filename="mes-donnees-[\d-]+\.json"$/);
    expect(JSON.stringify(JSON.parse(json.text))).toContain(phone);
    const pdf = await browser.get(`${HOME}/export.pdf`);
    expect([pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
  });

  it('records a yes or a no with its date, applies it at once and keeps the history', async () => {
    const { browser, id } = await someone();
    const path = `${HOME}/accords`;
    expect(to(await browser.send(path, { changer: 'cv-visible oui' }))).toBe(`${path}?fait=cv-visible`);
    expect(await visible(id)).toBe(true);
    const page = await browser.get(`${path}?fait=cv-visible`);
    expect(wordsOf(page.text)).toContain('Dites aussi oui à la ligne suivante');
    expect(wordsOf(page.text)).toMatch(/C’est noté\. Les employeurs voient mon CV : oui\..*Dit sur ce site/);
    await browser.send(path, { changer: 'cv-visible non' });
    expect(await visible(id)).toBe(false);
    expect(wordsOf((await browser.get(path)).text)).toMatch(
      /Tout ce que vous avez répondu Non : Les employeurs voient mon CV.*Oui : Les employeurs voient mon CV/,
    );
    const how = await app.database.query('SELECT how, recorded_by FROM consents WHERE candidate_id = $1', [id]);
    expect(how).toEqual([
      { how: 'web', recorded_by: 'self' },
      { how: 'web', recorded_by: 'self' },
    ]);
  });

  it('says what is missing for a yes that could reach nobody, and refuses rubbish', async () => {
    const { browser, id } = await someone();
    const refused = await browser.send(`${HOME}/accords`, { changer: 'email-alerts oui' });
    expect([refused.status, wordsOf(refused.text)]).toEqual([
      422,
      expect.stringContaining('Pas d’alerte par e-mail sans adresse'),
    ]);
    expect(refused.text).toContain('href="#email-alerts"');
    for (const changer of ['rsa oui', 'cv-visible peut-être', ''])
      expect((await browser.send(`${HOME}/accords`, { changer })).status).toBe(422);
    expect(await app.database.query('SELECT 1 FROM consents WHERE candidate_id = $1', [id])).toEqual([]);
  });

  const visible = async (id: string) =>
    (await app.database.query<{ seen: boolean }>('SELECT cv_visible AS seen FROM candidates WHERE id = $1', [id]))[0]
      ?.seen;

  it('tells who looked, and how often a link to the CV was opened', async () => {
    const { browser, id } = await someone();
    expect(wordsOf((await browser.get(`${HOME}/qui`)).text)).toContain('Personne pour le moment');
    const look = { by: newId(), byLabel: 'Les Jardins de Laon', candidateId: id, what: 'cv' } as const;
    await app.get(AccessLogService).record(look);
    const shares = app.get(CvSharesService);
    const { token } = await shares.create(id, { label: 'Garage', showPhone: false, showEmail: false });
    await shares.open(token);
    const words = wordsOf((await browser.get(`${HOME}/qui`)).text);
    expect(words).toContain('Les Jardins de Laon a vu votre CV');
    expect(words).toContain('Garage : ouvert 1 fois');
    expect((await browser.get(`${HOME}/qui?page=zzz`)).status).toBe(200);
    const other = await someone();
    expect(wordsOf((await other.browser.get(`${HOME}/qui`)).text)).not.toContain('Jardins');
  });

  it('lists the devices, closes one or all others, and never those of somebody else', async () => {
    const { browser, id } = await someone();
    const [lost, other] = [await signedIn(app, id), await signedIn(app, id)];
    const stranger = await someone();
    const [theirs] = await app.database.query<{ id: string }>(
      'SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.candidate_id = $1',
      [stranger.id],
    );
    const path = `${HOME}/appareils`;
    for (const fermer of [theirs?.id ?? '', newId(), 'rien'])
      expect([fermer, (await browser.send(path, { fermer })).status]).toEqual([fermer, 404]);
    expect((await stranger.browser.get(HOME)).status).toBe(200);
    const digests = app.get(SessionsService);
    const session = (await digests.visitor(lost.cookie('session') ?? ''))?.sessionId ?? '';
    expect(to(await browser.send(path, { fermer: session }))).toBe(`${path}?fait=ferme`);
    expect((await lost.get(HOME)).status).toBe(303);
    expect((await other.get(HOME)).status).toBe(200);
    await signedIn(app, id);
    await browser.send(path, { fermer: 'autres' });
    expect([(await other.get(HOME)).status, (await browser.get(HOME)).status]).toEqual([303, 200]);
    expect(wordsOf((await browser.get(path)).text)).toContain('Vous êtes connecté seulement ici.');
  });

  it('changes the telephone once its code is typed, and tells the old one', async () => {
    const { browser, id, phone } = await someone();
    const path = `${HOME}/telephone`;
    const refused = await browser.send(path, { adresse: '03 23 24 89 00' });
    expect([refused.status, refused.text.includes('value="03 23 24 89 00"')]).toEqual([422, true]);
    expect(to(await browser.send(path, { adresse: '06 39 98 06 99' }))).toBe(`${path}/code`);
    expect((await fileOf(id))?.phone).toBe(phone);
    const code = await codeOf(app, browser.cookie('change') ?? '');
    const wrong = await browser.send(`${path}/code`, { code: code === '000000' ? '000001' : '000000' });
    expect([wrong.status, (await fileOf(id))?.phone]).toEqual([422, phone]);
    expect(to(await browser.send(`${path}/code`, { code }))).toBe(`${HOME}?fait=telephone`);
    expect((await fileOf(id))?.phone).toBe('+33639980699');
    expect(await messagesTo(phone)).toEqual([
      { channel: 'sms', template: 'address-changed', body_text: expect.stringContaining("Ce n'est pas vous ?") },
    ]);
    expect(wordsOf((await browser.get(`${HOME}?fait=telephone`)).text)).toContain('06 39 98 06 99');
    expect(wordsOf((await browser.get(`${HOME}/messages`)).text)).toContain('Votre téléphone ou votre e-mail a changé');
  });

  it('adds an e-mail address the same way, by a mail without a link to sign in', async () => {
    const { browser, id, phone } = await someone();
    await browser.send(`${HOME}/e-mail`, { adresse: 'Lea@Exemple.invalid' });
    const attempt = browser.cookie('change') ?? '';
    const [mail] = await app.database.query<{ body_text: string }>(
      'SELECT body_text FROM messages WHERE dedup_key = $1',
      [`code-${attempt}`],
    );
    expect(mail?.body_text).not.toContain('/connexion/lien');
    await browser.send(`${HOME}/e-mail/code`, { code: await codeOf(app, attempt) });
    expect((await fileOf(id))?.email).toBe('lea@exemple.invalid');
    expect((await messagesTo(phone)).map(({ template }) => template)).toEqual(['address-changed']);
  });

  it('does not take the number of somebody with the same name, and says whom to call', async () => {
    const twin = await someone({ firstName: 'Zoé' });
    const { browser, id, phone } = await someone({ firstName: 'Zoé' });
    await browser.send(`${HOME}/telephone`, { adresse: twin.phone });
    const code = await codeOf(app, browser.cookie('change') ?? '');
    const refused = await browser.send(`${HOME}/telephone/code`, { code });
    expect([refused.status, wordsOf(refused.text)]).toEqual([
      422,
      expect.stringContaining('Un autre dossier a ce nom'),
    ]);
    expect((await fileOf(id))?.phone).toBe(phone);
  });
});

describe('leaving', () => {
  const path = `${HOME}/effacer`;

  it('asks for a fresh code of the person, and of nobody else, before anything goes', async () => {
    const { browser, id, phone } = await someone();
    expect(wordsOf((await browser.get(path)).text)).toContain('C’est définitif.');
    expect(to(await browser.get(`${path}/confirmer`))).toBe(path);
    expect(to(await browser.send(path, {}))).toBe(`${path}/confirmer`);
    expect(wordsOf((await browser.get(`${path}/confirmer`)).text)).toContain(`finit par ${phone.slice(-2)}`);
    const own = browser.cookie('leaving') ?? '';
    const stranger = await someone();
    await stranger.browser.send(path, {});
    const theirs = stranger.browser.cookie('leaving') ?? '';
    browser.setCookie('leaving', theirs);
    expect((await browser.send(`${path}/confirmer`, { code: await codeOf(app, theirs) })).status).toBe(422);
    browser.setCookie('leaving', own);
    for (const code of ['', '12', 'abcdef'])
      expect((await browser.send(`${path}/confirmer`, { code })).status).toBe(422);
    expect((await fileOf(id))?.status).toBe('active');
  });

  it('takes the first name of whom no code reaches', async () => {
    const { browser, id } = await someone({ phone: '+32470123456', firstName: 'Zoë' });
    expect(to(await browser.send(path, {}))).toBe(`${path}/confirmer`);
    expect((await browser.send(`${path}/confirmer`, { prenom: 'Luc' })).status).toBe(422);
    expect(to(await browser.send(`${path}/confirmer`, { prenom: ' zoe ' }))).toBe('/au-revoir');
    expect((await fileOf(id))?.status).toBe('erased');
  });

  it('leaves nothing in any table, in the index or in the queues, and no way back in', async () => {
    const email = 'effacine@exemple.invalid';
    const { browser, id, phone } = await someone({ firstName: 'Effacine', email });
    await app.database.query(
      `UPDATE candidates SET (insee, lat, lng, location_id) =
         (SELECT insee, lat, lng, location_id FROM candidates WHERE phone = '+33639980001' LIMIT 1) WHERE id = $1`,
      [id],
    );
    await app.get(AccessLogService).record({ by: newId(), byLabel: 'Équipe', candidateId: id, what: 'file' });
    for (const changer of ['cv-visible oui', 'employer-contact oui'])
      await browser.send(`${HOME}/accords`, { changer });
    await browser.send(`${HOME}/telephone`, { adresse: '06 39 98 06 98' });
    await browser.send(`${HOME}/telephone/code`, { code: await codeOf(app, browser.cookie('change') ?? '') });
    await app.runJobs(60_000);
    expect(await traces(id)).toEqual(expect.arrayContaining(['candidates', 'messages', 'sessions', 'index']));
    await browser.send(path, {});
    const code = await codeOf(app, browser.cookie('leaving') ?? '');
    const left = await browser.send(`${path}/confirmer`, { code });
    expect(to(left)).toBe('/au-revoir');
    expect([browser.cookie('session'), browser.cookie('leaving')]).toEqual([undefined, undefined]);
    expect(wordsOf((await browser.follow(left)).text)).toContain('Votre compte est effacé');
    await app.runJobs(60_000);
    // Rows without a name or a word: that somebody was here, agreed, and was written to.
    expect(await traces(id)).toEqual(['candidates', 'consents', 'messages']);
    expect(await traces(`Effacine|${email}|${phone.slice(3)}|639980698`)).toEqual([]);
  }, 120_000);

  /** Tables, and the index, in which this stands. */
  async function traces(text: string): Promise<string[]> {
    const tables = await app.database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await app.database.query(
        name === 'sessions'
          ? 'SELECT 1 FROM sessions t JOIN accounts a ON a.id = t.account_id WHERE a::text ~* $1 LIMIT 1'
          : `SELECT 1 FROM "${name}" t WHERE t::text ~* $1 LIMIT 1`,
        [text],
      );
      if (rows.length > 0) found.push(name);
    }
    const { url, key, prefix } = app.config.meili;
    const answer = await fetch(`${url}/indexes/${prefix}-profiles/documents?limit=1000`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return new RegExp(text, 'i').test(await answer.text()) ? [...found, 'index'] : found;
  }
});

describeInBrowser('the pages of my data, refused or filled', () => {
  let chromium: Browser;
  beforeAll(async () => {
    chromium = await openBrowser();
  });
  afterAll(() => chromium?.close());

  it.each([320, 1280])(
    'have no barrier at %d px',
    async (width) => {
      const { browser, id } = await someone({ email: 'filled@exemple.invalid' });
      await app.get(AccessLogService).record({ by: newId(), byLabel: 'Les Jardins', candidateId: id, what: 'cv' });
      await signedIn(app, id);
      await browser.send(`${HOME}/accords`, { changer: 'cv-visible oui' });
      const context = await chromium.newContext({ viewport: { width, height: 800 } });
      await context.addCookies([{ name: 'session', value: browser.cookie('session') ?? '', url: app.url }]);
      const page = await context.newPage();
      const found: Record<string, string[]> = {};
      const look = async (state: string) => {
        const wide = await overflow(page);
        const problems = [...(wide > 0 ? [`${wide} px too wide`] : []), ...(await barriers(page))];
        if (problems.length > 0) found[state] = problems;
      };
      for (const part of ['', '/qui', '/accords?fait=cv-visible', '/appareils', '/messages']) {
        await page.goto(app.url + HOME + part);
        await page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
        await look(part);
      }
      for (const part of ['/telephone', '/e-mail']) {
        await page.goto(app.url + HOME + part);
        await Promise.all([page.waitForEvent('load'), page.click('main form button')]);
        expect(await page.evaluate('document.activeElement.className')).toBe('errors');
        await look(`${part} refused`);
      }
      await page.goto(app.url + path());
      await Promise.all([page.waitForEvent('load'), page.click('main form button')]);
      await look('code asked');
      await Promise.all([page.waitForEvent('load'), page.click('main form button')]);
      await look('code refused');
      await page.goto(`${app.url}/au-revoir`);
      await look('goodbye');
      expect(found).toEqual({});
      await context.close();
    },
    60_000,
  );

  const path = () => `${HOME}/effacer`;
});
