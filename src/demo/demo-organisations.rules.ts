import type { DemoCommune, DemoWorld } from './demo-world.rules.js';
import { Random, seedFor, Weighted } from './random.rules.js';

export type DemoEmployer = {
  readonly name: string;
  readonly siret: string;
  readonly sector: string;
  readonly commune: DemoCommune;
  /** How much it recruits, beside the others. */
  readonly size: number;
};

export type DemoAssociation = { readonly name: string; readonly rna: string; readonly commune: DemoCommune };

function luhnDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** A SIRET that passes every check and that INSEE never gave: SIREN 9999…, rank from 0 to 9999. */
export function fictitiousSiret(rank: number): string {
  const siren = `9999${String(rank).padStart(4, '0')}`;
  const start = `${siren}${luhnDigit(siren)}0001`;
  return `${start}${luhnDigit(start)}`;
}

function unique(name: string, place: string, taken: Set<string>): string {
  let candidate = name;
  if (taken.has(candidate)) candidate = `${name} de ${place}`;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name} de ${place} ${number}`;
  taken.add(candidate);
  return candidate;
}

/** Employers of every sector, as many in each as its trades weigh. */
export function demoEmployers(world: DemoWorld, count: number): DemoEmployer[] {
  const random = new Random(seedFor(world.seed, 'employers'));
  const byTrade = new Weighted(world.tables.trades, (trade) => trade.weight);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, rank) => {
    const { sector } = byTrade.pick(random);
    const commune = world.anywhere.pick(random);
    const patterns = world.tables.organisationPatterns.filter((one) => one.sector === sector);
    const name = random
      .pick(patterns)
      .pattern.replace('{place}', commune.name)
      .replace('{name}', random.pick(world.tables.lastNames));
    return {
      name: unique(name, commune.name, taken),
      siret: fictitiousSiret(1000 + rank),
      sector,
      commune,
      size: 1 / (0.08 + random.next()),
    };
  });
}

const ASSOCIATION_NAMES = [
  'Entraide',
  'Les Amis',
  'Main tendue',
  'Solidarité',
  'Les Jardins',
  'Lien social',
  'Partage',
  'Ensemble',
  'Le Relais',
  'Foyer rural',
];

export function demoAssociations(world: DemoWorld, count: number): DemoAssociation[] {
  const random = new Random(seedFor(world.seed, 'associations'));
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, rank) => {
    const commune = world.anywhere.pick(random);
    const name = unique(`${random.pick(ASSOCIATION_NAMES)} — ${commune.name}`, commune.name, taken);
    return { name, rna: `W029${String(100_000 + rank)}`.slice(0, 10), commune };
  });
}
