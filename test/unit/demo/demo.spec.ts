import { describe, expect, test } from '@jest/globals';
import { importedCandidateSchema } from '../../../src/candidates/candidate.schema.js';
import { demoCandidates } from '../../../src/demo/demo-candidates.rules.js';
import { demoMissions } from '../../../src/demo/demo-missions.rules.js';
import { demoOffers } from '../../../src/demo/demo-offers.rules.js';
import { demoEmployers, fictitiousSiret } from '../../../src/demo/demo-organisations.rules.js';
import { readDemoTables } from '../../../src/demo/demo-tables.reader.js';
import { demoWorld } from '../../../src/demo/demo-world.rules.js';
import { Random, Weighted } from '../../../src/demo/random.rules.js';
import { mapEngagement } from '../../../src/imports/mapping/engagement.mapper.js';
import { mapFranceTravail } from '../../../src/imports/mapping/france-travail.mapper.js';
import { missionActivity, missionDomain } from '../../../src/missions/mission.schema.js';
import { checkWording } from '../../../src/offers/wording.rules.js';
import { hourly } from '../../../src/offers/pay.rules.js';
import { parseRna, parseSiret } from '../../../src/organisations/siret.rules.js';
import { day, instantFrom } from '../../../src/platform/lang/day.js';

const place = (insee: string, name: string, postalCode: string, population: number, lat: number, lng: number) => ({
  insee,
  name,
  postalCode,
  population,
  lat,
  lng,
  departement: '02',
  arrondissement: 'Laon',
});
const world = (seed = 2) =>
  demoWorld({
    seed,
    now: instantFrom('2026-11-20T10:00:00Z'),
    today: day('2026-11-20'),
    minimumWage: 12.02,
    tables: readDemoTables(),
    skills: new Map([['K1304', ['Ménage', 'Repassage', 'Cuisine']]]),
    communes: [
      place('02408', 'Laon', '02000', 24000, 49.564, 3.62),
      place('02691', 'Saint-Quentin', '02100', 53000, 49.847, 3.287),
      place('02163', 'Charly-sur-Marne', '02310', 2600, 48.98, 3.28),
      place('02722', 'Soissons', '02200', 28000, 49.38, 3.32),
    ],
  });

function first<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}

test('the same seed gives the same world, another seed another one', () => {
  expect(first(demoOffers(world(), 20), 200)).toEqual(first(demoOffers(world(), 20), 200));
  expect(first(demoCandidates(world(), 50), 50)).toEqual(first(demoCandidates(world(), 50), 50));
  expect(first(demoOffers(world(3), 20), 5)).not.toEqual(first(demoOffers(world(), 20), 5));
});

test('picks follow their weights', () => {
  const random = new Random(1);
  const weighted = new Weighted(['rare', 'often'], (item) => (item === 'rare' ? 1 : 9));
  const rare = Array.from({ length: 10_000 }, () => weighted.pick(random)).filter((item) => item === 'rare').length;
  expect(rare).toBeGreaterThan(850);
  expect(rare).toBeLessThan(1150);
});

test('organisations carry numbers that pass every check and belong to nobody', () => {
  const employers = demoEmployers(world(), 666);
  expect(employers.every(({ siret }) => parseSiret(siret).ok && siret.startsWith('9999'))).toBe(true);
  expect(new Set(employers.map(({ siret }) => siret)).size).toBe(666);
  expect(new Set(employers.map(({ name }) => name)).size).toBe(666);
  expect(parseSiret(fictitiousSiret(0)).ok).toBe(true);
});

describe('offers', () => {
  const today = day('2026-11-20');
  const mapped = first(demoOffers(world(), 100), 2000).map((raw) => mapFranceTravail(raw, today));

  test('are all read by the importer, without a notice', () => {
    expect(mapped.filter((one) => !one.ok || one.draft.notices.length > 0)).toEqual([]);
  });

  test('come from more than sixty trades', () => {
    expect(new Set(readDemoTables().trades.map(({ code }) => code)).size).toBeGreaterThanOrEqual(60);
  });

  test('say nothing that the linter forbids, and pay the minimum wage at least', () => {
    for (const one of mapped) {
      if (!one.ok) continue;
      const { draft } = one;
      const findings = checkWording({
        kind: 'offer',
        title: draft.title,
        description: draft.description,
        requirements: draft.requirements,
        payText: draft.payText,
        driving: draft.licences.length > 0,
      });
      expect(
        findings.filter(({ level }) => level === 'block').map(({ passage }) => `${draft.title}: ${passage}`),
      ).toEqual([]);
      if (draft.pay.min === null || draft.pay.period === null) throw new Error(`No pay: ${draft.title}`);
      expect(hourly(draft.pay.min, draft.pay.period, draft.weeklyHours)).toBeGreaterThanOrEqual(12.02 - 0.01);
    }
  });

  test('were published in the last 45 days', () => {
    const ages = mapped.flatMap((one) =>
      one.ok ? [(instantFrom('2026-11-20T10:00:00Z').getTime() - one.draft.publishedAt.getTime()) / 86_400_000] : [],
    );
    expect(Math.min(...ages)).toBeGreaterThan(0);
    expect(Math.max(...ages)).toBeLessThan(46);
    expect(ages.filter((age) => age < 15).length / ages.length).toBeGreaterThan(0.25);
  });
});

test('missions are read by the importer, each of a known domain and activity', () => {
  const topics = {
    domains: new Set<string>(missionDomain.options),
    activities: new Set<string>(missionActivity.options),
  };
  for (const raw of first(demoMissions(world(), 15), 60)) {
    const mapped = mapEngagement(raw, day('2026-11-20'), topics);
    if (!mapped.ok) throw new Error(mapped.reason);
    expect(mapped.draft.notices).toEqual([]);
    expect(mapped.draft.activities).toHaveLength(1);
    expect(parseRna(mapped.draft.organisation.rna ?? '').ok).toBe(true);
    expect(checkWording({ kind: 'mission', ...mapped.draft }).filter(({ level }) => level === 'block')).toEqual([]);
  }
});

describe('people', () => {
  const people = first(demoCandidates(world(), 12_000), 12_000);
  const share = (is: (person: (typeof people)[number]) => boolean) => people.filter(is).length / people.length;

  test('are already what the schema of an import gives back, with numbers and addresses kept for fiction', () => {
    for (const { file, externalRef } of people.slice(0, 1500)) {
      const row = { ...file, source: 'demo', externalRef };
      expect(importedCandidateSchema.parse(row)).toEqual(row);
      expect(file.phone).toMatch(/^\+3363998\d{4}$/);
      expect(file.email ?? 'x@exemple.invalid').toMatch(/@exemple\.invalid$/);
    }
  });

  test('are two different people when they share a telephone', () => {
    const keys = people.map(({ file }) => `${file.phone} ${file.firstName} ${file.lastName}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(people.map(({ file }) => file.phone)).size).toBeLessThan(people.length);
  });

  test('are shared out as the département counts them', () => {
    expect(share(({ file }) => file.licences.length === 0)).toBeCloseTo(0.39, 1);
    expect(share(({ file }) => file.email !== null)).toBeCloseTo(0.45, 1);
    expect(share(({ immediate }) => immediate)).toBeCloseTo(0.08, 1);
    expect(share(({ file }) => file.consents.some(({ purpose }) => purpose === 'sms-alerts'))).toBeCloseTo(0.4, 1);
    expect(share(({ file }) => file.consents.some(({ purpose }) => purpose === 'cv-visible'))).toBeCloseTo(0.6, 1);
    expect(share(({ file }) => file.support?.barriers?.includes('lecture') ?? false)).toBeCloseTo(0.13, 1);
  });

  test('begin with people to remember: a home help of Laon, by bike, told at once', () => {
    expect(people[0]).toMatchObject({
      immediate: true,
      file: { firstName: 'Nadia', phone: '+33639980001', travelMode: 'bike', place: '02408', licences: [] },
    });
  });
});
