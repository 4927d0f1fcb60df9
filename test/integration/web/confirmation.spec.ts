import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ConfirmationsService } from '../../../src/identity/confirmations.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { barriers, describeInBrowser, openBrowser, overflow } from '../../support/browser.js';
import { accountOf, candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { signedIn } from '../../support/town.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';

const clock = new FixedClock('2026-11-20T08:00:00Z');
let app: TestApp;
let number = 0;

beforeAll(async () => {
  app = await testApp({ clock });
}, 60_000);
afterAll(() => app?.stop());

/** Somebody registered by an agent: their file and the path of the link they were sent. */
async function registered(): Promise<{ id: string; path: string }> {
  const phone = `+336399810${String(++number).padStart(2, '0')}`;
  const id = await candidateFile(app, { firstName: 'Josette', phone });
  const agent = await accountOf(app, 'agent');
  await app.get(ConfirmationsService).tell(id, { accountId: agent, team: 'l’équipe Aisne-actifs' });
  const [sms] = await app.database.query<{ body_text: string }>(
    'SELECT body_text FROM messages WHERE candidate_id = $1',
    [id],
  );
  const path = /https?:\/\/[^/\s]+(\/i\/\S+)/.exec(sms?.body_text ?? '')?.[1] ?? '';
  return { id, path };
}
const rows = (sql: string, id: string) => app.database.query<Record<string, unknown>>(sql, [id]);

describe('an account that an agent made', () => {
  it('is shown to its owner by the link of the message; looking answers nothing', async () => {
    const { id, path } = await registered();
    const browser = new WebVisitor(app);
    for (const page of [path, `${path}/non`, path]) expect((await browser.get(page)).status).toBe(200);
    const words = wordsOf((await browser.get(path)).text);
    expect(words).toContain('Un compte a été créé pour Josette C’est l’équipe Aisne-actifs qui l’a créé');
    expect(await rows('SELECT answer FROM registration_confirmations WHERE candidate_id = $1', id)).toEqual([
      { answer: null },
    ]);
  });

  it('is confirmed by a button, as often as it is pressed', async () => {
    const { id, path } = await registered();
    const browser = new WebVisitor(app);
    for (let i = 0; i < 2; i++) {
      await browser.get('/connexion'); // a page with a token, since the second time this one has no form
      const answer = await browser.send(path, {}, '/connexion');
      expect([answer.status, answer.headers.get('location')]).toEqual([303, path]);
    }
    expect(wordsOf((await browser.get(path)).text)).toContain('Bienvenue, Josette');
    expect(await rows('SELECT status FROM candidates WHERE id = $1', id)).toEqual([{ status: 'active' }]);
  });

  it('is erased with its sessions when the owner never wanted it, even after a yes', async () => {
    const { id, path } = await registered();
    const inside = await signedIn(app, id);
    const browser = new WebVisitor(app);
    await browser.send(path, {});
    expect(wordsOf((await browser.get(`${path}/non`)).text)).toContain('C’est définitif.');
    const answer = await browser.send(`${path}/non`, {});
    expect(answer.headers.get('location')).toBe('/au-revoir');
    expect((await inside.get('/mon-espace/donnees')).status).toBe(303);
    expect((await browser.get(path)).status).toBe(404);
    await app.runJobs();
    expect(await rows('SELECT status, phone FROM candidates WHERE id = $1', id)).toEqual([
      { status: 'erased', phone: null },
    ]);
    for (const page of [path, `${path}/non`]) {
      const over = await browser.send(page, {}, '/connexion');
      expect([over.status, wordsOf(over.text).includes('Ce lien n’est plus valable')]).toEqual([404, true]);
    }
  });

  it('says whom to call when the link is unknown or older than thirty days', async () => {
    const { path } = await registered();
    const browser = new WebVisitor(app);
    const unknown = await browser.get('/i/aaaaaaaaaaaaaaaa');
    expect([unknown.status, wordsOf(unknown.text)]).toEqual([404, expect.stringContaining('appelez-nous')]);
    expect((await browser.get('/i/trop-court')).status).toBe(404);
    clock.advance(31 * 24 * 3600);
    expect((await browser.get(path)).status).toBe(404);
    expect((await browser.send(path, {}, '/connexion')).status).toBe(404);
  });
});

describeInBrowser('the pages about such an account', () => {
  let chromium: Browser;
  beforeAll(async () => {
    chromium = await openBrowser();
  });
  afterAll(() => chromium?.close());

  it.each([320, 1280])(
    'have no barrier at %d px',
    async (width) => {
      const { path } = await registered();
      const page = await chromium.newPage({ viewport: { width, height: 800 } });
      const found: string[] = [];
      const look = async () =>
        found.push(...(await barriers(page)), ...((await overflow(page)) > 0 ? ['too wide'] : []));
      for (const at of [path, `${path}/non`, '/i/aaaaaaaaaaaaaaaa']) {
        await page.goto(app.url + at);
        await look();
      }
      await page.goto(app.url + path);
      await Promise.all([page.waitForEvent('load'), page.click('main form button')]);
      expect(await page.textContent('h1')).toBe('Bienvenue, Josette');
      await look();
      expect(found).toEqual([]);
      await page.close();
    },
    60_000,
  );
});
