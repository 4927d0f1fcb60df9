import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { haversineKm, roundedPoint } from '../../../src/geo/distance.rules.js';
import { HOURS_BANDS, hoursBand } from '../../../src/search/hours.rules.js';
import { CONTRACTS } from '../../../src/search/search.schema.js';
import { SearchService } from '../../../src/search/search.service.js';
import { radiiToTry } from '../../../src/search/widening.rules.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import {
  insert,
  LAON,
  OCCUPATIONS,
  type Opportunity,
  opportunity,
  organisation,
  pointAt,
  seeded,
  settle,
} from './world.js';

/** Every answer compared with the same question put to a list, by hand. */

let app: TestApp;
let rows: Opportunity[];
const random = seeded(20_261_120);
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
const maybe = <T>(share: number, value: () => T): T | undefined => (random() < share ? value() : undefined);

const WORDS = ['violette', 'marguerite', 'jonquille', 'pivoine', 'capucine'];

beforeAll(async () => {
  app = await testApp();
  await settle(app);
  const org = await organisation(app);
  // 140 places within 130 km, some with dozens of offers, one with 150: the page's slices all occur.
  const places = Array.from({ length: 140 }, () => roundedPoint(pointAt(LAON, random() ** 0.7 * 130, random() * 360)));
  const city = roundedPoint(pointAt(LAON, 9, 200));
  rows = Array.from({ length: 1200 }, (_, i) => {
    const mission = random() < 0.15;
    const occupation = mission ? null : pick(OCCUPATIONS).code;
    return opportunity(org, {
      kind: mission ? 'mission' : 'offer',
      title: `${pick(WORDS)} ${pick(WORDS)}`,
      description: 'rien',
      occupation,
      domain: mission ? pick(['education', 'sante', 'environnement']) : null,
      contract: mission ? null : pick(CONTRACTS),
      hours: mission ? (maybe(0.5, () => 4) ?? null) : (maybe(0.9, () => 5 + Math.floor(random() * 40)) ?? null),
      licences: mission ? [] : (maybe(0.3, () => ['B']) ?? []),
      publishedAt: new Date(1_790_000_000_000 + i * 1000).toISOString(),
      status: random() < 0.05 ? 'closed' : 'published',
      ...(random() < 0.13 ? city : pick(places)),
    });
  });
  await insert(app, rows);
  await app.get(SearchService).ensureNow('opportunities');
});

afterAll(() => app.stop());

interface Question {
  q: string | undefined;
  kind: string | undefined;
  contract: string[] | undefined;
  hours: string[] | undefined;
  occupation: string | undefined;
  noLicence: boolean | undefined;
  around: { lat: number; lng: number } | undefined;
  within: number;
  sort: 'nearest' | 'recent' | undefined;
  page: number;
  perPage: number;
}

function question(): Question {
  const around = maybe(0.8, () => pointAt(LAON, random() * 60, random() * 360));
  return {
    q: maybe(0.5, () => pick([...WORDS, `${pick(WORDS)} ${pick(WORDS)}`, 'introuvable'])),
    kind: maybe(0.3, () => pick(['offer', 'mission', 'offer,mission'])),
    contract: maybe(0.3, () => [...new Set([pick(CONTRACTS), pick(CONTRACTS)])]),
    hours: maybe(0.3, () => [...new Set([pick(HOURS_BANDS), pick(HOURS_BANDS)])]),
    occupation: maybe(0.2, () => pick(OCCUPATIONS).code),
    noLicence: maybe(0.3, () => true),
    around,
    within: pick([1, 5, 10, 20, 33.3, 50, 100]),
    sort: around ? pick(['nearest', 'nearest', 'recent']) : 'recent',
    page: 1 + Math.floor(random() ** 2 * 8),
    perPage: pick([1, 7, 20, 100]),
  };
}

function byHand(asked: Question) {
  const matching = rows.filter(
    (row) =>
      row.status === 'published' &&
      (asked.q ?? '').split(' ').every((word) => row.title.includes(word)) &&
      (asked.kind === undefined || asked.kind.split(',').includes(row.kind)) &&
      (asked.contract === undefined || asked.contract.includes(row.contract ?? '')) &&
      (asked.hours === undefined || asked.hours.includes(hoursBand(row.hours) ?? '')) &&
      (asked.occupation === undefined || row.occupation === asked.occupation) &&
      (!asked.noLicence || row.licences.length === 0),
  );
  const km = (row: Opportunity) => (asked.around ? haversineKm(asked.around, row) : 0);
  const newest = (a: Opportunity, b: Opportunity) => b.publishedAt.localeCompare(a.publishedAt);
  const radii = asked.around ? radiiToTry(asked.within, true) : [asked.within];
  const within = radii.find((radius) => matching.some((row) => km(row) <= radius)) ?? radii.at(-1) ?? 0;
  const found = matching.filter((row) => !asked.around || km(row) <= within);
  const count = (value: (row: Opportunity) => string | null) => {
    const counts: Record<string, number> = {};
    for (const row of found) {
      const key = value(row);
      if (key !== null) counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  };
  found.sort(asked.sort === 'nearest' ? (a, b) => km(a) - km(b) || newest(a, b) : newest);
  const start = (asked.page - 1) * asked.perPage;
  return {
    ids: found.slice(start, start + asked.perPage).map((row) => row.id),
    total: found.length,
    within,
    facets: {
      kind: count((row) => row.kind),
      contract: count((row) => row.contract),
      hours: count((row) => hoursBand(row.hours)),
      licence: {
        needed: found.filter((row) => row.licences.length > 0).length,
        'not-needed': found.filter((row) => row.licences.length === 0).length,
      },
      domain: count((row) => row.domain ?? row.occupation?.slice(0, 3) ?? null),
    },
  };
}

function urlOf(asked: Question): string {
  const query = new URLSearchParams();
  const set = (name: string, value: unknown) => value !== undefined && query.set(name, String(value));
  set('q', asked.q);
  set('kind', asked.kind);
  set('contract', asked.contract?.join(','));
  set('hours', asked.hours?.join(','));
  set('occupation', asked.occupation);
  set('noLicence', asked.noLicence);
  set('lat', asked.around?.lat);
  set('lng', asked.around?.lng);
  set('within', asked.around && asked.within);
  set('sort', asked.sort);
  set('page', asked.page);
  set('perPage', asked.perPage);
  return `/api/v1/opportunities?${query.toString()}`;
}

test('400 random questions get the answer found by hand: the same items in the same order, totals and counts', async () => {
  let full = 0;
  for (let i = 0; i < 400; i++) {
    const asked = question();
    const expected = byHand(asked);
    const { status, body } = await app.http('GET', urlOf(asked));
    expect(status).toBe(200);
    const answer = {
      ids: body.items.map((item: { id: string }) => item.id),
      total: body.total,
      within: body.around?.within ?? asked.within,
      facets: body.facets,
    };
    expect({ asked, ...answer }).toEqual({ asked, ...expected });
    expect(body.degraded).toBe(false);
    if (expected.ids.length > 0) full++;
  }
  expect(full).toBeGreaterThan(150);
});

test('without the search engine the answers are the same ones, but for near spellings', async () => {
  const plain = await testApp({
    environment: { MEILI_URL: 'http://127.0.0.1:9', DATABASE_URL: app.config.database.url },
  });
  try {
    for (let i = 0; i < 60; i++) {
      const asked = question();
      const { body } = await plain.http('GET', urlOf(asked));
      const expected = byHand(asked);
      expect(body.degraded).toBe(true);
      expect({
        asked,
        ids: body.items.map((item: { id: string }) => item.id),
        total: body.total,
        within: body.around?.within ?? asked.within,
        facets: body.facets,
      }).toEqual({ asked, ...expected });
    }
  } finally {
    await plain.stop();
  }
});
