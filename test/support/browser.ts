import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The tags of the rules that a page must pass: WCAG 2.2 AA and what it contains. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Specs that need a browser; reported as skipped, with the reason, where there is none. */
export function describeInBrowser(name: string, specs: () => void): void {
  const missing = process.env['TEST_BROWSER_MISSING'];
  if (missing === undefined) describe(name, specs);
  else describe.skip(`${name} (skipped: ${missing})`, specs);
}

/** The real Chromium that the services found. Close it in afterAll. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['TEST_BROWSER'] ?? 'chromium' });
}

/** What axe finds wrong on the page, one line for each rule and element. Runs beside the page's own scripts, out of reach of its security policy. */
export async function barriers(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { executionContextId } = await isolatedWorld(session);
    await session.send('Runtime.evaluate', { expression: axeSource, contextId: executionContextId });
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then((found) =>
        JSON.stringify(found.violations.flatMap((rule) => rule.nodes.map((node) =>
          rule.id + ': ' + rule.help + ' | ' + node.html.slice(0, 160) + ' | ' + (node.failureSummary ?? '').replace(/\\s+/g, ' ').slice(0, 200)))))`,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return JSON.parse(String(result.value)) as string[];
  } finally {
    await session.detach();
  }
}

type Session = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>;

async function isolatedWorld(session: Session): Promise<{ executionContextId: number }> {
  const { frameTree } = await session.send('Page.getFrameTree');
  return session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
}

/** Pixels by which the page is wider than the window: 0 when nothing has to be scrolled sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Waits until this expression is true in the page. (`waitForFunction` would need `eval`, which the site's policy forbids.) */
export async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await page.evaluate(expression).catch(() => false)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`Never became true: ${expression}`);
}
