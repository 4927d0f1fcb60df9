import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import { CvsRepository } from './cvs.repository.js';
import { SavedOpportunitiesRepository } from './saved-opportunities.repository.js';

export const MOST_SAVED_OPPORTUNITIES = 100;

/** Lets people put offers and missions aside. */
@Injectable()
export class SavedOpportunitiesService {
  constructor(
    private readonly repository: SavedOpportunitiesRepository,
    private readonly held: CvsRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound opportunity.not-found when it is not published, RuleBroken candidate.too-many-saved. */
  async save(candidateId: string, opportunityId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.held.hold(candidateId);
      if (!(await this.repository.add(candidateId, opportunityId, this.clock.now()))) {
        throw new NotFound('opportunity.not-found', 'Cette offre n’est plus là.');
      }
      if ((await this.repository.count(candidateId)) > MOST_SAVED_OPPORTUNITIES) {
        throw new RuleBroken(
          'candidate.too-many-saved',
          `Vous pouvez garder ${MOST_SAVED_OPPORTUNITIES} offres. Retirez-en une.`,
        );
      }
    });
  }

  /** Twice is as good as once. */
  async forget(candidateId: string, opportunityId: string): Promise<void> {
    await this.repository.remove(candidateId, opportunityId);
  }
}
