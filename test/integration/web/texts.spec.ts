import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import type { Browser, BrowserContext } from 'playwright-core';
import { RouteCheck } from '../../../src/identity/route-check.js';
import { GLOSSARY } from '../../../src/web/info/glossary.rules.js';
import { describeInBrowser, openBrowser } from '../../support/browser.js';
import { type PageTexts, textsOf } from '../../support/page-texts.js';
import { SITE_PAGES, type SitePage } from '../../support/site-pages.js';
import type { TestApp } from '../../support/test-app.js';
import { nadia, townApp } from '../../support/town.js';

/** Addresses of pages; files and what programs read are left out. */
const FOR_PEOPLE =
  /^\/(?:mon-espace|inscription|connexion|au-revoir|hors-ligne|offres|missions)(?:\/(?!verification|proconnect|franceconnect).*)?$/;
/** Pages whose words the law asks for: long sentences, names of authorities and of licences. */
const LEGAL = new Set(['/mentions-legales', '/accessibilite', '/donnees-personnelles', '/plan-du-site']);
/** These words and no longer one: "mail" is not in "e-mail". */
const word = (words: string) => new RegExp(`(?<![\\p{L}-])(?:${words})(?![\\p{L}-])`, 'iu');
/** The word of the site stands after each. */
const BANNED: readonly [found: RegExp, instead: string][] = [
  [word('coordonnées'), 'téléphone, e-mail'],
  [word('statuts?'), 'réponse'],
  [word('usagers?'), 'vous'],
  [word('veuillez'), 'an order that is short and kind'],
  [word('cliqu(?:ez|er)'), 'appuyez, choisissez'],
  [word('(?:ici même|en savoir plus|lire la suite)'), 'where the link leads'],
  [word('(?:saisissez|saisir|saisie|renseignez|renseigner)'), 'écrivez'],
  [word('(?:soumettre|soumettez|valider|validez)'), 'envoyer, continuer'],
  [word('(?:annonces?)'), 'offre'],
  [word('invalides?|incorrecte?s?|erronée?s?'), 'what to write instead'],
  [word('(?:bénéficiaires?|allocataires?|demandeurs? d’emploi)'), 'vous'],
  [word('(?:freins?|dispositif|prestation|afin de|conformément|ultérieurement|préalablement)'), 'plain words'],
  [word('(?:courriel|mail|mél|login|newsletter|push|notification)s?'), 'e-mail, message'],
  [word('(?:tu|toi|tes|ton)'), 'vous'],
  [/'/, 'the apostrophe ’'],
  [/"|\.\.\./, 'guillemets « », points de suspension …'],
  [/\p{Extended_Pictographic}/u, 'a drawing of ours'],
];
const MOST_WORDS = 20;
/** Numbers of the Romans, "(H/F)", sizes of paper, codes of letters and of licences, and the word that one answers by SMS. */
const NOT_ACRONYMS = /^(?:[IVX]+|H|F|A4|ABCD|STOP|AM|BE|CE)$/;

describeInBrowser('the words of the site', () => {
  let app: TestApp;
  let browser: Browser;
  const pages = new Map<SitePage, PageTexts>();
  const paths = new Map<SitePage, string>();
  let trades: readonly string[];

  beforeAll(async () => {
    app = await townApp();
    const labels = await app.database.query<{ label: string }>(
      `SELECT label FROM occupation_labels WHERE label LIKE '%''%' UNION SELECT label FROM occupations WHERE label LIKE '%''%'
       ORDER BY label DESC`,
    );
    trades = labels.map(({ label }) => label.toLowerCase());
    const session = (await nadia(app)).visitor.cookie('session') ?? '';
    browser = await openBrowser();
    const contexts = { anybody: await plain(), nadia: await plain() };
    await contexts.nadia.addCookies([{ name: 'session', value: session, url: app.url }]);
    for (const sitePage of [...SITE_PAGES, ...otherPages(app)]) {
      const page = await contexts[sitePage.as].newPage();
      const path = typeof sitePage.path === 'string' ? sitePage.path : await sitePage.path(app);
      await page.goto(`${app.url}${path}`);
      paths.set(sitePage, path);
      pages.set(sitePage, await textsOf(page));
      await page.close();
    }
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Pages as the server wrote them. */
  async function plain(): Promise<BrowserContext> {
    const context = await browser.newContext({ javaScriptEnabled: true });
    await context.route('**/*.js', (route) => route.abort());
    return context;
  }

  /** Names of trades are written as the official list writes them. */
  function withoutTrades(block: string): string {
    if (!block.includes("'")) return block;
    return trades.reduce((left, trade) => left.replaceAll(trade, ''), block.toLowerCase());
  }

  /** What is wrong, page by page; the same sentence is named once. */
  function wrong(look: (texts: PageTexts, page: SitePage) => readonly string[]): string[] {
    const seen = new Map<string, string>();
    for (const [page, texts] of pages) {
      for (const problem of look(texts, page)) if (!seen.has(problem)) seen.set(problem, page.name);
    }
    return [...seen].map(([problem, name]) => `${name}: ${problem}`);
  }
  const isLegal = (page: SitePage) => LEGAL.has(paths.get(page)?.split('?')[0] ?? '');

  it('are sentences of twenty words at most', () => {
    expect(
      wrong(({ blocks }, page) =>
        isLegal(page) ? [] : blocks.flatMap(sentences).filter((sentence) => wordCount(sentence) > MOST_WORDS),
      ),
    ).toEqual([]);
  });

  it('are words that everybody uses, the same for the same thing', () => {
    expect(
      wrong(({ blocks }) =>
        blocks.map(withoutTrades).flatMap((block) =>
          BANNED.flatMap(([banned, instead]) => {
            const found = banned.exec(block)?.[0];
            return found === undefined ? [] : [`"${found}" (rather: ${instead}) in "${block.slice(0, 120)}"`];
          }),
        ),
      ),
    ).toEqual([]);
  });

  it('hold no acronym but those of the glossary', () => {
    expect(
      wrong(({ blocks }, page) =>
        isLegal(page)
          ? []
          : blocks.flatMap((block) =>
              (block.match(/(?<![\p{L}\d])\p{Lu}[\p{Lu}\d]+(?![\p{L}\d])/gu) ?? [])
                .filter((word) => !(word in GLOSSARY) && !NOT_ACRONYMS.test(word))
                .map((word) => `${word} in "${block.slice(0, 120)}"`),
            ),
      ),
    ).toEqual([]);
  });

  it('stand under one title, with headings that skip no level', () => {
    expect(
      wrong(({ headings }) => {
        const titles = headings.filter((level) => level === 1).length;
        const skips = headings.some((level, i) => i > 0 && level > (headings[i - 1] ?? 0) + 1);
        return titles === 1 && !skips && headings[0] === 1 ? [] : [`headings ${headings.join(' ')}`];
      }),
    ).toEqual([]);
  });

  it('lead to one place when they are the same link', () => {
    expect(
      wrong(({ links }) => {
        const places = new Map<string, Set<string>>();
        for (const { words, href } of links) places.set(words, (places.get(words) ?? new Set()).add(href));
        return [...places].flatMap(([words, hrefs]) =>
          hrefs.size > 1 ? [`"${words}" leads to ${[...hrefs].join(' and ')}`] : [],
        );
      }),
    ).toEqual([]);
  });

  it('are on every button and link', () => {
    expect(wrong(({ silent }) => silent)).toEqual([]);
  });

  it('are never in a placeholder, a title attribute, an inline style or script', () => {
    expect(wrong(({ forbidden }) => forbidden)).toEqual([]);
  });
});

/** Every other page of a person's own that needs nothing but the person, whether or not someone thought of naming it. */
function otherPages(app: TestApp): SitePage[] {
  const named = new Set(SITE_PAGES.map(({ path, as }) => `${as} ${String(path)}`));
  return app
    .get(RouteCheck)
    .routes()
    .filter(({ method }) => Reflect.getMetadata('method', method) === RequestMethod.GET)
    .map(({ method }) => String(Reflect.getMetadata('path', method)))
    .filter(
      (path) => FOR_PEOPLE.test(path) && !/\.\w+$/.test(path) && !path.includes(':') && !named.has(`nadia ${path}`),
    )
    .map((path) => ({ name: path, as: path.startsWith('/mon-espace') ? 'nadia' : 'anybody', path }));
}

function sentences(block: string): string[] {
  return block.split(/(?<=[.!?…:;])\s+/);
}

function wordCount(sentence: string): number {
  return sentence.split(/[\s\u00a0\u202f’]+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
}
