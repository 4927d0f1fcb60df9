import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import {
  forgetCandidates,
  forgetOpportunities,
  matchCandidates,
  matchOpportunities,
  rematchWhenChanged,
} from './matching.jobs.js';
import { MatchingService } from './matching.service.js';

/** Does the jobs of matching. Ended opportunities and erased people are matched again too: in their present state they suit nobody. */
@Injectable()
export class MatchingProcessor {
  constructor(private readonly matching: MatchingService) {}

  @Handles(matchOpportunities)
  async matchOpportunities({ opportunityIds }: { opportunityIds: string[] }): Promise<void> {
    await this.matching.matchOpportunities(opportunityIds);
  }

  @Handles(matchCandidates)
  async matchCandidates({ candidateIds }: { candidateIds: string[] }): Promise<void> {
    await this.matching.matchCandidates(candidateIds);
  }

  @Handles(forgetOpportunities)
  async forgetOpportunities({ opportunityIds }: { opportunityIds: string[] }): Promise<void> {
    await this.matching.matchOpportunities(opportunityIds);
  }

  @Handles(forgetCandidates)
  async forgetCandidates({ candidateIds }: { candidateIds: string[] }): Promise<void> {
    await this.matching.matchCandidates(candidateIds);
  }

  @Handles(rematchWhenChanged)
  async rematchWhenChanged(_data: Record<string, never>): Promise<void> {
    await this.matching.rematchWhenChanged();
  }
}
