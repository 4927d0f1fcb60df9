import { Injectable } from '@nestjs/common';
import { OccupationsService } from '../occupations/occupations.service.js';
import type { Fed, Written } from '../opportunities/kind.rules.js';
import { mayPublishOffer } from '../organisations/organisation.rules.js';
import { Config } from '../platform/config/config.js';
import { RuleBroken } from '../platform/errors.js';
import { importedOffer, type ReadyOffer } from './imported-offer.schema.js';
import { Offer } from './offer.entity.js';
import { blankOffer } from './offer-blank.rules.js';
import { offerEvents } from './offers.events.js';
import {
  changesNature,
  contradictionsIn,
  missingFromOffer,
  type OfferContent,
  reviewOffer,
} from './publication.rules.js';

/** What makes an opportunity a job offer: an occupation, a pay above the minimum, an employer who may stay anonymous. */
@Injectable()
export class OfferKind implements Written<Offer>, Fed<ReadyOffer> {
  readonly name = 'offer';
  readonly table = 'offers';
  readonly noun = 'offre';
  readonly events = offerEvents;
  readonly entity = Offer;
  readonly blank = blankOffer;
  readonly item = importedOffer;
  readonly columns = {
    occupationCode: 'text',
    contract: 'text',
    contractMonths: 'float8',
    payMin: 'float8',
    payMax: 'float8',
    payPeriod: 'text',
    payText: 'text',
    positions: 'int',
    requirements: 'text[]',
    taught: 'text[]',
    skills: 'text[]',
    licences: 'text[]',
    beginnerAccepted: 'boolean',
    minimumAge: 'int',
    reservedFor: 'text',
    anonymousEmployer: 'boolean',
  } as const;
  readonly placedBy = ['address', 'anonymousEmployer'] as const;
  readonly mayPublish = mayPublishOffer;
  readonly missing = missingFromOffer;
  readonly contradictions = contradictionsIn;
  readonly changesNature = changesNature;

  constructor(
    private readonly occupations: OccupationsService,
    private readonly config: Config,
  ) {}

  review(offer: OfferContent) {
    return reviewOffer(offer, this.config.minimumHourlyWage);
  }

  /** An anonymous employer stands at its commune: a point on a map would name it. */
  addressToPlace(offer: Offer): string | null {
    return offer.anonymousEmployer ? null : offer.address;
  }

  /** The occupation that the title names, unless one was chosen. Throws RuleBroken for an unknown code. */
  async completed(offer: Offer, change: Partial<Offer>): Promise<Partial<Offer>> {
    if (change.occupationCode != null) {
      if (await this.occupations.exists(change.occupationCode)) return {};
      throw new RuleBroken('offer.unknown-occupation', 'Ce code métier n’existe pas.', { field: 'occupationCode' });
    }
    const wanted = change.occupationCode === null || offer.occupationCode === null;
    if (change.title == null || !wanted) return {};
    const best = await this.occupations.bestFor(change.title);
    return best ? { occupationCode: best.code } : {};
  }
}
