import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Handles } from '../platform/jobs/job.js';
import { ORGANISATION_BANNED } from '../opportunities/import.rules.js';
import { announceOffersOf, closeOffersOf, expireOffers } from './offers.jobs.js';
import { OffersService } from './offers.service.js';

/** Does what time and other modules ask of offers. */
@Injectable()
export class OffersProcessor {
  constructor(
    private readonly offers: OffersService,
    private readonly clock: Clock,
  ) {}

  @Handles(expireOffers)
  async expire(): Promise<void> {
    await this.offers.expireDue(this.clock.today());
  }

  @Handles(closeOffersOf)
  async closeAll({ organisationId }: { organisationId: string }): Promise<void> {
    await this.offers.closeAllOf(organisationId, ORGANISATION_BANNED);
  }

  @Handles(announceOffersOf)
  async announceAll({ organisationId }: { organisationId: string }): Promise<void> {
    await this.offers.announceAllOf(organisationId);
  }
}
