import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import { purgeCvLeftovers, sweepRetention } from './candidates.jobs.js';
import { CvDraftsService } from './cv-drafts.service.js';
import { CvProposalsService } from './cv-proposals.service.js';
import { CvSharesService } from './cv-shares.service.js';
import { RetentionService } from './retention.service.js';

/** The jobs of people's files. */
@Injectable()
export class CandidatesProcessor {
  constructor(
    private readonly retention: RetentionService,
    private readonly drafts: CvDraftsService,
    private readonly proposals: CvProposalsService,
    private readonly shares: CvSharesService,
  ) {}

  @Handles(sweepRetention)
  async sweepRetention(_data: Record<string, never>): Promise<void> {
    await this.retention.sweep();
  }

  @Handles(purgeCvLeftovers)
  async purgeCvLeftovers(_data: Record<string, never>): Promise<void> {
    await this.drafts.purge();
    await this.proposals.purge();
    await this.shares.purge();
  }
}
