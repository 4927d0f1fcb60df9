import type { Place } from './geo.schema.js';
import { placeKey } from './place-names.rules.js';
import { beginsAlike, errorsForgiven, letterMask, lettersMissing, typedDistance } from './typing-errors.rules.js';

/** Ranks places by how well a typed name fits theirs. */

export interface SearchedPlace extends Place {
  readonly formerNames: readonly string[];
}

/** How a name fits, errors aside: all of it, its first words, or anything less. */
export type Fit = 'whole' | 'first-words' | 'likely';

export interface Hit {
  readonly place: SearchedPlace;
  readonly formerName: string | null;
  readonly fit: Fit;
  readonly score: number;
}

export interface Favour {
  /** Where the person most likely means: worth as much as one step of quality. */
  readonly departement: string | undefined;
  /** False: typing errors are not looked for. */
  readonly forgiving?: boolean;
  /** Only these places are looked at, when given. */
  readonly among?: (place: SearchedPlace) => boolean;
}

/** Points of quality. Ordered by what a person most likely means; checked against the table of the place look-up's test. */
const QUALITY = {
  exact: 100,
  withoutLinks: 94,
  lastWords: 80,
  wordBeginning: 78,
  beginning: 72,
  innerBeginning: 60,
  oneError: 70,
  perError: 8,
};
const FORMER_NAME = -6;
const ONLY_BEGINNING = -14;
const INNER_WORD = -10;
const FAVOURED = 14;
const PER_DIGIT_OF_POPULATION = 2.5;

const LINKS = new Set(['le', 'la', 'les', 'l', 'de', 'du', 'des', 'd', 'en', 'et', 'sur', 'sous', 'a', 'au', 'aux']);

/** The key without articles and prepositions, so that "fere tardenois" finds "fere en tardenois". */
function withoutLinks(key: string): string {
  const words = key.split(' ').filter((word) => !LINKS.has(word));
  return words.length === 0 ? key : words.join(' ');
}

interface Entry {
  readonly place: SearchedPlace;
  readonly formerName: string | null;
  readonly full: string;
  readonly short: string;
}

/** Names in memory: two strings a name and six bytes a word. */
export interface NameIndex {
  readonly entries: readonly Entry[];
  /** One element for each word of each name: the entry, the letter it begins at, the letters from there on. */
  readonly entryOf: Uint32Array;
  readonly startOf: Uint8Array;
  readonly maskOf: Int32Array;
}

/** Prepares names for searching: today's and those of former communes. */
export function indexNames(places: readonly SearchedPlace[]): NameIndex {
  const entries = places.flatMap((place) =>
    [null, ...place.formerNames].map((formerName): Entry => {
      const full = placeKey(formerName ?? place.name);
      const short = withoutLinks(full);
      return { place, formerName, full, short: short === full ? full : short };
    }),
  );
  const starts = entries.flatMap(({ short }, entry) =>
    [0, ...[...short.matchAll(/ /g)].map((space) => space.index + 1)]
      .filter((start) => start < 200)
      .map((start) => ({ entry, start })),
  );
  return {
    entries,
    entryOf: Uint32Array.from(starts, ({ entry }) => entry),
    startOf: Uint8Array.from(starts, ({ start }) => start),
    maskOf: Int32Array.from(starts, ({ entry, start }) => letterMask(entries[entry]?.short.slice(start) ?? '')),
  };
}

/** Places whose name fits a key (see placeKey), best first, one hit a place. Errors are only forgiven when nothing is spelt exactly so. */
export function searchNames(index: NameIndex, key: string, favour: Favour): Hit[] {
  if (key === '') return [];
  const short = withoutLinks(key);
  const mask = letterMask(short);
  const best = new Map<SearchedPlace, Hit>();
  const scan = (budget: number) => {
    for (let word = 0; word < index.entryOf.length; word++) {
      const entry = index.entries[index.entryOf[word] ?? 0];
      if (!entry || lettersMissing(mask, index.maskOf[word] ?? 0) > budget) continue;
      if (favour.among && !favour.among(entry.place)) continue;
      const quality = qualityOf(key, short, entry, index.startOf[word] ?? 0, budget);
      if (quality === undefined) continue;
      const hit = hitOf(entry, quality, favour);
      if (hit.score > (best.get(entry.place)?.score ?? 0)) best.set(entry.place, hit);
    }
  };
  scan(0);
  const isSpeltSo = [...best.values()].some((hit) => hit.fit === 'whole');
  if (!isSpeltSo && favour.forgiving !== false) scan(errorsForgiven(short));
  return [...best.values()].sort(
    (a, b) => b.score - a.score || b.place.population - a.place.population || (a.place.insee < b.place.insee ? -1 : 1),
  );
}

function hitOf(entry: Entry, quality: number, favour: Favour): Hit {
  const { place, formerName } = entry;
  const score =
    quality +
    (formerName === null ? 0 : FORMER_NAME) +
    (place.departement === favour.departement ? FAVOURED : 0) +
    PER_DIGIT_OF_POPULATION * Math.log10(place.population + 1);
  return { place, formerName, fit: fitOf(quality), score };
}

function fitOf(quality: number): Fit {
  if (quality >= QUALITY.withoutLinks) return 'whole';
  return quality === QUALITY.wordBeginning ? 'first-words' : 'likely';
}

function qualityOf(key: string, short: string, entry: Entry, start: number, budget: number): number | undefined {
  if (budget === 0) return qualityWithoutError(key, short, entry, start);
  if (!beginsAlike(short, entry.short, start)) return undefined;
  const distance = typedDistance(short, entry.short, start, budget);
  if (!distance) return undefined;
  // Two errors, with the first letter wrong too, make another name.
  const errors = Math.min(distance.whole, distance.beginning);
  if (errors > 1 && short[0] !== entry.short[start]) return undefined;
  const inner = start === 0 ? 0 : INNER_WORD;
  const whole = QUALITY.oneError - QUALITY.perError * (distance.whole - 1);
  const beginning = QUALITY.oneError - QUALITY.perError * (distance.beginning - 1) + ONLY_BEGINNING;
  return Math.min(QUALITY.oneError, Math.max(whole, beginning)) + inner;
}

function qualityWithoutError(key: string, short: string, entry: Entry, start: number): number | undefined {
  if (start === 0 && key === entry.full) return QUALITY.exact;
  if (!entry.short.startsWith(short, start)) return undefined;
  const end = start + short.length;
  if (end === entry.short.length) return start === 0 ? QUALITY.withoutLinks : QUALITY.lastWords;
  if (start > 0) return QUALITY.innerBeginning;
  return entry.short[end] === ' ' ? QUALITY.wordBeginning : QUALITY.beginning;
}
