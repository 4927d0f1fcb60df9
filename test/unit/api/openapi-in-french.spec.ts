import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PROJECT_ROOT } from '../../../src/platform/data-files.js';

interface Operation {
  readonly summary: string;
  readonly tags: readonly string[];
}

const document = JSON.parse(readFileSync(join(PROJECT_ROOT, 'docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
);

/** Every description of the document, codes in backticks aside. */
function* descriptions(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'description' && typeof value === 'string') yield value.replace(/`[^`]*`/g, '');
    else yield* descriptions(value);
  }
}

/** Words that French sentences do not hold. */
const ENGLISH =
  /(?<!\p{L})(the|of|and|with|when|which|who|for|by|only|from|is|are|an|was|no|not|it|this|person)(?!\p{L})/iu;

/** The readers are French partners: the names of fields are English, what explains them is French. */
describe('the description of the API', () => {
  it.each(operations)('$name says in French what it does: $summary', ({ summary, tags }) => {
    expect(summary).toMatch(/^\p{Lu}\p{Ll}+(er|ir|re)\b/u); // an infinitive
    expect(summary).not.toMatch(/\.$/);
    expect(summary.length).toBeLessThanOrEqual(90);
    expect([summary, ...tags].filter((text) => ENGLISH.test(text))).toEqual([]);
  });

  it('explains every field in French', () => {
    expect([...descriptions(document)].filter((text) => ENGLISH.test(text))).toEqual([]);
  });
});
