import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { barriers, describeInBrowser, openBrowser, overflow } from '../../support/browser.js';
import { SITE_PAGES, type SitePage } from '../../support/site-pages.js';
import type { TestApp } from '../../support/test-app.js';
import { nadia, townApp } from '../../support/town.js';

/** Sizes of a small telephone and of a desk, and the telephone of someone who doubles the letters. */
const VIEWS = [
  { name: '320 px', width: 320, height: 640, script: true, letters: 1 },
  { name: '320 px without script', width: 320, height: 640, script: false, letters: 1 },
  { name: '1280 px', width: 1280, height: 900, script: true, letters: 1 },
  { name: '1280 px with letters twice as large', width: 1280, height: 900, script: true, letters: 2 },
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

  for (const view of VIEWS) {
    it(`has no barrier at ${view.name}`, async () => {
      const contexts = { anybody: await context(view), nadia: await context(view) };
      await contexts.nadia.addCookies([{ name: 'session', value: session, url: app.url }]);
      const found: Record<string, string[]> = {};
      for (const page of SITE_PAGES) {
        const problems = await look(contexts[page.as], page, view.letters);
        if (problems.length > 0) found[page.name] = problems;
      }
      await contexts.anybody.close();
      await contexts.nadia.close();
      expect(found).toEqual({});
    }, 300_000);
  }

  async function context(view: (typeof VIEWS)[number]): Promise<BrowserContext> {
    const { width, height, script } = view;
    const opened = await browser.newContext({ viewport: { width, height } });
    // Pages have no script inside them (their security policy forbids it): without the files, nothing runs but axe.
    if (!script) await opened.route('**/*.js', (route) => route.abort());
    return opened;
  }

  async function look(context: BrowserContext, sitePage: SitePage, letters: number): Promise<string[]> {
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
      if (letters > 1) await page.evaluate(`document.documentElement.style.fontSize = '${letters * 100}%'`);
      const wide = await overflow(page);
      return [
        ...(answer?.status() === (sitePage.status ?? 200) ? [] : [`status ${answer?.status()}`]),
        ...(wide > 0 ? [`${wide} px wider than the window`] : []),
        ...(await barriers(page)),
        ...said,
      ];
    } finally {
      await page.close();
    }
  }
});
