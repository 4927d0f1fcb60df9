import type { Page } from 'playwright-core';

/** What a page says and how it is built, as the browser understood it. */
export interface PageTexts {
  /** Texts of the interface, block by block; what people typed (offers, messages) left out. */
  readonly blocks: readonly string[];
  /** Their levels; the one of the summary of errors stands before the title. */
  readonly headings: readonly number[];
  readonly links: readonly { readonly words: string; readonly href: string }[];
  /** Buttons and links that say nothing. */
  readonly silent: readonly string[];
  /** Things that no page has: placeholders, title attributes, inline styles and scripts, repeated ids… */
  readonly forbidden: readonly string[];
}

/** Runs inside the page, which knows no TypeScript. */
const READ = `(() => {
  const OTHERS_WORDS = '.card, .typed, .cv, .facts dd, .summary dd, pre';
  const BLOCKS = 'p, li, dt, dd, h1, h2, h3, h4, legend, label, caption, th, td, summary, button, figcaption, option, text';
  const clean = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const said = (element) => {
    const copy = element.cloneNode(true);
    for (const inner of copy.querySelectorAll('svg, script, ' + OTHERS_WORDS + ', ' + BLOCKS)) inner.replaceWith(' ');
    return clean(copy.textContent);
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const tag = (element) => element.outerHTML.slice(0, 120);
  const ids = all('[id]').map((element) => element.id);
  return {
    blocks: all(BLOCKS).filter((element) => !element.closest(OTHERS_WORDS) && !element.closest('svg.pic')).map(said).filter(Boolean),
    headings: all('h1, h2, h3, h4, h5, h6').filter((element) => !element.closest('.errors')).map((element) => Number(element.tagName[1])),
    links: all('a[href]:not(.card-link)').map((element) => ({ words: clean(element.textContent), href: element.getAttribute('href') })),
    silent: all('a, button, summary').filter((element) => clean(element.textContent) === '').map(tag),
    forbidden: [
      ...all('[placeholder], [title]:not(iframe), [style], style, marquee, blink, [tabindex]:not([tabindex="0"]):not([tabindex="-1"])').map(tag),
      ...all('script:not([src]):not([type="application/ld+json"]):not([type="application/json"])').map(tag),
      ...all('*').filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on'))).map(tag),
      ...all('a[href^="javascript:"], a:not([href]), a[target]').map(tag),
      ...all('i, em, u, b, center, font').map(tag),
      ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => 'id twice: ' + id),
      ...all('img:not([alt])').map(tag),
    ],
  };
})()`;

export function textsOf(page: Page): Promise<PageTexts> {
  return page.evaluate(READ);
}
