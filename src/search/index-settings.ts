import { frenchSynonyms, STOP_WORDS } from './french-words.rules.js';
import type { IndexKind } from './search.schema.js';
import type { IndexSettings } from './search-index.js';

/** Shape of the documents. Raise it when a document is made differently: every instance then rebuilds its indexes by itself. */
export const DOCUMENT_FORMAT = 1;

const SYNONYMS = frenchSynonyms();

/** How each index searches. A change here is applied by rebuilding beside the live index when the worker starts. */
export const INDEX_SETTINGS: Readonly<Record<IndexKind, IndexSettings>> = {
  opportunities: {
    searchable: ['title', 'occupation', 'occupation_terms', 'topics', 'organisation', 'commune', 'description'],
    exact: ['id', 'kind', 'contract', 'hours', 'needs_licence', 'domain', 'occupation_code', 'location', 'cell'],
    compared: ['closes_on'],
    synonyms: SYNONYMS,
    stopWords: STOP_WORDS,
  },
  profiles: {
    searchable: ['occupations', 'occupation_terms', 'skills'],
    exact: ['id', 'occupation_codes', 'location', 'cell'],
    compared: [],
    synonyms: SYNONYMS,
    stopWords: STOP_WORDS,
  },
};
