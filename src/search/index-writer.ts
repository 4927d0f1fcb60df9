import { Injectable } from '@nestjs/common';
import { GeoService } from '../geo/geo.service.js';
import type { DocumentSource } from './document-source.js';
import { IndexBuildsRepository } from './index-builds.repository.js';
import { IndexNames } from './index-names.js';
import type { IndexKind } from './search.schema.js';
import { OpportunitySource } from './opportunity-source.queries.js';
import { ProfileSource } from './profile-source.queries.js';
import { SearchIndex, type TaskId } from './search-index.js';

/** Brings documents of the index to the present state of PostgreSQL, whatever happened before and in whatever order. */
@Injectable()
export class IndexWriter {
  constructor(
    private readonly index: SearchIndex,
    private readonly names: IndexNames,
    private readonly builds: IndexBuildsRepository,
    private readonly opportunities: OpportunitySource,
    private readonly profiles: ProfileSource,
    private readonly geo: GeoService,
  ) {}

  source(kind: IndexKind): DocumentSource {
    return kind === 'opportunities' ? this.opportunities : this.profiles;
  }

  /**
   * Writes those of these ids that may be found and removes the others, in the live index and the one built beside it.
   * False when there is no live index: writing would create one without settings, and building it will read the rows.
   */
  async sync(kind: IndexKind, ids: readonly string[]): Promise<boolean> {
    await this.placeCommunes(kind, ids);
    const live = this.names.live(kind);
    const exists = await this.index.exists(live);
    const tasks = await this.builds.inTurn(kind, (building) =>
      this.hand(kind, ids, [...(exists ? [live] : []), ...(building === undefined ? [] : [building])]),
    );
    await this.index.settled(tasks);
    return exists;
  }

  /** Writes a batch to the index that is being built, if it still is. Returns the tasks to wait for, or undefined. */
  async fill(kind: IndexKind, index: string, ids: readonly string[]): Promise<readonly TaskId[] | undefined> {
    await this.placeCommunes(kind, ids);
    return this.builds.inTurn(kind, async () => {
      if (!(await this.builds.beat(kind, index))) return undefined;
      return this.hand(kind, ids, [index]);
    });
  }

  private async hand(kind: IndexKind, ids: readonly string[], indexes: readonly string[]): Promise<TaskId[]> {
    const documents = await this.source(kind).documents(ids);
    const found = new Set(documents.map((document) => document.id));
    const gone = ids.filter((id) => !found.has(id));
    const tasks: TaskId[] = [];
    for (const index of indexes) tasks.push(...(await this.index.write(index, documents, gone)));
    return tasks;
  }

  private async placeCommunes(kind: IndexKind, ids: readonly string[]): Promise<void> {
    if (kind === 'profiles') await this.geo.locateMany(await this.profiles.communePoints(ids));
  }
}
