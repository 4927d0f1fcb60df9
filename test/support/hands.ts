import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** How a person acts on a page: what they press, write and choose, named by the words that they read. */
export interface Hands {
  readonly page: Page;
  /** Follows a link or presses a button, and waits for the page that it leads to. */
  press(words: string): Promise<void>;
  /** Presses a button or a link that gives a file, and returns the file. */
  take(words: string): Promise<Buffer>;
  /** Writes into the field of this label. */
  write(label: string, text: string): Promise<void>;
  /** Chooses an answer or ticks a box. */
  choose(label: string): Promise<void>;
}

/** A finger or a mouse. */
export class Pointer implements Hands {
  constructor(readonly page: Page) {}

  async press(words: string): Promise<void> {
    await leading(this.page, () => this.named(words).click());
  }

  async take(words: string): Promise<Buffer> {
    return downloaded(this.page, () => this.named(words).click());
  }

  async write(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text);
  }

  async choose(label: string): Promise<void> {
    await this.page.getByLabel(label).first().check();
  }

  private named(name: string): Locator {
    return this.page
      .getByRole('link', { name, exact: true })
      .or(this.page.getByRole('button', { name, exact: true }))
      .first();
  }
}

/** What has the focus: its words, and whether its focus can be seen. */
interface Focus {
  readonly words: string;
  readonly kind: string;
  readonly group: string;
  readonly checked: boolean;
  readonly seen: boolean;
  readonly tag: string;
}

const FOCUS = `(() => {
  const element = document.activeElement ?? document.body;
  const clean = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const ring = (one) => {
    const style = one && getComputedStyle(one);
    return Boolean(style) && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  const box = element.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    words: clean(element.labels?.length ? element.labels[0].textContent : element.textContent),
    kind: element.type ?? element.tagName.toLowerCase(),
    group: element.name ?? '',
    checked: element.checked === true,
    seen: inside && [element, element.closest('.choice'), element.closest('.card')].some(ring),
    tag: element.outerHTML.slice(0, 100),
  };
})()`;

const MOST_TABS = 150;

/** The keyboard alone. What it could not see or leave is kept in `problems`. */
export class Keyboard implements Hands {
  readonly problems = new Set<string>();

  constructor(readonly page: Page) {}

  async press(words: string): Promise<void> {
    await this.go((focus) => focus.words === words && !isField(focus), words);
    await leading(this.page, () => this.page.keyboard.press('Enter'));
  }

  async take(words: string): Promise<Buffer> {
    await this.go((focus) => focus.words === words && !isField(focus), words);
    return downloaded(this.page, () => this.page.keyboard.press('Enter'));
  }

  async write(label: string, text: string): Promise<void> {
    await this.go((focus) => focus.words.startsWith(label) && isField(focus), label);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  async choose(label: string): Promise<void> {
    const isIt = ({ words }: Focus) => words.startsWith(label);
    const groups = new Set<string>(await this.groupsOf(label));
    const found = await this.go((focus) => isIt(focus) || (focus.kind === 'radio' && groups.has(focus.group)), label);
    // Arrows move inside a group of which one only can be chosen.
    for (let focus = found, i = 0; !isIt(focus); focus = await this.focus(), i++) {
      if (i > 40) throw new Error(`No arrow leads to "${label}"`);
      await this.page.keyboard.press('ArrowDown');
    }
    if (!(await this.focus()).checked) await this.page.keyboard.press('Space');
  }

  /** Tab by Tab until this has the focus; each stop on the way must be seen, and must not hold the person. */
  private async go(isIt: (focus: Focus) => boolean, name: string): Promise<Focus> {
    let before = await this.focus();
    if (isIt(before)) return before;
    for (let i = 0; i < MOST_TABS; i++) {
      await this.page.keyboard.press('Tab');
      const focus = await this.focus();
      const where = new URL(this.page.url()).pathname;
      const onPage = focus.kind !== 'body';
      if (onPage && !focus.seen) this.problems.add(`${where}: the focus is not seen on ${focus.tag}`);
      if (onPage && focus.tag === before.tag && focus.words === before.words && focus.kind !== 'radio')
        this.problems.add(`${where}: Tab stays on ${focus.tag}`);
      if (isIt(focus)) return focus;
      before = focus;
    }
    throw new Error(`Tab never comes to "${name}" on ${this.page.url()}`);
  }

  private focus(): Promise<Focus> {
    return this.page.evaluate(FOCUS);
  }

  private async groupsOf(label: string): Promise<string[]> {
    const labelled = this.page.getByLabel(label);
    const names: string[] = [];
    for (const one of await labelled.all()) names.push((await one.getAttribute('name')) ?? '');
    return names;
  }
}

function isField({ kind }: Focus): boolean {
  return ['text', 'tel', 'email', 'search', 'textarea', 'number'].includes(kind);
}

/** Does this, and waits for the page that follows. */
async function leading(page: Page, act: () => Promise<void>): Promise<void> {
  const next = page.waitForEvent('framenavigated', { timeout: 15_000 });
  await Promise.all([next, act()]);
  await page.waitForLoadState('load');
}

async function downloaded(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const coming = page.waitForEvent('download', { timeout: 15_000 });
  const [download] = await Promise.all([coming, act()]);
  return readFile(await download.path());
}
