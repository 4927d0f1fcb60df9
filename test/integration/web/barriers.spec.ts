import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { barriers, describeInBrowser, openBrowser, overflow } from '../../support/browser.js';
import { SITE_PAGES, type SitePage } from '../../support/site-pages.js';
import type { TestApp } from '../../support/test-app.js';
import { nadia, townApp } from '../../support/town.js';

/** A small telephone, a desk, and the desk of someone who doubles the letters: one page seen in three ways. */
const VIEWS = [
  { name: '320 px', width: 320, height: 640, letters: 1 },
  { name: '1280 px', width: 1280, height: 900, letters: 1 },
  { name: 'letters twice as large', width: 1280, height: 900, letters: 2 },
] as const;

describeInBrowser('every page, for everybody', () => {
  let app: TestApp;
  let browser: Browser;
  let session: string;

  beforeAll(async () => {
    app = await townApp();
    session = (await nadia(app)).visitor.cookie('session') ?? '';
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  for (const script of [true, false]) {
    it(`has no barrier ${script ? 'with' : 'without'} script, at every size`, async () => {
      const contexts = { anybody: await context(script), nadia: await context(script) };
      await contexts.nadia.addCookies([{ name: 'session', value: session, url: app.url }]);
      const found: Record<string, string[]> = {};
      const pages = [...SITE_PAGES];
      // Two pages at a time: while one is being examined the other is on its way.
      const reader = async () => {
        for (let page = pages.pop(); page; page = pages.pop()) {
          const problems = await look(contexts[page.as], page, script);
          if (problems.length > 0) found[page.name] = problems;
        }
      };
      await Promise.all([reader(), reader()]);
      await contexts.anybody.close();
      await contexts.nadia.close();
      expect(found).toEqual({});
    }, 420_000);
  }

  async function context(script: boolean): Promise<BrowserContext> {
    const opened = await browser.newContext();
    // Pages have no script inside them (their security policy forbids it): without the files, nothing runs but axe.
    if (!script) await opened.route('**/*.js', (route) => route.abort());
    return opened;
  }

  async function look(context: BrowserContext, sitePage: SitePage, script: boolean): Promise<string[]> {
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => {
      // The browser repeats a status of 4xx that the page is meant to have.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(String(error)));
    try {
      const path = typeof sitePage.path === 'string' ? sitePage.path : await sitePage.path(app);
      const answer = await page.goto(`${app.url}${path}`, { waitUntil: 'load' });
      if (answer?.status() !== (sitePage.status ?? 200)) said.push(`status ${answer?.status()}`);
      // Without its script a page is lighter, never of another shape: the telephone is enough.
      for (const view of script ? VIEWS : VIEWS.slice(0, 1)) said.push(...(await seen(page, view)));
      return said;
    } finally {
      await page.close();
    }
  }

  async function seen(page: Page, { name, width, height, letters }: (typeof VIEWS)[number]): Promise<string[]> {
    await page.setViewportSize({ width, height });
    await page.evaluate(`document.documentElement.style.fontSize = '${letters * 100}%'`);
    const wide = await overflow(page);
    const problems = [...(wide > 0 ? [`${wide} px wider than the window`] : []), ...(await barriers(page))];
    return problems.map((problem) => `${name}: ${problem}`);
  }
});
