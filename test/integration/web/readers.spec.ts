import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidateFile } from '../../support/people.js';
import type { TestApp } from '../../support/test-app.js';
import { anOpen, signedIn, townApp } from '../../support/town.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';

const READERS = 100;
const SIGNED_IN = 20;
const ROUNDS = 4;
const TOWNS = ['Laon', 'Soissons', 'Saint-Quentin', 'Château-Thierry', 'Guise', 'Hirson', 'Vervins', 'Chauny'] as const;

interface Reader {
  readonly browser: WebVisitor;
  /** First name in the header; undefined: nobody in particular. */
  readonly name: string | undefined;
  readonly town: string;
}

describe('a hundred readers at once', () => {
  let app: TestApp;
  let readers: Reader[];
  let offerId: string;

  beforeAll(async () => {
    app = await townApp();
    offerId = await anOpen(app, 'offer');
    readers = await Promise.all(
      Array.from({ length: READERS }, async (_, i): Promise<Reader> => {
        const place = TOWNS[i % TOWNS.length] ?? 'Laon';
        if (i >= SIGNED_IN) return { browser: new WebVisitor(app), name: undefined, town: place };
        const name = `Lecteur${'ABCDEFGHIJKLMNOPQRST'[i]}`;
        const phone = `+33639987${String(i).padStart(3, '0')}`;
        const id = await candidateFile(app, { firstName: name, phone });
        return { browser: await signedIn(app, id), name, town: place };
      }),
    );
  }, 180_000);
  afterAll(async () => {
    await app?.stop();
  });

  it('are all answered, each with their own page', async () => {
    const wrong: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(
        readers.map(async (reader, i) => {
          const path = paths(reader, offerId)[(round + i) % 4] ?? '/';
          const { status, text, headers } = await reader.browser.get(path);
          const problem = problemWith(reader, path, status, text, headers.get('cache-control') ?? '');
          if (problem) wrong.push(`${i} ${path}: ${problem}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

function paths({ town: place }: Reader, offerId: string): string[] {
  const search = new URLSearchParams({ ou: place, deplacement: 'voiture' });
  return [`/offres?${search}`, '/', `/offres/${offerId}`, `/missions?${search}`];
}

function problemWith(reader: Reader, path: string, status: number, html: string, cache: string): string | undefined {
  if (status !== 200) return `status ${status}`;
  if (!html.endsWith('</html>')) return 'cut off';
  const words = wordsOf(html);
  const greeted = /Espace de (\w+)/.exec(words)?.[1];
  if (greeted !== reader.name) return `greets ${greeted}, not ${reader.name}`;
  const names = new Set(words.match(/Lecteur[A-T]\b/g) ?? []);
  if ([...names].some((name) => name !== reader.name)) return `names ${[...names].join(', ')}`;
  if (reader.name !== undefined && cache !== 'private, no-store') return `may be kept by others: ${cache}`;
  const isList = path.includes('ou=');
  if (isList && !wordsOf(/<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '').includes(`autour de ${reader.town}`))
    return 'another’s list';
  return undefined;
}
