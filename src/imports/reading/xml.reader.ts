import type { Piece, Slice } from './piece.rules.js';
import { readXmlElement } from './xml-element.reader.js';
import { XmlElements } from './xml-elements.rules.js';

function parsed(slice: Slice): Piece {
  if (slice.kind !== 'slice') return slice;
  try {
    return { kind: 'item', position: slice.position, raw: readXmlElement(slice.text) };
  } catch {
    return {
      kind: 'refused',
      position: slice.position,
      reason: 'Élément XML illisible (balise mal fermée ou trop imbriquée).',
    };
  }
}

/** The `<job>` or `<mission>` elements of an XML feed, one after the other, in constant memory. */
export async function* readXml(chunks: AsyncIterable<string>, element: 'job' | 'mission'): AsyncGenerator<Piece> {
  const elements = new XmlElements(element);
  for await (const chunk of chunks) for (const slice of elements.write(chunk)) yield parsed(slice);
  for (const slice of elements.end()) yield parsed(slice);
}
