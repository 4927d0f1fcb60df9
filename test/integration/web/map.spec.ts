import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { barriers, describeInBrowser, openBrowser, overflow, until } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { anOpen, townApp } from '../../support/town.js';

const SEARCH = 'ou=Laon&deplacement=velo&tri=recent';

let app: TestApp;

beforeAll(async () => {
  app = await townApp();
}, 180_000);
afterAll(async () => {
  await app?.stop();
});

describe('the map of a list', () => {
  it('is one tap away from the list, with the same search and the same page', async () => {
    const list = await read(`/offres?${SEARCH}&page=2`);
    const link = /href="(\/offres\/carte\?[^"]+)"/.exec(list)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const map = await read(link);
    expect(titlesIn(map)).toEqual(titlesIn(list));
    expect(map).toContain('<li class="card" id="n11">');
    expect(map).toMatch(/href="\/offres\?[^"]*page=2"[^>]*>.*?Voir la liste seule/);
  });

  it('has a line of the list for every number', async () => {
    for (const path of [`/offres/carte?${SEARCH}`, '/missions/carte']) {
      const map = await read(path);
      const { points } = dataOf(map);
      expect(points.length).toBeGreaterThan(0);
      for (const { number } of points) expect(map).toContain(`<li class="card" id="n${number}">`);
      for (const [, target] of map.matchAll(/class="mark-link" href="#([^"]+)"/g))
        expect(map).toContain(`id="${target}"`);
    }
  });

  it('shows an employer who hides at the commune, whatever is known of the address', async () => {
    const id = await anOpen(app, 'offer');
    const seen = async () => {
      const map = await read('/offres/carte?tri=recent');
      const number = Number(new RegExp(`id="n(\\d+)"(?:(?!<li).)*?${id}`, 's').exec(map)?.[1]);
      return dataOf(map).points.find((point) => point.number === number);
    };
    const [commune] = await app.database.query<{ lat: number; lng: number }>(
      'SELECT commune.lat, commune.lng FROM offers JOIN communes commune USING (insee) WHERE offers.id = $1',
      [id],
    );
    const place = (address: string | null, anonymous: boolean) =>
      app.database.query(
        `UPDATE offers SET address = $2, anonymous_employer = $3, lat = 49.1234, lng = 3.4321, version = version + 1,
           published_at = now() WHERE id = $1`,
        [id, address, anonymous],
      );
    await place('3 rue des Lilas', false);
    expect(await seen()).toMatchObject({ lat: 49.1234, lng: 3.4321 });
    await place('3 rue des Lilas', true);
    expect(await seen()).toMatchObject({ ...commune });
    await place(null, false);
    expect(await seen()).toMatchObject({ ...commune });
  });

  it('leaves to the list what the list is better at: a place that is not clear, and nothing found', async () => {
    for (const query of ['ou=Saint-Martin', 'ou=zzzzzz', 'ou=Laon&metier=astronaute%20lunaire&distance=5']) {
      const answer = await fetch(`${app.url}/offres/carte?${query}`, { redirect: 'manual' });
      expect([query, answer.status]).toEqual([query, 302]);
      expect(answer.headers.get('location')).toMatch(/^\/offres\?ou=/);
    }
  });

  async function read(path: string): Promise<string> {
    const answer = await fetch(`${app.url}${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  }

  function titlesIn(html: string): string[] {
    return [...html.matchAll(/class="card-link" href="([^"?]+)/g)].map(([, path]) => path ?? '');
  }

  function dataOf(html: string): { points: { number: number; lat: number; lng: number }[] } {
    const text = /id="carte-donnees" type="application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}';
    return JSON.parse(text) as { points: { number: number; lat: number; lng: number }[] };
  }
});

describeInBrowser('the map in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('leads from a drawn number to its line without script', async () => {
    const page = await open({ script: false });
    expect(await page.locator('.map-tools, .live').count()).toBe(0);
    const mark = page.locator('.mark-link').last();
    const target = (await mark.getAttribute('href')) ?? '';
    await mark.click();
    expect(new URL(page.url()).hash).toBe(target);
    expect(await page.locator(`${target}:target h3 a`).isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.close();
  });

  it.each([320, 1280])('has no barrier at %i px, and stays within the window', async (width) => {
    const page = await open({ width });
    await page.waitForSelector('.live .mark-button');
    expect(await barriers(page)).toEqual([]);
    await page.locator('.mark-button').first().click();
    await page.waitForSelector('.leaflet-popup-content a');
    expect(await barriers(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.close();
  });

  it('is moved, enlarged and read with the keyboard alone', async () => {
    const page = await open({});
    await page.waitForSelector('.live .mark-button');
    await page.locator('.live').focus();
    await page.keyboard.press('Tab');
    const mark = page.locator('.mark-button:focus');
    expect(await mark.getAttribute('aria-label')).toMatch(/^\d/);
    const number = (await mark.getAttribute('data-numbers'))?.split(',')[0];
    await page.keyboard.press('Enter');
    const link = page.locator('.leaflet-popup-content a:focus');
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe(await page.locator(`#n${number} h3 a`).getAttribute('href'));
    await page.keyboard.press('Escape');
    await page.waitForSelector('.leaflet-popup', { state: 'detached' });
    expect(await page.locator('.mark-button:focus').getAttribute('data-numbers')).toContain(number);

    const before = await scale(page);
    await page.locator('button:has-text("Réduire")').focus();
    await page.keyboard.press('Enter');
    await until(
      page,
      `document.querySelector('.leaflet-control-scale-line').textContent !== ${JSON.stringify(before)}`,
    );
    await page.locator('button:has-text("Tout voir")').focus();
    await page.keyboard.press('Enter');
    await until(
      page,
      `document.querySelector('.leaflet-control-scale-line').textContent === ${JSON.stringify(before)}`,
    );
    await page.close();
  });

  it('loads its files from here alone, and says nothing to the console', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(`${app.url}/offres/carte?${SEARCH}`, { waitUntil: 'networkidle' });
    expect(asked.filter((url) => !url.startsWith(app.url) && !url.startsWith('data:'))).toEqual([]);
    expect(said).toEqual([]);
    await page.goto(`${app.url}/offres?${SEARCH}`, { waitUntil: 'networkidle' });
    asked.length = 0;
    await page.reload({ waitUntil: 'networkidle' });
    expect(asked.filter((url) => url.includes('leaflet'))).toEqual([]);
    await page.close();
  });

  it('leaves the drawing to who asked to save data', async () => {
    const page = await browser.newPage();
    await page.addInitScript("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })");
    await page.goto(`${app.url}/offres/carte?${SEARCH}`);
    expect(await page.locator('.plan').isVisible()).toBe(true);
    expect(await page.locator('.live').count()).toBe(0);
    await page.close();
  });

  async function open({ width = 1280, script = true }): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    if (!script) await page.route('**/*.js', (route) => route.abort());
    await page.goto(`${app.url}/offres/carte?${SEARCH}`);
    return page;
  }

  function scale(page: Page): Promise<string | null> {
    return page.locator('.leaflet-control-scale-line').textContent();
  }
});
