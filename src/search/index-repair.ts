import { Injectable } from '@nestjs/common';
import { FIRST_ID } from './document-source.js';
import { IndexNames } from './index-names.js';
import type { IndexKind } from './search.schema.js';
import { IndexWriter } from './index-writer.js';
import { SearchIndex } from './search-index.js';

/** Ids whose document is not what PostgreSQL says. */
export interface Drift {
  /** Rows without a document. */
  readonly missing: string[];
  /** Documents made from another version of the row. */
  readonly stale: string[];
  /** Documents that may not be found any more. */
  readonly ghosts: string[];
  readonly rows: number;
  readonly documents: number;
}

const BATCH = 1_000;
/** Most ids of one sync. */
const SYNC = 500;

/** Compares the index with PostgreSQL, row by row and document by document, and repairs what differs. */
@Injectable()
export class IndexRepair {
  constructor(
    private readonly index: SearchIndex,
    private readonly names: IndexNames,
    private readonly writer: IndexWriter,
  ) {}

  async compare(kind: IndexKind): Promise<Drift> {
    const drift: Drift = { missing: [], stale: [], ghosts: [], rows: 0, documents: 0 };
    const rows = await this.compareRows(kind, drift);
    const documents = await this.compareDocuments(kind, drift);
    return { ...drift, rows, documents };
  }

  /** Returns what was repaired. Changes still on their way may be counted: repairing them early does no harm. */
  async repair(kind: IndexKind): Promise<Drift> {
    const drift = await this.compare(kind);
    const ids = [...drift.missing, ...drift.stale, ...drift.ghosts];
    for (let start = 0; start < ids.length; start += SYNC) await this.writer.sync(kind, ids.slice(start, start + SYNC));
    return drift;
  }

  private async compareRows(kind: IndexKind, drift: Drift): Promise<number> {
    let count = 0;
    for (let after = FIRST_ID; ; ) {
      const rows = await this.writer.source(kind).versionsAfter(after, BATCH);
      const last = rows.at(-1);
      if (last === undefined) return count;
      const ids = rows.map((row) => row.id);
      const documents = await this.index.versions(this.names.live(kind), { ids });
      const indexed = new Map(documents.map((document) => [document.id, document.version]));
      for (const { id, version } of rows) {
        const found = indexed.get(id);
        if (found === undefined) drift.missing.push(id);
        else if (found !== version) drift.stale.push(id);
      }
      count += rows.length;
      after = last.id;
    }
  }

  private async compareDocuments(kind: IndexKind, drift: Drift): Promise<number> {
    for (let offset = 0; ; offset += BATCH) {
      const documents = await this.index.versions(this.names.live(kind), { offset, limit: BATCH });
      if (documents.length === 0) return offset;
      const rows = await this.writer.source(kind).versions(documents.map((document) => document.id));
      const present = new Set(rows.map((row) => row.id));
      for (const { id } of documents) if (!present.has(id)) drift.ghosts.push(id);
      if (documents.length < BATCH) return offset + documents.length;
    }
  }
}
