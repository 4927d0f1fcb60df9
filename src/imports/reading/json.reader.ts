import { JsonElements } from './json-elements.rules.js';
import type { Piece, Slice } from './piece.rules.js';

function parsed(slice: Slice): Piece {
  if (slice.kind !== 'slice') return slice;
  try {
    return { kind: 'item', position: slice.position, raw: JSON.parse(slice.text) as unknown };
  } catch {
    return { kind: 'refused', position: slice.position, reason: 'Élément JSON illisible.' };
  }
}

/** The elements of JSON text, one after the other, in constant memory. */
export async function* readJson(chunks: AsyncIterable<string>): AsyncGenerator<Piece> {
  const elements = new JsonElements();
  for await (const chunk of chunks) for (const slice of elements.write(chunk)) yield parsed(slice);
  for (const slice of elements.end()) yield parsed(slice);
}
