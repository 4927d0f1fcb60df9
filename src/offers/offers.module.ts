import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GeoModule } from '../geo/geo.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { Offer } from './offer.entity.js';
import { OfferAnnouncements } from './offer-announcements.js';
import { OfferImports } from './offer-imports.js';
import { OfferImportsRepository } from './offer-imports.repository.js';
import { OfferPlaces } from './offer-places.js';
import { OffersProcessor } from './offers.processor.js';
import { OffersQueries } from './offers.queries.js';
import { OffersRepository } from './offers.repository.js';
import { OffersService } from './offers.service.js';

/** Job offers, from their draft to their end. */
@Module({
  imports: [TypeOrmModule.forFeature([Offer]), GeoModule, OccupationsModule, OrganisationsModule],
  providers: [
    OffersService,
    OffersQueries,
    OffersRepository,
    OfferImports,
    OfferImportsRepository,
    OfferPlaces,
    OfferAnnouncements,
    OffersProcessor,
  ],
  exports: [OffersService, OffersQueries],
})
export class OffersModule {}
