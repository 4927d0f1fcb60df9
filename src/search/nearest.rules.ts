import type { Disc } from './disc.rules.js';
import type { Counts } from './search-index.js';

/** A piece of the page: `limit` documents of these places, from the `offset`-th, newest first within a place. */
export interface Slice {
  readonly locations: readonly number[];
  readonly offset: number;
  readonly limit: number;
}

/** Up to this number of documents, reading all of the page's places and sorting here beats several questions. */
export const FEW_DOCUMENTS = 100;

/**
 * Which documents make a page of "nearest first", from the number of documents found at each place. Exact for every page:
 * the places are taken in order of distance, the first and the last in part. At most three slices.
 */
export function nearestPage(disc: Disc, counts: Counts, offset: number, limit: number): Slice[] {
  const slices: Slice[] = [];
  const whole: { locations: number[]; limit: number } = { locations: [], limit: 0 };
  let before = 0;
  let last: Slice | undefined;
  for (const { id } of disc.locations) {
    const count = counts[id] ?? 0;
    const from = Math.max(offset - before, 0);
    const to = Math.min(offset + limit - before, count);
    before += count;
    if (to > from) {
      if (from === 0 && to === count) {
        whole.locations.push(id);
        whole.limit += count;
      } else if (from > 0) slices.push({ locations: [id], offset: from, limit: to - from });
      else last = { locations: [id], offset: 0, limit: to };
    }
    if (before >= offset + limit) break;
  }
  if (whole.limit > 0) slices.push({ locations: whole.locations, offset: 0, limit: whole.limit });
  if (last) slices.push(last);
  return slices;
}

/** Under this number of places a part of the disc is read no quicker than all of it. */
const PLACES_WORTH_PARTING = 8;

/** The nearer quarter of the places, half of the radius more or less; none when the disc is not worth parting. */
export function innerPlaces(disc: Disc): number[] {
  const { locations } = disc;
  return locations.length < PLACES_WORTH_PARTING
    ? []
    : locations.slice(0, Math.ceil(locations.length / 4)).map((location) => location.id);
}

/** The number of documents found in the disc. */
export function countInDisc(disc: Disc, counts: Counts): number {
  return disc.locations.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
}

/** Hits in order of distance; those of one place keep their order. A hit at a place unknown here comes last. */
export function nearestFirst<H extends { readonly [field: string]: unknown }>(disc: Disc, hits: readonly H[]): H[] {
  const km = (hit: H) => disc.byId.get(Number(hit.location))?.km ?? Number.POSITIVE_INFINITY;
  return [...hits].sort((a, b) => km(a) - km(b) || Number(a.location) - Number(b.location));
}
