import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Clock } from '../../../src/platform/clock.js';
import { robotsText } from '../../../src/web/pwa/sitemap.rules.js';
import { barriers, describeInBrowser, openBrowser, until } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { anOpen, nadia, townApp } from '../../support/town.js';

let app: TestApp;
let session: string;

beforeAll(async () => {
  app = await townApp();
  session = (await nadia(app)).visitor.cookie('session') ?? '';
}, 180_000);
afterAll(async () => {
  await app?.stop();
});

describe('what browsers and search engines ask for', () => {
  it('names the application, in the colours of the instance, with pictures that are there', async () => {
    const answer = await fetch(`${app.url}/manifest.webmanifest`);
    const manifest = (await answer.json()) as {
      name: string;
      theme_color: string;
      icons: { src: string; sizes: string }[];
    };
    expect(answer.headers.get('content-type')).toContain('application/manifest+json');
    expect(manifest.name).toContain('Aisne-actifs');
    expect(manifest.theme_color).toBe('#0b5a4c');
    expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(['192x192', '512x512', '512x512']);
    for (const { src, sizes } of manifest.icons) expect(await sizeOf(src)).toBe(sizes);
    expect(await sizeOf('/apple-touch-icon.png')).toBe('180x180');
    expect((await fetch(`${app.url}/favicon.ico`)).headers.get('content-type')).toBe('image/x-icon');
  });

  it('hands out the service worker fresh each time, and at no cost when it has not changed', async () => {
    const first = await fetch(`${app.url}/sw.js`);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('content-type')).toContain('text/javascript');
    const again = await fetch(`${app.url}/sw.js`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('lists every open offer and mission and the pages for everybody, and nothing else', async () => {
    const parts = addressesIn(await read('/sitemap.xml'));
    const pages = (await Promise.all(parts.map((part) => read(new URL(part).pathname)))).flatMap(addressesIn);
    const open = await app.database.query<{ path: string }>(
      `SELECT CASE kind WHEN 'offer' THEN '/offres/' ELSE '/missions/' END || id AS path FROM opportunities
       WHERE status = 'published' AND closes_on >= $1`,
      [app.get(Clock).today()],
    );
    const paths = pages.map((page) => new URL(page).pathname);
    expect(paths.filter((path) => /[0-9a-f-]{36}$/.test(path)).sort()).toEqual(open.map(({ path }) => path).sort());
    for (const path of paths.filter((path) => !/[0-9a-f-]{36}$/.test(path)))
      expect([path, (await fetch(`${app.url}${path}`)).status]).toEqual([path, 200]);
  });

  it('answers that a part which is not there does not exist', async () => {
    expect((await fetch(`${app.url}/sitemap/autre.xml`)).status).toBe(404);
    expect((await fetch(`${app.url}/sitemap/offres-0.xml`)).status).toBe(404);
  });

  it('keeps robots out of own pages and of searches, and out of a demonstration altogether', async () => {
    const robots = robotsText('https://actifs.example', false);
    for (const path of ['/mon-espace', '/connexion', '/*?']) expect(robots).toContain(`Disallow: ${path}\n`);
    expect(robots).toContain('Sitemap: https://actifs.example/sitemap.xml\n');
    expect(await read('/robots.txt')).toContain('Disallow: /\n');
  });

  it('tells whom to write to about a weakness, and until when this holds', async () => {
    const text = await read('/.well-known/security.txt');
    expect(text).toMatch(/^Contact: mailto:\S+@\S+$/m);
    const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '');
    expect(expires).toBeGreaterThan(app.get(Clock).now().getTime());
  });

  async function read(path: string): Promise<string> {
    const answer = await fetch(`${app.url}${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  }

  function addressesIn(xml: string): string[] {
    return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? '');
  }

  /** Width and height of a PNG, as its header tells them. */
  async function sizeOf(path: string): Promise<string> {
    const bytes = Buffer.from(await (await fetch(`${app.url}${path}`)).arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
  }
});

describeInBrowser('without network', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let offer: string;

  beforeAll(async () => {
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    page = await context.newPage();
    offer = `/offres/${await anOpen(app, 'offer')}`;
  });
  beforeEach(() => context.setOffline(false));
  afterAll(async () => {
    await browser?.close();
  });

  it('says so on a page that was never read, without a link to what nobody has kept', async () => {
    await page.goto(app.url);
    await workerReady();
    await context.setOffline(true);
    const answer = await page.goto(`${app.url}/offres?ou=Laon`);
    expect(answer?.status()).toBe(503);
    expect(await page.textContent('h1')).toBe('Vous n’avez pas de réseau');
    expect(await page.isVisible('text=Voir mes offres gardées')).toBe(false);
    expect(await styled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await context.setOffline(false);
    await page.click('text=Essayer encore');
    expect(await page.textContent('h1')).toContain('autour de Laon');
  });

  it('shows an offer that was kept, and the list of those kept', async () => {
    await context.addCookies([{ name: 'session', value: session, url: app.url }]);
    await page.goto(`${app.url}${offer}`);
    const title = (await page.textContent('h1')) ?? '';
    await page.click('button:has-text("Garder")');
    await page.waitForURL('**fait=enregistre');
    await kept(2);
    await context.setOffline(true);

    await page.goto(`${app.url}/comment-ca-marche`);
    await page.click('text=Voir mes offres gardées');
    expect(await page.textContent('main')).toContain('Vous n’avez pas de réseau.Voici la page gardée');
    expect(await barriers(page)).toEqual([]);
    await page.click(`a:has-text(${JSON.stringify(title)})`);
    expect(await page.textContent('h1')).toBe(title);
    expect(await styled()).toBe(true);
    expect(await page.textContent('header')).not.toContain('Espace de');
    expect(await barriers(page)).toEqual([]);
    await context.setOffline(false);
  });

  it('keeps nothing of a person who has signed out', async () => {
    await page.goto(`${app.url}/mon-espace/offres`);
    await kept(2);
    await page.click('text=Me déconnecter');
    await kept(0);
    await context.setOffline(true);
    await page.goto(`${app.url}${offer}`);
    expect(await page.textContent('h1')).toBe('Vous n’avez pas de réseau');
    expect(await page.isVisible('text=Voir mes offres gardées')).toBe(false);
    await context.setOffline(false);
  });

  it('keeps nothing of a person whose session has ended elsewhere', async () => {
    const { visitor } = await nadia(app);
    await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: app.url }]);
    await page.goto(`${app.url}/mon-espace/offres`);
    await kept(2);
    await context.clearCookies();
    await page.goto(app.url);
    await kept(0);
  });

  async function workerReady(): Promise<void> {
    await until(page, 'navigator.serviceWorker.controller !== null');
  }

  /** Waits until this many pages of the person are kept. */
  async function kept(pages: number): Promise<void> {
    await until(
      page,
      `caches.has('own').then((has) => has ? caches.open('own').then((own) => own.keys()) : []).then((keys) => keys.length === ${pages})`,
    );
  }

  /** The style sheet has come: the body is not in the letters of the browser. */
  async function styled(): Promise<boolean> {
    return page.evaluate("getComputedStyle(document.body).display === 'flex'");
  }
});

describeInBrowser('the tools of an offer', () => {
  let browser: Browser;
  let path: string;

  beforeAll(async () => {
    browser = await openBrowser();
    path = `${app.url}/offres/${await anOpen(app, 'offer')}`;
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('are not there without script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(path);
    expect(await page.textContent('main')).not.toContain('Imprimer');
    expect(await page.locator('button:has-text("Lire à voix haute")').count()).toBe(0);
    await page.close();
  });

  it('read the offer aloud in French, and stop', async () => {
    const page = await browser.newPage();
    await page.addInitScript(FRENCH_VOICE);
    await page.goto(path);
    const title = (await page.textContent('h1')) ?? '';
    await page.click('button:has-text("Lire à voix haute")');
    const spoken = await page.evaluate<{ words: string; lang: string }[]>('spoken');
    expect(spoken[0]).toEqual({ words: title, lang: 'fr-FR' });
    expect(spoken.map(({ words }) => words).join(' ')).toContain('Ne payez jamais pour travailler.');
    expect(spoken.map(({ words }) => words).join(' ')).not.toContain('Signaler un problème');
    await page.click('button:has-text("Arrêter la lecture")');
    expect(await page.isVisible('button:has-text("Lire à voix haute")')).toBe(true);
    await page.close();
  });

  it('offer no reading where no voice speaks French', async () => {
    const page = await browser.newPage();
    await page.addInitScript(FRENCH_VOICE.replace("'fr-FR'", "'en-US'"));
    await page.goto(path);
    expect(await page.isVisible('button:has-text("Imprimer")')).toBe(true);
    expect(await page.isVisible('button:has-text("Lire à voix haute")')).toBe(false);
    await page.close();
  });

  it('copy the address where the telephone shares nothing, and say so', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.addInitScript('delete Navigator.prototype.share');
    await page.goto(`${path}?deplacement=velo`);
    await page.click('button:has-text("Partager")');
    await page.waitForSelector('text=L’adresse est copiée');
    expect(new URL(await page.evaluate('navigator.clipboard.readText()')).search).toBe('');
    await context.close();
  });
});

/** A browser that has one French voice and remembers what it was asked to say. */
const FRENCH_VOICE = `
  globalThis.spoken = [];
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'fr-FR', localService: true }],
    speak: (words) => spoken.push({ words: words.text.trim(), lang: words.lang }),
    cancel: () => undefined,
    addEventListener: () => undefined,
  } });
  Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set: () => undefined });
`;
