/** What search asks of an index. Nothing here names an engine: Meilisearch stands behind it, another could. */

export type IndexedValue = string | number | boolean;

/** One condition on a field of the documents; several conditions must all hold. */
export type Condition =
  | { readonly field: string; readonly in: readonly IndexedValue[] }
  | { readonly field: string; readonly notIn: readonly IndexedValue[] }
  | { readonly field: string; readonly atLeast: number }
  | { readonly anyOf: readonly Condition[] };

export interface IndexQuery {
  /** What the person typed; empty for everything. Every word must be found, near spellings and synonyms included. */
  readonly text: string;
  readonly conditions: readonly Condition[];
  /** Fields whose values are counted over all that is found, not over the page. */
  readonly facets: readonly string[];
  readonly order: 'relevance' | 'recent';
  readonly offset: number;
  readonly limit: number;
  /** Fields given back with each hit. */
  readonly fields: readonly string[];
}

export interface Hit {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Number of documents by value of a field. */
export type Counts = Readonly<Record<string, number>>;

export interface IndexAnswer {
  readonly hits: readonly Hit[];
  /** How many documents are found in all: exact. */
  readonly total: number;
  readonly facets: Readonly<Record<string, Counts>>;
}

export interface IndexedDocument {
  readonly id: string;
  /** Version of the row that it was made from. */
  readonly version: number;
}

/** How an index searches; the engine's adapter translates it. */
export interface IndexSettings {
  /** Fields searched, the most telling first. */
  readonly searchable: readonly string[];
  /** Fields compared for equality or counted. */
  readonly exact: readonly string[];
  /** Numeric fields compared by size. */
  readonly compared: readonly string[];
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  readonly stopWords: readonly string[];
}

/** Work that the engine has accepted and will do in the order in which it was given. */
export type TaskId = number;

/** The search engine. It holds no truth: every index can be rebuilt from PostgreSQL. Failures are ExternalFailure. */
export abstract class SearchIndex {
  /** Answers the queries, all on the same state of the index. */
  abstract search(index: string, queries: readonly IndexQuery[]): Promise<IndexAnswer[]>;

  /** Hands over documents to write and ids to remove; writes of one index are done in the order of the calls. */
  abstract write(
    index: string,
    documents: readonly IndexedDocument[],
    removed: readonly string[],
  ): Promise<readonly TaskId[]>;

  /** Waits until the tasks are done. Throws when one of them failed or takes more than `seconds`. */
  abstract settled(tasks: readonly TaskId[], seconds?: number): Promise<void>;

  abstract exists(index: string): Promise<boolean>;

  /** Whether the index exists and searches exactly as these settings say. */
  abstract isReady(index: string, settings: IndexSettings): Promise<boolean>;

  /** Creates an empty index, or gives these settings to the one that exists. */
  abstract prepare(index: string, settings: IndexSettings): Promise<void>;

  /** Exchanges the contents of two indexes in one step. */
  abstract swap(one: string, other: string): Promise<void>;

  abstract drop(index: string): Promise<void>;

  /** Names of the indexes that begin so. */
  abstract names(prefix: string): Promise<string[]>;

  /** Ids and versions of some documents, or of a slice of all of them. */
  abstract versions(
    index: string,
    which: { ids: readonly string[] } | { offset: number; limit: number },
  ): Promise<IndexedDocument[]>;
}
