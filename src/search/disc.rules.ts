import { haversineKm, type Point } from '../geo/distance.rules.js';
import type { Condition } from './search-index.js';

/** A place of the index: several documents may share it. */
export interface NearLocation extends Point {
  readonly id: number;
  readonly km: number;
}

/** Everything within a radius of a point: its places, nearest first. */
export interface Disc {
  readonly centre: Point;
  readonly km: number;
  readonly locations: readonly NearLocation[];
  readonly byId: ReadonlyMap<number, NearLocation>;
  /** The condition that a document lies in the disc. */
  readonly inside: Condition;
}

/** Nearest first; places equally far in the order of their ids, so that pages never overlap. */
export function discOf(centre: Point, km: number, locations: readonly NearLocation[]): Disc {
  const sorted = [...locations].sort((a, b) => a.km - b.km || a.id - b.id);
  const byId = new Map(sorted.map((location) => [location.id, location]));
  return { centre, km, locations: sorted, byId, inside: insideDisc(centre, km, sorted) };
}

/** Squares of a tenth of a degree: about 11 km by 7 km in France. */
const CELLS_PER_DEGREE = 10;
const CELLS_PER_ROW = 360 * CELLS_PER_DEGREE;
/** Ten metres: an edge of a cell bulges a metre or two beyond the straight line between its corners. */
const EDGE_KM = 0.01;
/** Under this number of places, naming each is quicker than reasoning on cells. */
const FEW_LOCATIONS = 150;

/** Number of the square in which a point lies. */
export function cellOf(point: Point): number {
  return row(point.lat) * CELLS_PER_ROW + column(point.lng);
}

function row(lat: number): number {
  return Math.floor((lat + 90) * CELLS_PER_DEGREE);
}

function column(lng: number): number {
  return Math.floor((lng + 180) * CELLS_PER_DEGREE);
}

/** Whether all of the square lies in the disc: its four corners do, and a disc has no dents. */
function isWhole(cell: number, centre: Point, km: number): boolean {
  const south = Math.floor(cell / CELLS_PER_ROW) / CELLS_PER_DEGREE - 90;
  const west = (cell % CELLS_PER_ROW) / CELLS_PER_DEGREE - 180;
  const north = south + 1 / CELLS_PER_DEGREE;
  const east = west + 1 / CELLS_PER_DEGREE;
  return [
    { lat: south, lng: west },
    { lat: south, lng: east },
    { lat: north, lng: west },
    { lat: north, lng: east },
  ].every((corner) => haversineKm(centre, corner) <= km - EDGE_KM);
}

/**
 * Exact to the metre. Small discs name their places; large ones name the
 * squares that lie wholly inside and the places of the other squares: a third of the values, half of the time at 100 km.
 */
function insideDisc(centre: Point, km: number, near: readonly NearLocation[]): Condition {
  if (near.length <= FEW_LOCATIONS) return { field: 'location', in: near.map((location) => location.id) };
  const whole = new Map<number, boolean>();
  const locations: number[] = [];
  for (const location of near) {
    const cell = cellOf(location);
    let inside = whole.get(cell);
    if (inside === undefined) {
      inside = isWhole(cell, centre, km);
      whole.set(cell, inside);
    }
    if (!inside) locations.push(location.id);
  }
  const cells = [...whole].filter(([, inside]) => inside).map(([cell]) => cell);
  return {
    anyOf: [
      { field: 'cell', in: cells },
      { field: 'location', in: locations },
    ],
  };
}
