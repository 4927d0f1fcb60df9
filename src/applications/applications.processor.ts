import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import { endApplications, forgetApplications, purgeApplications, sweepApplications } from './applications.jobs.js';
import { RetentionService } from './retention.service.js';
import { SweepService } from './sweep.service.js';

/** The jobs of applications. */
@Injectable()
export class ApplicationsProcessor {
  constructor(
    private readonly sweeping: SweepService,
    private readonly retention: RetentionService,
  ) {}

  @Handles(sweepApplications)
  async sweep(_data: Record<string, never>): Promise<void> {
    await this.sweeping.sweep();
  }

  @Handles(endApplications)
  async end({ opportunityIds }: { opportunityIds: string[] }): Promise<void> {
    await this.sweeping.endOn(opportunityIds);
  }

  @Handles(forgetApplications)
  async forget({ candidateIds }: { candidateIds: string[] }): Promise<void> {
    await this.retention.forget(candidateIds);
  }

  @Handles(purgeApplications)
  async purge(_data: Record<string, never>): Promise<void> {
    await this.retention.purge();
  }
}
