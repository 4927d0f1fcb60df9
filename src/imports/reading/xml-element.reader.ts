import { XMLParser } from 'fast-xml-parser';
import he from 'he';
import { MAX_DEPTH } from './piece.rules.js';

/** Entities stay as they are written: the parser expands none, the five of XML and those of HTML are decoded afterwards, once. */
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  parseTagValue: false,
  trimValues: true,
  maxNestedTags: MAX_DEPTH,
});

function escapeCdata(xml: string): string {
  return xml.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
}

/** Feeds written by hand leave "&" bare; it can only mean itself. */
function escapeBareAmpersands(xml: string): string {
  return xml.replace(/&(?!(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);)/gi, '&amp;');
}

function decoded(value: unknown): unknown {
  if (typeof value === 'string') return he.decode(value);
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decoded(inner)]));
  }
  return value;
}

/**
 * The content of one XML element as an object of texts, lists and objects: `<job><title>Maçon</title></job>` → { title: 'Maçon' }.
 * CDATA and escaped text come out alike. Throws when it is not well formed.
 */
export function readXmlElement(xml: string): unknown {
  const root: unknown = decoded(parser.parse(escapeBareAmpersands(escapeCdata(xml)), true));
  if (typeof root !== 'object' || root === null) return root;
  return Object.values(root)[0];
}
