import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { inkRuns } from './pdf-text.rules.js';

/** A piece of a document, from which both its look and its structure for screen readers follow. */
export type PdfBlock =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly quiet?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] };

export interface PdfDocument {
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly blocks: readonly PdfBlock[];
  /** Write smaller, down to 9 points, rather than begin a second page. */
  readonly onePage?: boolean;
}

type Doc = InstanceType<typeof PDFDocument>;

const MARGIN = 54;
const INK = '#1b1f2a';
const QUIET = '#4a5160';
const PRIMARY = '#0b5a4c';
/** Of the body, in points. 9 is still readable on paper. */
const SIZE = 11.5;
const SMALLER = [10.5, 9.75, 9];

const require = createRequire(import.meta.url);
const fontFile = (set: 'latin' | 'latin-ext', weight: 400 | 700): string =>
  require.resolve(`@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-${set}-${weight}-normal.woff`);

/**
 * Writes an A4 document as tagged PDF (PDF/UA-1: structure tree, language, title, embedded fonts).
 * The fonts cover the Latin scripts of Europe; a letter beyond them loses its accents or becomes "?".
 */
export async function taggedPdf(document: PdfDocument): Promise<Buffer> {
  const first = await write(document, SIZE);
  if (first.pages === 1 || !document.onePage) return first.bytes;
  for (const size of SMALLER) {
    const { bytes, pages } = await write(document, size);
    if (pages === 1) return bytes;
  }
  return first.bytes;
}

async function write(document: PdfDocument, size: number): Promise<{ bytes: Buffer; pages: number }> {
  const { title, author, createdAt } = document;
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    // The types of pdfkit do not know this subset yet.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    font: fontFile('latin', 400),
    info: { Title: title, Author: author, Creator: author, Producer: author, CreationDate: createdAt },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  let pages = 1;
  doc.on('pageAdded', () => {
    pages += 1;
  });
  for (const set of ['latin', 'latin-ext'] as const) {
    doc.registerFont(`${set}-400`, fontFile(set, 400));
    doc.registerFont(`${set}-700`, fontFile(set, 700));
  }
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const block of document.blocks) draw(doc, root, block, size);
  root.end();
  const done = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.end();
  await done;
  return { bytes: Buffer.concat(chunks), pages };
}

type Structure = ReturnType<Doc['struct']>;

function draw(doc: Doc, root: Structure, block: PdfBlock, size: number): void {
  if (block.kind === 'list') {
    drawList(doc, root, block.items, size);
    return;
  }
  const look = {
    title: { tag: 'H1', size: size * 2.1, weight: 700, color: INK, before: 0 },
    lead: { tag: 'P', size: size * 1.15, weight: 400, color: INK, before: 0.1 },
    heading: { tag: 'H2', size: size * 1.25, weight: 700, color: PRIMARY, before: 0.75 },
    text: { tag: 'P', size, weight: 400, color: block.kind === 'text' && block.quiet ? QUIET : INK, before: 0.15 },
  }[block.kind];
  doc.fontSize(size).moveDown(look.before);
  // A heading never stands alone at the foot of a page.
  keepTogether(doc, block.kind === 'heading' ? look.size * 4 : look.size * 1.3);
  root.add(
    doc.struct(look.tag, {}, () => {
      doc.fontSize(look.size).fillColor(look.color);
      ink(doc, block.text, look.weight);
    }),
  );
}

/** Many short items stand in two columns, read line by line. */
function drawList(doc: Doc, root: Structure, items: readonly string[], size: number): void {
  const list = doc.struct('L');
  root.add(list);
  const columns = items.length >= 8 && items.every((item) => item.length <= 44) ? 2 : 1;
  const indent = size * 1.1;
  let bottom = doc.y;
  let top = doc.y;
  for (const [index, item] of items.entries()) {
    const column = index % columns;
    if (column === 0) {
      doc.y = bottom;
      doc.fontSize(size).moveDown(0.15);
      keepTogether(doc, size * 1.3);
      top = doc.y;
      bottom = top;
    }
    const left = MARGIN + (column * (doc.page.width - 2 * MARGIN)) / columns;
    const line = doc.struct('LI');
    list.add(line);
    line.add(
      doc.struct('Lbl', {}, () => {
        doc.font('latin-400').fillColor(PRIMARY).text('•', left, top, { lineBreak: false });
      }),
    );
    line.add(
      doc.struct('LBody', {}, () => {
        doc.x = left + indent;
        doc.y = top;
        doc.fillColor(INK);
        ink(doc, item, 400);
      }),
    );
    line.end();
    // A long item may have gone on to the next page.
    bottom = doc.y < top ? doc.y : Math.max(bottom, doc.y);
  }
  doc.x = MARGIN;
  doc.y = bottom;
  list.end();
}

/** Writes a text in the one font after the other that has its letters. */
function ink(doc: Doc, text: string, weight: number): void {
  const runs = inkRuns(text);
  for (const [index, run] of runs.entries()) {
    doc
      .font(`${run.set}-${weight}`)
      .text(run.text, { continued: index < runs.length - 1, lineGap: 2, width: doc.page.width - MARGIN - doc.x });
  }
}

function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
}
