import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../../support/browser.js';
import { ecoIndex } from '../../support/ecoindex.js';
import { SITE_PAGES, type SitePage } from '../../support/site-pages.js';
import type { TestApp } from '../../support/test-app.js';
import { nadia, townApp } from '../../support/town.js';

const KB = 1024;
const LEAST_ECOINDEX = 85;

interface Weight {
  readonly requests: number;
  readonly html: number;
  readonly script: number;
  readonly total: number;
  readonly elements: number;
}

describeInBrowser('the weight of pages, first visit, as the network carries them', () => {
  let app: TestApp;
  let browser: Browser;
  let session: string;
  const weights = new Map<SitePage, Weight>();

  beforeAll(async () => {
    app = await townApp();
    session = (await nadia(app)).visitor.cookie('session') ?? '';
    browser = await openBrowser();
    for (const page of SITE_PAGES) weights.set(page, await weigh(page));
    const lines = [...weights].map(([page, { html, total, requests, elements, script }]) =>
      [page.name.padEnd(44), kb(html), kb(total), kb(script), requests, elements, eco(page).toFixed(1)].join('  '),
    );
    process.stderr.write(
      `page${' '.repeat(42)}html kB  total kB  script kB  requests  elements  EcoIndex\n${lines.join('\n')}\n`,
    );
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('is at most 14 kB of HTML for a list of offers', () => {
    expect(over((weight, page) => page.name.startsWith('offers') && weight.html > 14 * KB)).toEqual([]);
  });

  it('is at most 40 kB and 4 requests in all', () => {
    expect(over((weight, page) => !page.map && (weight.total > 40 * KB || weight.requests > 4))).toEqual([]);
  });

  it('is at most 15 kB of script', () => {
    expect(over((weight, page) => !page.map && weight.script > 15 * KB)).toEqual([]);
  });

  it('is at most 80 kB and 8 requests for a map, which nobody loads without asking for it', () => {
    expect(over((weight, page) => page.map === true && (weight.total > 80 * KB || weight.requests > 8))).toEqual([]);
  });

  it(`keeps an EcoIndex of at least ${LEAST_ECOINDEX}`, () => {
    expect(over((_, page) => eco(page) < LEAST_ECOINDEX)).toEqual([]);
  });

  function over(heavy: (weight: Weight, page: SitePage) => boolean): string[] {
    return [...weights].flatMap(([page, weight]) =>
      heavy(weight, page) ? [`${page.name}: ${JSON.stringify(weight)} EcoIndex ${eco(page).toFixed(1)}`] : [],
    );
  }

  function eco(page: SitePage): number {
    const weight = weights.get(page);
    if (!weight) throw new Error(`${page.name} was not weighed`);
    return ecoIndex({ elements: weight.elements, requests: weight.requests, kilobytes: weight.total / 1000 });
  }

  async function weigh(sitePage: SitePage): Promise<Weight> {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    if (sitePage.as === 'nadia') await context.addCookies([{ name: 'session', value: session, url: app.url }]);
    try {
      return await transferred(context, sitePage);
    } finally {
      await context.close();
    }
  }

  /** Bytes as the browser's network stack counts them, headers included. */
  async function transferred(context: BrowserContext, sitePage: SitePage): Promise<Weight> {
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    const types = new Map<string, string>();
    const sum: Record<string, number> = {};
    let requests = 0;
    network.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (response.url.startsWith('data:')) return;
      requests += 1;
      types.set(requestId, type);
    });
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = types.get(requestId);
      if (type) sum[type] = (sum[type] ?? 0) + encodedDataLength;
    });
    const path = typeof sitePage.path === 'string' ? sitePage.path : await sitePage.path(app);
    await page.goto(`${app.url}${path}`, { waitUntil: 'networkidle' });
    return {
      requests,
      html: sum['Document'] ?? 0,
      script: sum['Script'] ?? 0,
      total: Object.values(sum).reduce((all, bytes) => all + bytes, 0),
      // EcoIndex counts elements, not what is inside a drawing.
      elements: await page.evaluate(
        "document.querySelectorAll('*').length - document.querySelectorAll('svg *').length",
      ),
    };
  }
});

function kb(bytes: number): string {
  return (bytes / KB).toFixed(1).padStart(6);
}
