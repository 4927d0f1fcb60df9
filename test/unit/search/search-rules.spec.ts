import { describe, expect, test } from '@jest/globals';
import { day } from '../../../src/platform/lang/day.js';
import { dayNumber, opportunityDocument, profileDocument } from '../../../src/search/documents.rules.js';
import { frenchSynonyms } from '../../../src/search/french-words.rules.js';
import { hoursBand } from '../../../src/search/hours.rules.js';
import { meilisearchSettings, sameSettings } from '../../../src/search/meilisearch-settings.rules.js';
import { plainPatterns, tellingWords } from '../../../src/search/words.rules.js';
import { radiiToTry, widenedFrom } from '../../../src/search/widening.rules.js';

describe('widening', () => {
  test.each([
    [20, true, [20, 50, 100]],
    [10, true, [10, 20, 50, 100]],
    [30, true, [30, 50, 100]],
    [100, true, [100]],
    [20, false, [20]],
  ])('from %d km (%s) tries %j', (within, widen, radii) => {
    expect(radiiToTry(within, widen)).toEqual(radii);
  });

  test('is said in words and numbers', () => {
    expect(widenedFrom(20, 50, 3)).toEqual({
      from: 20,
      to: 50,
      message: 'Rien à moins de 20 km. Voici ce qu’il y a à moins de 50 km.',
    });
    expect(widenedFrom(2.5, 100, 0)?.message).toBe('Rien à moins de 100 km pour le moment.');
    expect(widenedFrom(20, 20, 3)).toBeNull();
  });
});

describe('bands of weekly hours', () => {
  test.each([
    [null, null],
    [1, 'under-15'],
    [14.9, 'under-15'],
    [15, '15-24'],
    [24.5, '15-24'],
    [25, '25-34'],
    [34.99, '25-34'],
    [35, '35-plus'],
    [48, '35-plus'],
  ])('%p hours are in %p', (hours, band) => {
    expect(hoursBand(hours)).toBe(band);
  });
});

describe('documents', () => {
  const offer = {
    id: '0197a0b0-0000-7000-8000-000000000001',
    kind: 'offer' as const,
    version: 3,
    title: 'Aide à domicile (H/F)',
    description: 'x'.repeat(5000),
    organisation_name: null,
    commune_name: 'Laon',
    occupation_code: 'K1304',
    occupation_label: 'Aide à domicile',
    occupation_terms: ['auxiliaire de vie'],
    domain: 'K13',
    activities: null,
    contract: 'permanent',
    weekly_hours: 28,
    licences: ['B'],
    location_id: 12,
    lat: 49.56,
    lng: 3.62,
    published: 1_795_000_000,
    closes_on: day('2026-12-24'),
  };

  test('an offer is searched by words, counted by facets and compared by day', () => {
    const document = opportunityDocument(offer) as unknown as Record<string, unknown>;
    expect(document).toMatchObject({
      version: 3,
      hours: '25-34',
      needs_licence: true,
      location: 12,
      closes_on: 20261224,
      organisation: null,
    });
    expect(String(document.description)).toHaveLength(1000);
  });

  test('a profile holds nothing that could tell who the person is', () => {
    const document = profileDocument({
      id: offer.id,
      version: 1,
      occupation_codes: ['K1304'],
      occupations: ['Aide à domicile'],
      occupation_terms: [],
      skills: ['repassage'],
      location_id: 4,
      lat: 49.5,
      lng: 3.6,
      changed: 1,
    });
    expect(Object.keys(document).sort()).toEqual([
      'cell',
      'id',
      'location',
      'occupation_codes',
      'occupation_terms',
      'occupations',
      'recent_at',
      'skills',
      'version',
    ]);
  });

  test('days become numbers in the order of days', () => {
    expect(dayNumber(day('2026-11-20'))).toBe(20261120);
    expect(dayNumber(day('2027-01-01'))).toBeGreaterThan(dayNumber(day('2026-12-31')));
  });
});

describe('the words that count', () => {
  test.each([
    ['je cherche un emploi d’aide à domicile', ['aide', 'domicile']],
    ['poste de secrétaire', ['secretaire']],
    ['un poste', []],
    ['emploi', []],
    ['La Poste', ['poste']],
    ['facteur à la poste', ['facteur', 'poste']],
  ])('of "%s" are %j', (typed, words) => {
    expect(tellingWords(typed)).toEqual(words);
  });
});

describe('French words', () => {
  test('what is written by ear stands for the word and what means the same, not the other way round', () => {
    const synonyms = frenchSynonyms();
    expect(synonyms.masson).toEqual(['macon']);
    expect(synonyms.chofeur).toContain('conducteur');
    expect(synonyms.macon ?? []).not.toContain('masson');
  });

  test('synonyms go both ways and have no accents', () => {
    const synonyms = frenchSynonyms();
    expect(synonyms['femme de menage']).toContain('agent d entretien');
    expect(synonyms['agent d entretien']).toContain('femme de menage');
    for (const [word, others] of Object.entries(synonyms)) {
      expect([word, ...others].join(' ')).toMatch(/^[a-z0-9 ]+$/);
      expect(others).not.toContain(word);
    }
  });

  test.each([
    ['Aide à domicile', ['% aide%', '% domicile%']],
    ['je cherche un emploi de maçon', ['% macon%']],
    ['100% \\_ "x', ['% 100%', '% x%']],
    ['à la', []],
    ['', []],
  ])('%j is looked for as %j when the index is away', (text, patterns) => {
    expect(plainPatterns(text)).toEqual(patterns);
  });
});

describe('settings', () => {
  const settings = {
    searchable: ['title'],
    exact: ['kind'],
    compared: ['closes_on'],
    synonyms: { a: ['b', 'c'] },
    stopWords: ['le', 'la'],
  };
  const wanted = meilisearchSettings(settings);

  test('are the same in another order of stop words and with more than we ask', () => {
    expect(sameSettings({ ...wanted, stopWords: ['la', 'le'], embedders: {} }, wanted)).toBe(true);
  });

  test.each([
    ['a searched field less', { searchableAttributes: [] }],
    ['a synonym more', { synonyms: { a: ['b', 'c'], d: ['e'] } }],
    ['another order of rules', { rankingRules: ['words'] }],
    ['no filters', { filterableAttributes: [] }],
  ])('differ with %s', (_name, change) => {
    expect(sameSettings({ ...wanted, ...change }, wanted)).toBe(false);
  });

  test('use no geographic field of the engine', () => {
    expect(JSON.stringify(wanted)).not.toContain('_geo');
  });
});
