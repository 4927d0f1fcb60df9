import type { TravelMode } from '../../../src/geo/travel.rules.js';
import type { OpportunityFacts, SeekerFacts } from '../../../src/matching/facts.rules.js';

/** Opportunities and people made to meet at every border of the rule, from a seed. */

export type Opportunity = Omit<OpportunityFacts, 'topic' | 'fit'> & {
  readonly id: string;
  readonly topics: ReadonlyMap<string, number>;
};
export type Person = { readonly id: string; readonly targets: (SeekerFacts & { readonly searchId: string | null })[] };

/** A small generator with a known sequence (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const REGIONS = [
  { lat: 49.5, lng: 3.5, spread: 0.8 },
  { lat: 49.5, lng: 3.5, spread: 0.2 },
  { lat: 69.6, lng: 18.9, spread: 0.8 },
  { lat: 89.6, lng: 0, spread: 0.5 },
  { lat: -16.8, lng: 179.9, spread: 0.5 },
  { lat: 0, lng: -0.1, spread: 0.5 },
];
const TOPICS = ['K1304', 'K1302', 'K1305', 'N4105', 'activity:lecture', 'domain:solidarite'];
const SKILLS = ['menage', 'cuisine', 'conduite', 'accueil', 'jardinage'];
const CONTRACTS = ['permanent', 'fixed-term', 'seasonal'];
const LICENCES = ['B', 'C', 'CE'];
const RESERVED = ['insertion-clause', 'aided-contract'];
const MODES: TravelMode[] = ['walk', 'bike', 'scooter', 'car'];
const REACHES = [1, 5, 10, 11, 20, 30, 31, 50, 51, 100];

export function randomWorld(
  seed: number,
  counts: { opportunities: number; people: number },
): { opportunities: Opportunity[]; people: Person[] } {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const some = <T>(items: readonly T[], chance: number): T[] => items.filter(() => random() < chance);
  const uuid = (kind: number, n: number) => `0190${kind}000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
  const place = () => {
    const region = pick(REGIONS);
    return wrapped(
      region.lat + (random() - 0.5) * region.spread,
      region.lng + ((random() - 0.5) * region.spread * (Math.abs(region.lat) > 88 ? 360 : 2)) / region.spread / 2,
    );
  };
  const opportunities = Array.from({ length: counts.opportunities }, (_, n): Opportunity => {
    const [own, ...close] = shuffled(TOPICS, random);
    const topics = new Map([
      [own as string, 1],
      ...close
        .slice(0, Math.floor(random() * 4))
        .map((topic): [string, number] => [topic, pick([0.5, 0.6, 0.7, 0.85])]),
    ]);
    return {
      id: uuid(1, n),
      topics,
      ...place(),
      minimumAge: pick([null, null, 16, 18]),
      licences: random() < 0.6 ? [] : some(LICENCES, 0.4),
      reservedFor: random() < 0.7 ? null : pick(RESERVED),
      skills: some(SKILLS, pick([0, 0.3, 0.8])),
      contract: pick([null, ...CONTRACTS]),
      weeklyHours: pick([null, 10, 17.5, 24, 35, 39]),
      beginnerAccepted: random() < 0.5,
      withoutCar: random() < 0.3,
      days: Math.floor(random() * 40) - 1,
    };
  });
  const people = Array.from({ length: counts.people }, (_, n): Person => {
    const shared = {
      adult: random() < 0.8,
      licences: some(LICENCES, 0.5),
      eligibility: some(RESERVED, 0.5),
      travelMode: pick(MODES),
      contracts: some(CONTRACTS, 0.4),
      skills: some(SKILLS, 0.4),
      hoursMin: pick([null, null, 10, 17.5, 24]),
      hoursMax: pick([null, null, 24, 35, 39]),
    };
    const targets: Person['targets'] = [];
    const home = { at: borderOf(), reachKm: 0 };
    function borderOf() {
      // Two thirds stand within two metres of the border of their own reach around some opportunity.
      const reachKm = pick(REACHES);
      if (random() < 0.34) return { ...place(), reachKm };
      return {
        ...from(
          pick(opportunities),
          reachKm * 1000 + Math.round((random() - 0.5) * 4) + pick([0, 0.4999, -0.4999]),
          random() * 360,
        ),
        reachKm,
      };
    }
    for (const topic of some(TOPICS, 0.5))
      targets.push({ ...shared, ...home.at, topic, search: false, searchId: null, experienced: random() < 0.5 });
    if (random() < 0.5)
      targets.push({
        ...shared,
        ...borderOf(),
        topic: pick(TOPICS),
        search: true,
        searchId: uuid(3, n),
        experienced: false,
      });
    return { id: uuid(2, n), targets };
  });
  return { opportunities, people };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

function wrapped(lat: number, lng: number): { lat: number; lng: number } {
  return { lat: Math.max(-90, Math.min(90, lat)), lng: ((((lng + 180) % 360) + 360) % 360) - 180 };
}

/** The point at this many metres from another, in this direction, on the sphere of 6,371 km. */
export function from(
  start: { lat: number; lng: number },
  metres: number,
  bearing: number,
): { lat: number; lng: number } {
  const [lat, lng, heading] = [start.lat, start.lng, bearing].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  const angle = metres / 6_371_000;
  const reached = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(heading));
  const turned =
    lng +
    Math.atan2(
      Math.sin(heading) * Math.sin(angle) * Math.cos(lat),
      Math.cos(angle) - Math.sin(lat) * Math.sin(reached),
    );
  return wrapped((reached * 180) / Math.PI, (turned * 180) / Math.PI);
}
