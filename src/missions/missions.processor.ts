import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Handles } from '../platform/jobs/job.js';
import { ORGANISATION_BANNED } from '../opportunities/import.rules.js';
import { announceMissionsOf, closeMissionsOf, expireMissions } from './missions.jobs.js';
import { MissionsService } from './missions.service.js';

/** Does what time and other modules ask of missions. */
@Injectable()
export class MissionsProcessor {
  constructor(
    private readonly missions: MissionsService,
    private readonly clock: Clock,
  ) {}

  @Handles(expireMissions)
  async expire(): Promise<void> {
    await this.missions.expireDue(this.clock.today());
  }

  @Handles(closeMissionsOf)
  async closeAll({ organisationId }: { organisationId: string }): Promise<void> {
    await this.missions.closeAllOf(organisationId, ORGANISATION_BANNED);
  }

  @Handles(announceMissionsOf)
  async announceAll({ organisationId }: { organisationId: string }): Promise<void> {
    await this.missions.announceAllOf(organisationId);
  }
}
