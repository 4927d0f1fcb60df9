import type { Piece } from './piece.rules.js';

/** Characters of a web page; those of job sites have some hundred thousand. */
const MAX_PAGE_LENGTH = 8 * 1024 * 1024;

/** The JSON-LD blocks of a web page: each `<script type="application/ld+json">` is one item. */
export async function* readHtml(chunks: AsyncIterable<string>): AsyncGenerator<Piece> {
  let page = '';
  for await (const chunk of chunks) {
    page += chunk;
    if (page.length > MAX_PAGE_LENGTH) {
      yield { kind: 'broken', position: 0, reason: 'Page web trop longue (plus de 8 millions de caractères).' };
      return;
    }
  }
  const scripts = page.matchAll(
    /<script\b[^>]*\btype\s*=\s*["']?application\/ld\+json["']?[^>]*>([\s\S]*?)<\/script\s*>/gi,
  );
  let position = 0;
  for (const [, content = ''] of scripts) {
    position++;
    try {
      const json = content
        .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
        .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, '');
      yield { kind: 'item', position, raw: JSON.parse(json) as unknown };
    } catch {
      yield { kind: 'refused', position, reason: 'Bloc JSON-LD illisible dans la page.' };
    }
  }
  if (position === 0)
    yield {
      kind: 'broken',
      position: 0,
      reason: 'Aucune offre dans cette page : pas de bloc « application/ld+json ».',
    };
}
