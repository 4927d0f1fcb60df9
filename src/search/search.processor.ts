import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Handles } from '../platform/jobs/job.js';
import { INDEX_KINDS } from './search.schema.js';
import { ensureIndex, repairIndex, syncOpportunities, syncProfiles } from './search.jobs.js';
import { SearchService } from './search.service.js';

/** Runs the jobs of search. */
@Injectable()
export class SearchProcessor {
  constructor(private readonly search: SearchService) {}

  @Handles(syncOpportunities)
  async syncOpportunities({ opportunityIds }: z.output<typeof syncOpportunities.data>): Promise<void> {
    await this.search.sync('opportunities', opportunityIds);
  }

  @Handles(syncProfiles)
  async syncProfiles({ candidateIds }: z.output<typeof syncProfiles.data>): Promise<void> {
    await this.search.sync('profiles', candidateIds);
  }

  @Handles(ensureIndex)
  async ensureIndex({ kind }: z.output<typeof ensureIndex.data>): Promise<void> {
    await this.search.ensureNow(kind);
  }

  @Handles(repairIndex)
  async repairIndex(): Promise<void> {
    for (const kind of INDEX_KINDS) await this.search.repair(kind);
  }
}
