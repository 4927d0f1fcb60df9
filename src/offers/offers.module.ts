import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { OpportunitiesModule } from '../opportunities/opportunities.module.js';
import { Offer } from './offer.entity.js';
import { OfferKind } from './offer-kind.js';
import { OffersProcessor } from './offers.processor.js';
import { OffersQueries } from './offers.queries.js';
import { OffersService } from './offers.service.js';

/** Job offers: what they say, and what may be said. */
@Module({
  imports: [TypeOrmModule.forFeature([Offer]), OccupationsModule, OpportunitiesModule],
  providers: [OfferKind, OffersService, OffersQueries, OffersProcessor],
  exports: [OffersService, OffersQueries],
})
export class OffersModule {}
