import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Config } from '../../../src/platform/config/config.js';
import { readEnvironment } from '../../../src/platform/config/environment.js';
import { ExternalFailure } from '../../../src/platform/errors.js';
import { newId } from '../../../src/platform/ids.js';
import { frenchSynonyms, STOP_WORDS } from '../../../src/search/french-words.rules.js';
import { INDEX_SETTINGS } from '../../../src/search/index-settings.js';
import { MeilisearchGateway } from '../../../src/search/meilisearch.gateway.js';
import { tellingWords } from '../../../src/search/words.rules.js';
import type { Condition, IndexedDocument, IndexQuery } from '../../../src/search/search-index.js';

function gateway(url = process.env.TEST_MEILI_URL, key = process.env.TEST_MEILI_KEY): MeilisearchGateway {
  const read = readEnvironment({
    SECRET: 'x'.repeat(32),
    DATABASE_URL: 'postgres://nowhere',
    MEILI_URL: url,
    MEILI_KEY: key,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return new MeilisearchGateway(new Config(read.environment));
}

const name = `gateway-${newId()}`;
const index = gateway();

const titles = [
  'Maçon H/F',
  'Électricien bâtiment',
  'Aide à domicile',
  'Agent d’entretien des locaux',
  'Serveur en restauration',
  'Chauffeur poids lourd',
  'Boulanger',
  'Vendangeur',
];
const documents = titles.map((title, i) => ({
  id: newId(),
  version: i + 1,
  title,
  kind: i % 2 === 0 ? 'offer' : 'mission',
  domain: i === 0 ? 'quo"te\\s' : 'K13',
  location: i,
  recent_at: 1000 + i,
  closes_on: 20261120 + i,
})) as unknown as (IndexedDocument & { title: string })[];

const question: IndexQuery = {
  text: '',
  conditions: [],
  facets: [],
  order: 'relevance',
  offset: 0,
  limit: 20,
  fields: ['id', 'title'],
};

async function found(text: string, conditions: Condition[] = []): Promise<string[]> {
  const [answer] = await index.search(name, [{ ...question, text, conditions }]);
  return (answer?.hits ?? []).map((hit) => String(hit.title));
}

beforeAll(async () => {
  await index.prepare(name, INDEX_SETTINGS.opportunities);
  await index.settled(await index.write(name, documents, []));
});

afterAll(async () => {
  await index.drop(name);
  await index.onApplicationShutdown();
});

describe('Meilisearch behind the port', () => {
  test.each([
    ['macon', 'Maçon H/F'],
    ['MAÇON', 'Maçon H/F'],
    ['masson', 'Maçon H/F'],
    ['electricien batiment', 'Électricien bâtiment'],
    ['electrcien', 'Électricien bâtiment'],
    ['boulangé', 'Boulanger'],
    ['femme de ménage', 'Agent d’entretien des locaux'],
    ['auxiliaire de vie', 'Aide à domicile'],
    ['aide a domicile', 'Aide à domicile'],
    ['je cherche un emploi de serveuse', 'Serveur en restauration'],
    ['conducteur pl', 'Chauffeur poids lourd'],
    ['vendange', 'Vendangeur'],
  ])('finds with "%s": %s', async (typed, expected) => {
    expect(await found(tellingWords(typed).join(' '))).toContain(expected);
  });

  test('finds only what holds every word', async () => {
    expect(await found('aide boulanger')).toEqual([]);
  });

  test.each(['K13" OR kind = "offer', '\\', '"', '" OR 1=1', "' OR 1=1 --", '] OR location >= 0', '🥖', '\u202e'])(
    'takes the value %j for itself, never for a part of the filter',
    async (value) => {
      expect(await found('', [{ field: 'domain', in: [value] }])).toEqual([]);
    },
  );

  test('finds a value made of quotes and backslashes', async () => {
    expect(await found('', [{ field: 'domain', in: ['quo"te\\s'] }])).toEqual(['Maçon H/F']);
  });

  test.each([
    '" OR 1=1',
    'a\\"b',
    '🥖🥖',
    '\u202eabc',
    "'; DROP TABLE offers; --",
    '-boulanger',
    '"boulanger',
    'x'.repeat(40),
  ])('survives the text %j', async (text) => {
    await expect(found(text)).resolves.toBeDefined();
  });

  test('finds nothing in an empty list and everything but a list', async () => {
    expect(await found('', [{ field: 'location', in: [] }])).toEqual([]);
    expect(
      await found('', [
        { field: 'location', in: [0, 1] },
        { field: 'id', notIn: [documents[0]?.id ?? ''] },
      ]),
    ).toEqual(['Électricien bâtiment']);
    const either: Condition = {
      anyOf: [
        { field: 'location', in: [0] },
        { field: 'closes_on', atLeast: 20261127 },
      ],
    };
    expect((await found('', [either])).sort()).toEqual(['Maçon H/F', 'Vendangeur']);
  });

  test('answers several questions at once, with totals and counts over all that is found', async () => {
    const [all, none] = await index.search(name, [
      { ...question, order: 'recent', limit: 2, facets: ['kind', 'location'] },
      { ...question, text: 'introuvable', facets: ['kind'] },
    ]);
    expect(all?.hits.map((hit) => hit.title)).toEqual(['Vendangeur', 'Boulanger']);
    expect(all?.total).toBe(8);
    expect(all?.facets.kind).toEqual({ offer: 4, mission: 4 });
    expect(Object.keys(all?.facets.location ?? {})).toHaveLength(8);
    expect(none).toEqual({ hits: [], total: 0, facets: { kind: {} } });
  });

  test('knows whether an index searches as the code says', async () => {
    expect(await index.isReady(name, INDEX_SETTINGS.opportunities)).toBe(true);
    expect(await index.isReady(name, INDEX_SETTINGS.profiles)).toBe(false);
    expect(await index.isReady(`${name}-none`, INDEX_SETTINGS.opportunities)).toBe(false);
    const other = { ...INDEX_SETTINGS.opportunities, synonyms: { ...frenchSynonyms(), boulot: ['emploi'] } };
    expect(await index.isReady(name, other)).toBe(false);
    expect(await index.isReady(name, { ...INDEX_SETTINGS.opportunities, stopWords: STOP_WORDS.slice(1) })).toBe(false);
  });

  test('a task that fails is an error', async () => {
    const bad = [{ id: 'not a valid id!', version: 1 }];
    await expect(index.write(name, bad, []).then((tasks) => index.settled(tasks))).rejects.toThrow(ExternalFailure);
  });

  test('exchanges two indexes, and drops one that is not there without a word', async () => {
    const other = `${name}-other`;
    await index.prepare(other, INDEX_SETTINGS.opportunities);
    await index.swap(name, other);
    expect(await found('')).toEqual([]);
    await index.swap(name, other);
    expect(await found('')).toHaveLength(8);
    await index.drop(other);
    await index.drop(other);
    expect(await index.names(name)).toEqual([name]);
  });

  test('tells the versions of some documents and of a slice of all', async () => {
    const ids = documents.slice(0, 2).map((document) => document.id);
    const some = await index.versions(name, { ids: [...ids, newId()] });
    expect(some.map((document) => document.version).sort()).toEqual([1, 2]);
    expect(await index.versions(name, { offset: 6, limit: 5 })).toHaveLength(2);
  });

  test('says within a moment that nobody answers', async () => {
    const nobody = gateway('http://127.0.0.1:9', 'x');
    const started = performance.now();
    await expect(nobody.search(name, [question])).rejects.toMatchObject({ code: 'search.unreachable', status: 503 });
    expect(performance.now() - started).toBeLessThan(1500);
    await nobody.onApplicationShutdown();
  });

  test('a refused key is a failure outside of the house, without the key in it', async () => {
    const stranger = gateway(process.env.TEST_MEILI_URL, 'wrong-key-of-a-stranger');
    const error: unknown = await stranger.search(name, [question]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ExternalFailure);
    expect(JSON.stringify(error)).not.toContain('wrong-key-of-a-stranger');
    await stranger.onApplicationShutdown();
  });
});
