import { describe, expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { cvBlocks, readablePhone } from '../../../src/candidates/cv-blocks.rules.js';
import { inkRuns } from '../../../src/candidates/pdf-text.rules.js';
import type { ShownCv } from '../../../src/candidates/shown-cv.rules.js';
import { type PdfBlock, taggedPdf } from '../../../src/candidates/tagged-pdf.js';
import { instantFrom } from '../../../src/platform/lang/day.js';

const lea: ShownCv = {
  name: 'Léa E.',
  commune: 'Guise',
  headline: 'Sérieuse, je cherche des heures de ménage',
  trades: ['Aide à domicile'],
  anyWork: false,
  tasks: ['Je fais le ménage d’une maison', 'Je taille la vigne'],
  skills: ['Réparer un vélo'],
  experiences: [
    {
      title: 'Vendanges',
      kind: 'Travail saisonnier',
      organisation: 'Vignes de Łódź',
      duration: 'environ 1 mois',
      description: null,
    },
  ],
  trainings: ['CAP petite enfance, Saint-Quentin, 2019'],
  licences: ['voiture (B)'],
  languages: ['polonais (très bien)'],
  travel: 'À vélo, jusqu’à 10 km de Guise',
  hours: 'Au moins 20 heures par semaine',
  contracts: ['intérim'],
  days: 'Du lundi au vendredi',
  available: 'Tout de suite',
  contact: { phone: '+33639981234', email: null },
};

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

async function read(bytes: Buffer) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const page = await pdf.getPage(index + 1);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      return { tree: (await page.getStructTree()) as Node, items, view: page.view };
    }),
  );
  const { info } = await pdf.getMetadata();
  const marked = await pdf.getMarkInfo();
  const root = await pdf.getJSActions().catch(() => null);
  await task.destroy();
  return { pages, info: info as Record<string, unknown>, marked, root };
}

function roles(node: Node): string[] {
  return [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(roles)];
}

function plain(items: Awaited<ReturnType<typeof read>>['pages'][number]['items']): string {
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
}

const write = (blocks: readonly PdfBlock[], title = 'CV de Léa E.') =>
  taggedPdf({ title, author: 'Aisne-actifs', createdAt: instantFrom('2026-11-20T10:00:00Z'), blocks, onePage: true });

describe('the CV as PDF', () => {
  it('is one A4 page with a language, a title and a structure that a screen reader follows', async () => {
    const bytes = await write(cvBlocks(lea));
    expect(bytes.length).toBeLessThan(60_000);
    const { pages, info, marked } = await read(bytes);
    expect(pages.map(({ view }) => view.map(Math.round))).toEqual([[0, 0, 595, 842]]);
    expect(info).toMatchObject({ Title: 'CV de Léa E.', Author: 'Aisne-actifs', Language: 'fr-FR' });
    expect(marked).toMatchObject({ Marked: true });
    const found = pages.flatMap(({ tree }) => roles(tree));
    expect(found.slice(0, 3)).toEqual(['Root', 'Document', 'H1']);
    expect(found.filter((role) => role === 'H1')).toHaveLength(1);
    expect(found.filter((role) => role === 'H2')).toHaveLength(9);
    expect(found.filter((role) => role === 'LBody')).toHaveLength(found.filter((role) => role === 'LI').length);
    expect(bytes.toString('latin1')).toMatch(/pdfuaid:part>1</);
    expect(bytes.toString('latin1')).toMatch(/DisplayDocTitle true/);
  });

  it('holds every word in reading order, accents and all, and every word belongs to the structure', async () => {
    const { pages } = await read(await write(cvBlocks(lea)));
    const [page] = pages;
    const words = plain(page?.items ?? []).replace(/\s+/g, ' ');
    const order = [
      'Léa E.',
      'Sérieuse',
      'Guise',
      '06 39 98 12 34',
      'Je cherche',
      'Je fais le ménage d’une maison',
      'Łódź',
      'très bien',
    ];
    const places = order.map((word) => words.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    let depth = 0;
    const loose: string[] = [];
    for (const item of page?.items ?? []) {
      if ('type' in item) depth += item.type === 'endMarkedContent' ? -1 : 1;
      else if (depth === 0 && item.str.trim() !== '') loose.push(item.str);
    }
    expect(loose).toEqual([]);
  });

  it('stays on one page when there is much to say, and goes on to a second one rather than below 9 points', async () => {
    const much = { ...lea, skills: Array.from({ length: 28 }, (_, index) => `Savoir faire numéro ${index}`) };
    expect((await read(await write(cvBlocks(much)))).pages).toHaveLength(1);
    const tooMuch = { ...lea, skills: Array.from({ length: 90 }, (_, index) => `Savoir faire numéro ${index}`) };
    const { pages } = await read(await write(cvBlocks(tooMuch)));
    expect(pages.length).toBeGreaterThan(1);
    expect(plain(pages.flatMap(({ items }) => items))).toContain('Savoir faire numéro 89');
  });

  it('writes letters beyond the font without them breaking, and leaves pictures out', () => {
    expect(inkRuns('Zoë 👋 Łuk')).toEqual([
      { set: 'latin', text: 'Zoë ' + ' ' },
      { set: 'latin-ext', text: 'Ł' },
      { set: 'latin', text: 'uk' },
    ]);
    expect(
      inkRuns('Ẵn Ω')
        .map(({ text }) => text)
        .join(''),
    ).toBe('Ăn ?'.replace('Ă', 'A'));
    expect(readablePhone('+32470123456')).toBe('+32470123456');
  });
});
