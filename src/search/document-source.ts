import type { IndexedDocument } from './search-index.js';

/** Where the documents of an index come from: the rows of PostgreSQL that may be found at this moment. */
export interface DocumentSource {
  /** The documents of those of the ids that may be found. */
  documents(ids: readonly string[]): Promise<IndexedDocument[]>;
  /** Ids and versions of those of the ids that may be found. */
  versions(ids: readonly string[]): Promise<IndexedDocument[]>;
  /** Ids and versions of all that may be found, in the order of ids, from after this one. */
  versionsAfter(id: string, limit: number): Promise<IndexedDocument[]>;
  count(): Promise<number>;
}

/** Before every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
