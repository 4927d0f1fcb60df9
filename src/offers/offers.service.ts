import { Inject, Injectable } from '@nestjs/common';
import type { ImportOutcome } from '../opportunities/import.rules.js';
import { OpportunityImports } from '../opportunities/opportunity-imports.service.js';
import { OpportunityLife } from '../opportunities/opportunity-life.service.js';
import type { ImportedOffer, ReadyOffer } from './imported-offer.schema.js';
import type { Offer } from './offer.entity.js';
import { OfferKind } from './offer-kind.js';
import type { OfferEdit } from './offer.schema.js';

/** Keeps job offers from their draft to their end; the steps are those of every opportunity. */
@Injectable()
export class OffersService extends OpportunityLife<Offer, OfferEdit> {
  @Inject() private readonly imports: OpportunityImports;

  constructor(protected readonly kind: OfferKind) {
    super();
  }

  /** Takes in at most 500 items of a feed at once; one outcome per item, in their order. */
  async importBatch(items: readonly ImportedOffer[]): Promise<ImportOutcome[]> {
    return this.imports.importBatch<ReadyOffer>(this.kind, items);
  }
}
