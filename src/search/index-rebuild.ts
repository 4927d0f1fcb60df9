import { Injectable } from '@nestjs/common';
import { Conflict } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/logger.js';
import { FIRST_ID } from './document-source.js';
import { IndexBuildsRepository } from './index-builds.repository.js';
import { IndexNames } from './index-names.js';
import { DOCUMENT_FORMAT, INDEX_SETTINGS } from './index-settings.js';
import type { IndexKind } from './search.schema.js';
import { IndexWriter } from './index-writer.js';
import { SearchIndex, type TaskId } from './search-index.js';

export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}

const BATCH = 2_000;
/** Batches handed over before waiting for the oldest. */
const AHEAD = 3;

/** Builds an index anew beside the live one and exchanges them in one step: no search fails, no change is lost. */
@Injectable()
export class IndexRebuild {
  constructor(
    private readonly index: SearchIndex,
    private readonly names: IndexNames,
    private readonly builds: IndexBuildsRepository,
    private readonly writer: IndexWriter,
    private readonly log: Log,
  ) {}

  /** Returns the number of documents written. Throws Conflict when another rebuild of this index is running. */
  async run(kind: IndexKind, progress: (state: RebuildProgress) => void = () => undefined): Promise<number> {
    const live = this.names.live(kind);
    const beside = `${this.names.besides(kind)}${newId()}`;
    await this.claim(kind, beside);
    try {
      const done = await this.fill(kind, beside, progress);
      await this.index.prepare(live, INDEX_SETTINGS[kind]);
      await this.builds.inTurn(kind, async (building) => {
        if (building !== beside) throw taken();
        await this.index.swap(live, beside);
        await this.builds.finish(kind, beside, DOCUMENT_FORMAT);
      });
      return done;
    } catch (error) {
      await this.builds.abandon(kind, beside);
      throw error;
    } finally {
      await this.dropLeftovers(kind, beside);
    }
  }

  /** From this moment on, each sync writes to both indexes: what changes behind the stream of `fill` is not lost. */
  private async claim(kind: IndexKind, beside: string): Promise<void> {
    const claimed = await this.builds.inTurn(kind, async () => {
      if (!(await this.builds.claim(kind, beside))) return false;
      await this.index.prepare(beside, INDEX_SETTINGS[kind]);
      return true;
    });
    if (!claimed) throw new Conflict('search.rebuild-running', 'Une reconstruction de cet index est déjà en cours.');
  }

  private async fill(kind: IndexKind, beside: string, progress: (state: RebuildProgress) => void): Promise<number> {
    const source = this.writer.source(kind);
    const total = await source.count();
    const waiting: (readonly TaskId[])[] = [];
    let after = FIRST_ID;
    for (let done = 0; ; ) {
      progress({ done, total: Math.max(done, total) });
      const batch = await source.versionsAfter(after, BATCH);
      const last = batch.at(-1);
      if (last === undefined) {
        await this.index.settled(waiting.flat(), 600);
        return done;
      }
      const tasks = await this.writer.fill(
        kind,
        beside,
        batch.map((row) => row.id),
      );
      if (tasks === undefined) throw taken();
      waiting.push(tasks);
      if (waiting.length > AHEAD) await this.index.settled(waiting.shift() ?? [], 600);
      done += batch.length;
      after = last.id;
    }
  }

  /** The old content, and what rebuilds that died have left. */
  private async dropLeftovers(kind: IndexKind, own: string): Promise<void> {
    try {
      await this.index.drop(own);
      await this.builds.inTurn(kind, async (building) => {
        const names = await this.index.names(this.names.besides(kind));
        for (const name of names) if (name !== building) await this.index.drop(name);
      });
    } catch (error) {
      this.log.warn('search.leftovers', { kind, error });
    }
  }
}

function taken(): Conflict {
  return new Conflict('search.rebuild-taken-over', 'Une autre reconstruction a pris la suite de celle-ci.');
}
