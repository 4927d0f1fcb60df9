import { haversineKm, meanPoint, type Point, roundedPoint } from './distance.rules.js';
import type { CoordinatePrecision, CoordinateSource } from './geo.schema.js';
import { groupBy } from './grouping.rules.js';
import { placeKey } from './place-names.rules.js';

/** Gives every commune a coordinate: its own town in GeoNames, or the middle of the towns it shares a code with. */

export interface CommuneToPlace {
  readonly insee: string;
  readonly name: string;
  readonly departement: string;
  readonly epci: string | undefined;
  readonly arrondissement: string | undefined;
  readonly postalCodes: readonly string[];
  /** Former communes inside it; the seat's name comes first. */
  readonly formerNames: readonly string[];
  /** Overseas communes are as vast as a département: their towns lie far apart, and that says nothing. */
  readonly overseas: boolean;
}

export interface KnownTown extends Point {
  readonly name: string;
  readonly departement: string;
}

export interface Coordinate extends Point {
  readonly source: CoordinateSource;
  readonly precision: CoordinatePrecision;
}

/** Farther than this from every other town of its postal code and of its EPCI, a town is a homonym put in the wrong place. */
const HOMONYM_KM = 24;
/** For a name that only begins alike ("Montcuq" for "Montcuq-en-Quercy-Blanc") the neighbours must confirm. */
const CONFIRMING_KM = 15;

/**
 * The coordinate of each commune by INSEE code. Those of a place without any known town are left out (some uninhabited islands).
 * Each level uses what the finer levels placed: GeoNames, postal code, EPCI, arrondissement, département.
 */
export function placeCommunes(
  communes: readonly CommuneToPlace[],
  towns: readonly KnownTown[],
): Map<string, Coordinate> {
  const placed = new Map<string, Coordinate>();
  for (const [insee, town] of matchTowns(communes, towns)) {
    placed.set(insee, { ...roundedPoint(town), source: 'geonames', precision: 'commune' });
  }
  const levels: readonly [CoordinatePrecision & CoordinateSource, (commune: CommuneToPlace) => readonly string[]][] = [
    ['postal-code', (commune) => commune.postalCodes],
    ['epci', (commune) => present(commune.epci)],
    ['arrondissement', (commune) => present(commune.arrondissement)],
    ['departement', (commune) => [commune.departement]],
  ];
  for (const [level, keysOf] of levels) fillLevel(communes, placed, level, keysOf);
  const lastResort = groupBy(towns, (town) => [town.departement]);
  for (const commune of communes) {
    const mean = placed.has(commune.insee) ? undefined : meanPoint(lastResort.get(commune.departement) ?? []);
    if (mean) placed.set(commune.insee, { ...roundedPoint(mean), source: 'departement', precision: 'departement' });
  }
  return placed;
}

function fillLevel(
  communes: readonly CommuneToPlace[],
  placed: Map<string, Coordinate>,
  level: CoordinatePrecision & CoordinateSource,
  keysOf: (commune: CommuneToPlace) => readonly string[],
): void {
  const located = groupBy(
    communes.filter((commune) => placed.has(commune.insee)),
    keysOf,
  );
  const pointsUnder = (key: string) => (located.get(key) ?? []).flatMap((other) => placed.get(other.insee) ?? []);
  const unplaced = communes.filter((commune) => !placed.has(commune.insee));
  for (const commune of unplaced) {
    const mean = meanPoint(keysOf(commune).flatMap(pointsUnder));
    if (mean) placed.set(commune.insee, { ...roundedPoint(mean), source: level, precision: level });
  }
}

/** The town of each commune: by name inside the département, then by the name of a former commune, then by the beginning of the name. */
export function matchTowns(communes: readonly CommuneToPlace[], towns: readonly KnownTown[]): Map<string, KnownTown> {
  const byName = groupBy(towns, (town) => [`${town.departement} ${placeKey(town.name)}`]);
  const named = (departement: string, name: string) => byName.get(`${departement} ${placeKey(name)}`) ?? [];
  const candidates = new Map<string, readonly KnownTown[]>();
  for (const commune of communes) {
    const found = [commune.name, ...commune.formerNames]
      .map((name) => named(commune.departement, name))
      .find((list) => list.length > 0);
    if (found) candidates.set(commune.insee, found);
  }
  const peers = peersOf(communes, candidates);
  const matched = new Map<string, KnownTown>();
  for (const commune of communes) {
    const town = nearestToPeers(candidates.get(commune.insee) ?? [], peers(commune));
    if (town && !isMisplaced(town, commune, peers(commune))) matched.set(commune.insee, town);
  }
  for (const [commune, town] of matchByBeginning(communes, towns, matched)) {
    if (isConfirmed(town, peers(commune))) matched.set(commune.insee, town);
  }
  return matched;
}

interface Peers {
  readonly postalCode: readonly Point[];
  readonly epci: readonly Point[];
}

function peersOf(
  communes: readonly CommuneToPlace[],
  candidates: ReadonlyMap<string, readonly KnownTown[]>,
): (commune: CommuneToPlace) => Peers {
  const located = communes.filter((commune) => candidates.get(commune.insee)?.length === 1);
  const byPostalCode = groupBy(located, (commune) => commune.postalCodes);
  const byEpci = groupBy(located, (commune) => present(commune.epci));
  const points = (list: readonly CommuneToPlace[], self: CommuneToPlace) =>
    list.filter((other) => other !== self).flatMap((other) => candidates.get(other.insee) ?? []);
  return (commune) => ({
    postalCode: points(
      commune.postalCodes.flatMap((code) => byPostalCode.get(code) ?? []),
      commune,
    ),
    epci: points(
      present(commune.epci).flatMap((code) => byEpci.get(code) ?? []),
      commune,
    ),
  });
}

function nearestToPeers(towns: readonly KnownTown[], peers: Peers): KnownTown | undefined {
  if (towns.length < 2) return towns[0];
  const around = [...peers.postalCode, ...peers.epci];
  return [...towns].sort((a, b) => nearestKm(a, around) - nearestKm(b, around))[0];
}

function isMisplaced(town: Point, commune: CommuneToPlace, peers: Peers): boolean {
  if (commune.overseas || peers.postalCode.length === 0 || peers.epci.length < 2) return false;
  return nearestKm(town, peers.postalCode) > HOMONYM_KM && nearestKm(town, peers.epci) > HOMONYM_KM;
}

function isConfirmed(town: Point, peers: Peers): boolean {
  const witnesses = peers.postalCode.length > 0 ? peers.postalCode : peers.epci;
  return nearestKm(town, witnesses) <= CONFIRMING_KM;
}

/** Pairs of a commune without a town and the one unused town whose name begins like its own, and like no other commune's. */
function matchByBeginning(
  communes: readonly CommuneToPlace[],
  towns: readonly KnownTown[],
  matched: ReadonlyMap<string, KnownTown>,
): [CommuneToPlace, KnownTown][] {
  const used = new Set(matched.values());
  const byDepartement = groupBy(
    communes.map((commune) => ({ commune, key: placeKey(commune.name) })),
    ({ commune }) => [commune.departement],
  );
  return towns.flatMap((town): [CommuneToPlace, KnownTown][] => {
    if (used.has(town)) return [];
    const key = placeKey(town.name);
    const [only, another] = (byDepartement.get(town.departement) ?? []).filter(
      (entry) => entry.key === key || entry.key.startsWith(`${key} `),
    );
    return only && !another && only.key !== key && !matched.has(only.commune.insee) ? [[only.commune, town]] : [];
  });
}

function nearestKm(point: Point, others: readonly Point[]): number {
  return others.reduce((least, other) => Math.min(least, haversineKm(point, other)), Number.POSITIVE_INFINITY);
}

function present(code: string | undefined): readonly string[] {
  return code === undefined ? [] : [code];
}
