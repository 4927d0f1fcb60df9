import { Module } from '@nestjs/common';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { GeoModule } from '../geo/geo.module.js';
import { MissionsModule } from '../missions/missions.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { OffersModule } from '../offers/offers.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { CandidateIntake } from './candidate-intake.js';
import { ImportRun } from './import-run.js';
import { ImportLock } from './import-lock.repository.js';
import { ImportRunsRepository } from './import-runs.repository.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { MissionIntake } from './mission-intake.js';
import { OccupationFinder } from './occupation-finder.js';
import { OfferIntake } from './offer-intake.js';
import { PlaceFinder } from './place-finder.js';
import { FeedDownloadGateway } from './reading/feed-download.gateway.js';

@Module({
  imports: [GeoModule, OccupationsModule, OrganisationsModule, OffersModule, MissionsModule, CandidatesModule],
  providers: [
    ImportsService,
    ImportRun,
    ImportLock,
    ImportRunsRepository,
    ImportsQueries,
    OfferIntake,
    MissionIntake,
    CandidateIntake,
    PlaceFinder,
    OccupationFinder,
    FeedDownloadGateway,
  ],
  exports: [ImportsService],
})
export class ImportsModule {}
