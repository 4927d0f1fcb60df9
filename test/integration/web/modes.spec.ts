import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { anOpen, nadia, townApp } from '../../support/town.js';

/** What people set in their system, as the browser tells the page. */
const MODES: readonly [name: string, options: BrowserContextOptions][] = [
  ['with the colours of the system', { forcedColors: 'active' }],
  ['with the dark colours of the system', { forcedColors: 'active', colorScheme: 'dark' }],
  ['with more contrast', { contrast: 'more' }],
  ['in a dark room', { colorScheme: 'dark' }],
];

/** What must keep an edge that the eye finds, and the words of which must be read. */
const LOOK = `(() => {
  const rgb = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [r, g, b] = rgb(color).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, two) => { const [low, high] = [light(one), light(two)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if ((rgb(color)[3] ?? 1) > 0.99) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const wrong = [];
  const name = (element) => element.tagName.toLowerCase() + '.' + element.className + ' "' + (element.textContent || element.name || '').trim().slice(0, 30) + '"';
  const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 2;
  // An edge is seen when the border, or the fill, differs from what is around.
  for (const element of document.querySelectorAll('.button, .choice, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select, .phone')) {
    if (!shown(element)) continue;
    const style = getComputedStyle(element);
    const around = ground(element.parentElement);
    const border = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) >= 1 ? contrast(style.borderTopColor, around) : 1;
    const fill = contrast(ground(element), around);
    if (Math.max(border, fill) < 3) wrong.push('edge ' + Math.max(border, fill).toFixed(2) + ' of ' + name(element));
  }
  for (const element of document.querySelectorAll('.card, .notice, .facts, .search, .door')) {
    const style = getComputedStyle(element);
    if (shown(element) && (style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1)) wrong.push('no border around ' + name(element));
  }
  for (const element of document.querySelectorAll('p, li, h1, h2, h3, a, label, legend, button, dt, dd, small, strong')) {
    if (!shown(element) || ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (element.closest('.hidden, .skip')) continue;
    const read = contrast(getComputedStyle(element).color, ground(element));
    if (read < 4.5) wrong.push('words ' + read.toFixed(2) + ' in ' + name(element));
  }
  for (const drawing of document.querySelectorAll('.pic')) {
    if (!shown(drawing)) continue;
    const seen = contrast(getComputedStyle(drawing).stroke, ground(drawing.parentElement));
    if (seen < 3) wrong.push('drawing ' + seen.toFixed(2) + ' in ' + name(drawing.parentElement));
  }
  return [...new Set(wrong)];
})()`;

const RING = `(() => {
  const element = document.activeElement;
  return [element, element.closest('.choice'), element.closest('.card')].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== 'rgba(0, 0, 0, 0)';
  });
})()`;

describeInBrowser('the look that people choose in their system', () => {
  let app: TestApp;
  let browser: Browser;
  let session: string;
  let paths: readonly string[];

  beforeAll(async () => {
    app = await townApp();
    session = (await nadia(app)).visitor.cookie('session') ?? '';
    const offer = await anOpen(app, 'offer');
    paths = [
      '/',
      '/offres?ou=Laon&deplacement=velo',
      '/offres?ou=zzzzzz',
      `/offres/${offer}`,
      '/connexion/courrier',
      '/comment-ca-marche',
      '/mon-espace',
      '/mon-espace/alertes',
      '/mon-espace/donnees/accords',
      `/offres/${offer}/postuler`,
    ];
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  for (const [name, options] of MODES) {
    it(`keeps edges, words and drawings in sight ${name}`, async () => {
      const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...options });
      await context.addCookies([{ name: 'session', value: session, url: app.url }]);
      const page = await context.newPage();
      const found: Record<string, string[]> = {};
      for (const path of paths) {
        await page.goto(`${app.url}${path}`);
        const wrong = await page.evaluate<string[]>(LOOK);
        if (wrong.length > 0) found[path] = wrong;
      }
      expect(found).toEqual({});
      await context.close();
    }, 120_000);

    it(`shows where the keyboard is ${name}`, async () => {
      const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...options });
      const page = await context.newPage();
      for (const path of paths.slice(0, 3)) {
        await page.goto(`${app.url}${path}`);
        for (let i = 0; i < 25; i++) {
          await page.keyboard.press('Tab');
          const where: string = await page.evaluate('document.activeElement.outerHTML.slice(0, 80)');
          if (where.startsWith('<body')) break;
          const ring: boolean = await page.evaluate(RING);
          expect({ path, where, ring }).toEqual({ path, where, ring: true });
        }
      }
      await context.close();
    }, 120_000);
  }
});
