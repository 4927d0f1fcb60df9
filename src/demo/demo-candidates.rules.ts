import { skillSlug } from '../candidates/candidate.rules.js';
import type { Registration } from '../candidates/candidate.schema.js';
import type { Trade } from './demo-tables.schema.js';
import type { DemoCommune, DemoWorld } from './demo-world.rules.js';
import { personas } from './personas.rules.js';
import { Random, seedFor, Weighted } from './random.rules.js';

/** A person of the demonstration, as the schema of an import would give them back; `immediate` people are told of a new offer at once. */
export type DemoCandidate = {
  readonly externalRef: string;
  readonly immediate: boolean;
  readonly file: Registration;
};

/** The numbers that the French regulator keeps for fiction: 06 39 98 00 00 to 99 99. The first hundred are the personas'. */
const NUMBERS = 10_000;
const PERSONA_NUMBERS = 100;

const REACH: Readonly<Record<Registration['travelMode'], readonly [number, number]>> = {
  walk: [3, 8],
  bike: [5, 15],
  scooter: [10, 25],
  car: [15, 50],
};

/**
 * People looking for work, always the same for a seed: the named ones first, then as many as wanted. Shares as the département counts
 * them: 39 % have no licence, 13 % do not read well, about 45 % have an e-mail address, many share a telephone.
 */
export function* demoCandidates(world: DemoWorld, count: number): Generator<DemoCandidate> {
  const named = personas(world.communes).slice(0, count);
  yield* named;
  const random = new Random(seedFor(world.seed, 'candidates'));
  const byDemand = new Weighted(world.tables.trades, (trade) => trade.weight);
  const bySector = new Map(
    world.tables.trades.map((trade) => [
      trade.sector,
      world.tables.trades.filter((other) => other.sector === trade.sector),
    ]),
  );
  for (let rank = named.length; rank < count; rank++) yield personOf(random, world, rank, byDemand, bySector);
}

function personOf(
  random: Random,
  world: DemoWorld,
  rank: number,
  byDemand: Weighted<Trade>,
  bySector: ReadonlyMap<string, readonly Trade[]>,
): DemoCandidate {
  const { firstName, lastName } = nameOf(world, rank);
  const commune = world.anywhere.pick(random);
  const main = byDemand.pick(random);
  const trades = tradesOf(random, main, bySector, byDemand);
  const licences = licencesOf(random, main);
  const travelMode = travelOf(random, licences);
  const hasEmail = random.chance(0.45);
  const isImmediate = random.chance(0.08);
  const wantsAlerts = isImmediate || random.chance(0.35);
  const isVisible = random.chance(0.6);
  const volunteers = random.chance(0.12);
  const idea = random.pick(world.tables.missionIdeas);
  const years = random.int(1, 12);
  const experienced = random.chance(0.45);
  const [least, most] = REACH[travelMode];
  return {
    externalRef: `demo-personne-${String(rank + 1).padStart(6, '0')}`,
    immediate: isImmediate,
    file: {
      firstName,
      lastName,
      phone: numberOf(rank),
      email: hasEmail ? `personne${rank + 1}@exemple.invalid` : null,
      place: commune.insee,
      adult: !random.chance(0.005),
      occupations: trades.map((trade, index) => ({ code: trade.code, experienced: index === 0 && experienced })),
      missionTopics: volunteers ? [`activity:${idea.activity}`, `domain:${idea.domain}`] : [],
      volunteering: volunteers,
      contracts: contractsOf(random),
      ...hoursOf(random),
      reachKm: random.int(least, most),
      travelMode,
      availableFrom: null,
      headline: random.chance(0.4) ? headlineOf(main, experienced ? years : 0) : null,
      experiences: experienced ? [{ title: firstWording(main), kind: random.chance(0.3) ? 'seasonal' : 'job' }] : [],
      skills: random
        .some(world.skills.get(main.code) ?? [], random.int(0, 3))
        .map(skillSlug)
        .sort(),
      licences,
      support: supportOf(random, commune, licences.length === 0),
      consents: consentsOf({ wantsAlerts, hasEmail, isVisible, volunteers, calls: random.chance(0.85) }),
    },
  };
}

/** Every pair of first and last name comes once before any comes back: 6,400 of them, with steps that no pattern shows. */
function nameOf(world: DemoWorld, rank: number): { firstName: string; lastName: string } {
  const { firstNames, lastNames } = world.tables;
  const pair = (rank * 2_741) % (firstNames.length * lastNames.length);
  const round = Math.floor(rank / (firstNames.length * lastNames.length));
  const firstName = firstNames[pair % firstNames.length] ?? '';
  const lastName = lastNames[Math.floor(pair / firstNames.length)] ?? '';
  // The second time round, a double name keeps two people apart.
  return {
    firstName,
    lastName: round === 0 ? lastName : `${lastName}-${lastNames[(pair + round * 17) % lastNames.length] ?? ''}`,
  };
}

function numberOf(rank: number): string {
  const number = PERSONA_NUMBERS + ((rank * 7_919) % (NUMBERS - PERSONA_NUMBERS));
  return `+3363998${String(number).padStart(4, '0')}`;
}

function tradesOf(
  random: Random,
  main: Trade,
  bySector: ReadonlyMap<string, readonly Trade[]>,
  byDemand: Weighted<Trade>,
): Trade[] {
  const trades = new Map([[main.code, main]]);
  const more = random.chance(0.4) ? 0 : random.int(1, 2);
  for (let i = 0; i < more; i++) {
    const next = random.chance(0.7) ? random.pick(bySector.get(main.sector) ?? [main]) : byDemand.pick(random);
    trades.set(next.code, next);
  }
  return [...trades.values()];
}

function licencesOf(random: Random, main: Trade): Registration['licences'] {
  if (random.chance(0.39)) return [];
  if (main.licence === 'C' || main.licence === 'CE' || main.licence === 'D') return [main.licence];
  return ['B'];
}

function travelOf(random: Random, licences: readonly string[]): Registration['travelMode'] {
  if (licences.length > 0 && random.chance(0.78)) return 'car';
  return random.chance(0.42) ? 'walk' : random.chance(0.7) ? 'bike' : 'scooter';
}

function contractsOf(random: Random): Registration['contracts'] {
  if (random.chance(0.55)) return [];
  return random.some(['fixed-term', 'insertion', 'permanent', 'seasonal', 'temporary'] as const, random.int(1, 3));
}

function hoursOf(random: Random): { hoursMin: number | null; hoursMax: number | null } {
  if (random.chance(0.5)) return { hoursMin: null, hoursMax: null };
  return random.chance(0.5) ? { hoursMin: 24, hoursMax: 39 } : { hoursMin: 10, hoursMax: 28 };
}

function firstWording(trade: Trade): string {
  return (trade.title[0] ?? trade.code).slice(0, 80);
}

function headlineOf(trade: Trade, years: number): string {
  const title = firstWording(trade).replace(' (H/F)', '');
  return years === 0 ? `${title}, prêt à apprendre` : `${title}, ${years} an${years > 1 ? 's' : ''} d’expérience`;
}

function supportOf(
  random: Random,
  commune: DemoCommune,
  withoutLicence: boolean,
): NonNullable<Registration['support']> {
  return {
    rsaStatus: random.chance(0.8) ? 'bénéficiaire' : null,
    barriers: [...(random.chance(0.13) ? ['lecture'] : []), ...(withoutLicence ? ['mobilité'] : [])],
    referent: `Équipe de ${commune.arrondissement}`,
    territory: commune.arrondissement,
    privateNote: null,
    eligibility: [
      ...(random.chance(0.15) ? (['insertion-clause'] as const) : []),
      ...(random.chance(0.2) ? (['insertion-structure'] as const) : []),
    ],
  };
}

function consentsOf(agreed: {
  wantsAlerts: boolean;
  hasEmail: boolean;
  isVisible: boolean;
  volunteers: boolean;
  calls: boolean;
}): Registration['consents'] {
  const wanted: readonly [Registration['consents'][number]['purpose'], boolean][] = [
    ['sms-alerts', agreed.wantsAlerts],
    ['email-alerts', agreed.wantsAlerts && agreed.hasEmail],
    ['cv-visible', agreed.isVisible],
    ['employer-contact', agreed.isVisible],
    ['follow-up-calls', agreed.calls],
    ['volunteering', agreed.volunteers],
  ];
  return wanted.filter(([, isGiven]) => isGiven).map(([purpose]) => ({ purpose, granted: true, how: 'import' }));
}
