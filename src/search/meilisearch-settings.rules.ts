import { RECENCY } from './documents.rules.js';
import type { IndexSettings } from './search-index.js';

/** Most values of one facet that are counted: more than there are places in a disc of 100 km. */
const MOST_FACET_VALUES = 200_000;
/** Totals are true up to this number. */
const MOST_HITS = 10_000_000;

/**
 * Our settings in Meilisearch's words. Sorting comes first, so that "recent" is exactly that. Proximity is judged by
 * attribute: half the indexing time and memory of by word. No `_geo`: its tree is read whole at each search (issue
 * meilisearch#3377) and written whole at each change.
 */
export function meilisearchSettings(settings: IndexSettings): Record<string, unknown> {
  return {
    searchableAttributes: settings.searchable,
    filterableAttributes: [
      filterable(settings.exact, { equality: true, comparison: false }),
      filterable(settings.compared, { equality: false, comparison: true }),
    ],
    sortableAttributes: [RECENCY],
    rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', `${RECENCY}:desc`],
    synonyms: settings.synonyms,
    stopWords: settings.stopWords,
    proximityPrecision: 'byAttribute',
    // One slip from 5 letters on ("macon", "vigne"), two from 9: sooner, "pain" would find "main".
    typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } },
    pagination: { maxTotalHits: MOST_HITS },
    faceting: { maxValuesPerFacet: MOST_FACET_VALUES },
  };
}

function filterable(attributePatterns: readonly string[], filter: { equality: boolean; comparison: boolean }) {
  return { attributePatterns, features: { facetSearch: false, filter } };
}

/** Whether the settings that Meilisearch shows hold all that we ask for. It sorts lists that have no order and adds its defaults. */
export function sameSettings(
  current: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(wanted).every(([name, value]) =>
    holds(current[name], value, name === 'stopWords' || name === 'synonyms'),
  );
}

function holds(current: unknown, wanted: unknown, unordered: boolean): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(current) || current.length !== wanted.length) return false;
    const [left, right] = unordered ? [[...current].sort(), [...wanted].sort()] : [current, wanted];
    return right.every((value, i) => holds(left[i], value, unordered));
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof current !== 'object' || current === null) return false;
    const found = current as Record<string, unknown>;
    if (unordered && Object.keys(found).length !== Object.keys(wanted).length) return false;
    return Object.entries(wanted).every(([key, value]) => holds(found[key], value, unordered));
  }
  return current === wanted;
}
