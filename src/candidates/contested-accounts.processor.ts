import { Injectable } from '@nestjs/common';
import { NotFound } from '../platform/errors.js';
import { Handles } from '../platform/jobs/job.js';
import { CandidatesService } from './candidates.service.js';
import { eraseContestedAccounts } from './contested-accounts.jobs.js';

/** Does what people ask who were registered against their will. */
@Injectable()
export class ContestedAccountsProcessor {
  constructor(private readonly candidates: CandidatesService) {}

  @Handles(eraseContestedAccounts)
  async erase(data: { candidateIds: string[] }): Promise<void> {
    for (const id of data.candidateIds) {
      try {
        await this.candidates.erase(id);
      } catch (error) {
        if (!(error instanceof NotFound)) throw error; // gone already: that is what was asked
      }
    }
  }
}
