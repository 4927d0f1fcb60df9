import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../src/platform/data-files.js';
import { readItems } from '../../../src/imports/reading/items.reader.js';
import type { ImportFormat } from '../../../src/imports/reading/format.rules.js';

/** Absolute path of a synthetic sample. */
export function samplePath(name: string): string {
  return join(PROJECT_ROOT, 'test/fixtures/samples', name);
}

/** The raw items of a synthetic sample. */
export async function sampleItems(name: string, format: ImportFormat): Promise<unknown[]> {
  async function* whole(): AsyncGenerator<string> {
    yield readFileSync(samplePath(name), 'utf8');
  }
  const items: unknown[] = [];
  for await (const piece of readItems(format, whole())) {
    if (piece.kind !== 'item') throw new Error(piece.reason);
    items.push(piece.raw);
  }
  return items;
}
