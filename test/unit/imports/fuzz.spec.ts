import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapEngagement } from '../../../src/imports/mapping/engagement.mapper.js';
import { mapFranceTravail } from '../../../src/imports/mapping/france-travail.mapper.js';
import { mapIndeed } from '../../../src/imports/mapping/indeed.mapper.js';
import { mapJobPosting } from '../../../src/imports/mapping/job-posting.mapper.js';
import type { ImportFormat } from '../../../src/imports/reading/format.rules.js';
import { readItems } from '../../../src/imports/reading/items.reader.js';
import { day } from '../../../src/platform/lang/day.js';
import { samplePath } from './samples.js';

const today = day('2026-11-20');
const topics = { domains: new Set<string>(), activities: new Set<string>() };
const mappers: Readonly<Record<string, (raw: unknown) => { ok: boolean }>> = {
  'france-travail': (raw) => mapFranceTravail(raw, today),
  'job-posting': (raw) => mapJobPosting(raw, today),
  'job-posting-html': (raw) => mapJobPosting(raw, today),
  indeed: (raw) => mapIndeed(raw, today),
  'engagement-json': (raw) => mapEngagement(raw, today, topics),
  'engagement-xml': (raw) => mapEngagement(raw, today, topics),
  'beneficiaries-csv': () => ({ ok: true }),
};
const samples: readonly (readonly [ImportFormat, string])[] = [
  ['france-travail', 'france-travail-offres-v2.synthetique.json'],
  ['job-posting', 'schema-org-jobposting.synthetique.json'],
  ['indeed', 'indeed-flux.synthetique.xml'],
  ['engagement-json', 'api-engagement-v0-missions.synthetique.json'],
  ['engagement-xml', 'api-engagement-flux.synthetique.xml'],
  ['beneficiaries-csv', 'siret-cas-de-test.csv'],
];

async function* inChunks(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

/** Reads and maps everything; the count of items read whole. */
async function survive(format: ImportFormat, text: string, size: number): Promise<number> {
  let items = 0;
  for await (const piece of readItems(format, inChunks(text, size))) {
    if (piece.kind === 'item') {
      items++;
      mappers[format]?.(piece.raw);
    } else expect(piece.reason).toMatch(/\p{Lu}.*\.$/u);
  }
  return items;
}

describe.each(samples)('%s', (format, name) => {
  const text = readFileSync(samplePath(name), 'utf8');

  test('cut anywhere, gives its whole items and a sentence', async () => {
    const whole = await survive(format, text, 4096);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: text.length }),
        fc.integer({ min: 50, max: 5000 }),
        async (at, size) => {
          expect(await survive(format, text.slice(0, at), size)).toBeLessThanOrEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('with anything written over it, never fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: text.length }),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.integer({ min: 50, max: 5000 }),
        async (at, junk, size) => {
          await survive(format, text.slice(0, at) + junk + text.slice(at + junk.length), size);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('any JSON value at all is mapped or refused', () => {
  fc.assert(
    fc.property(fc.anything({ maxDepth: 3 }), fc.constantFrom(...Object.values(mappers)), (value, map) => {
      expect(typeof map(value).ok).toBe('boolean');
    }),
    { numRuns: 2000 },
  );
});

test('a known member of any type is mapped or refused', () => {
  const members = [
    'id',
    'intitule',
    'dateCreation',
    'lieuTravail',
    'salaire',
    'permis',
    'typeContrat',
    'title',
    'date',
    'referencenumber',
    'clientId',
    'postedAt',
    'addresses',
    'jobLocation',
    'baseSalary',
    'hiringOrganization',
    'identifier',
    'datePosted',
    'activities',
  ];
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(...members),
        fc.oneof(fc.anything({ maxDepth: 2 }), fc.constant('2026-11-19'), fc.constant('CDI')),
      ),
      fc.constantFrom(...Object.values(mappers)),
      (value, map) => {
        expect(typeof map(value).ok).toBe('boolean');
      },
    ),
    { numRuns: 3000 },
  );
});
