import { Injectable } from '@nestjs/common';
import { Conflict } from '../platform/errors.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Log } from '../platform/logger.js';
import { IndexBuildsRepository } from './index-builds.repository.js';
import { IndexNames } from './index-names.js';
import { type Drift, IndexRepair } from './index-repair.js';
import { IndexRebuild, type RebuildProgress } from './index-rebuild.js';
import { DOCUMENT_FORMAT, INDEX_SETTINGS } from './index-settings.js';
import { INDEX_KINDS, type IndexKind } from './search.schema.js';
import { IndexWriter } from './index-writer.js';
import { ensureIndex } from './search.jobs.js';
import { SearchIndex } from './search-index.js';

/** Keeps the indexes alive: builds, rebuilds, compares and repairs them. They hold no truth, so all of it may run at any time. */
@Injectable()
export class SearchService {
  constructor(
    private readonly index: SearchIndex,
    private readonly names: IndexNames,
    private readonly builds: IndexBuildsRepository,
    private readonly writer: IndexWriter,
    private readonly rebuilds: IndexRebuild,
    private readonly repairs: IndexRepair,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  /** Asks the worker to build the indexes that are missing or out of date. Called when a worker starts; returns at once. */
  async ensureIndex(): Promise<void> {
    for (const kind of INDEX_KINDS) await this.jobs.enqueue(ensureIndex, { kind }, { id: `ensure-index-${kind}` });
  }

  /** Builds this index when it is missing or was made by other settings or another format of documents. True when it did. */
  async ensureNow(kind: IndexKind): Promise<boolean> {
    const ready = await this.index.isReady(this.names.live(kind), INDEX_SETTINGS[kind]);
    if (ready && (await this.builds.format(kind)) === DOCUMENT_FORMAT) return false;
    try {
      const documents = await this.rebuild(kind);
      this.log.info('search.index-built', { kind, documents });
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false; // another process is at it
      throw error;
    }
  }

  /** Asks the search engine whether the index of opportunities can be searched. Throws ExternalFailure when it cannot. */
  async reach(): Promise<void> {
    await this.index.search(this.names.live('opportunities'), [
      { text: '', conditions: [], facets: [], order: 'relevance', offset: 0, limit: 0, fields: ['id'] },
    ]);
  }

  /** Brings the documents of these ids to the present state. */
  async sync(kind: IndexKind, ids: readonly string[]): Promise<void> {
    if (!(await this.writer.sync(kind, ids))) await this.ensureIndex();
  }

  /** Builds beside the live index, then exchanges them. Returns the number of documents. */
  rebuild(kind: IndexKind, progress?: (state: RebuildProgress) => void): Promise<number> {
    return this.rebuilds.run(kind, progress);
  }

  /** What differs between the index and PostgreSQL. */
  check(kind: IndexKind): Promise<Drift> {
    return this.repairs.compare(kind);
  }

  /** Repairs what differs, or builds the index when there is none. */
  async repair(kind: IndexKind): Promise<Drift | undefined> {
    if (await this.ensureNow(kind)) return undefined;
    const drift = await this.repairs.repair(kind);
    const { missing, stale, ghosts } = drift;
    if (missing.length + stale.length + ghosts.length > 0) {
      this.log.warn('search.drift-repaired', {
        kind,
        missing: missing.length,
        stale: stale.length,
        ghosts: ghosts.length,
      });
    }
    return drift;
  }
}
