import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GeoModule } from '../geo/geo.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { Candidate } from './candidate.entity.js';
import { CandidateImport } from './candidate-import.service.js';
import { CandidateListQueries } from './candidate-list.queries.js';
import { CandidatesQueries } from './candidates.queries.js';
import { CandidatesRepository } from './candidates.repository.js';
import { CandidatesService } from './candidates.service.js';
import { Consent } from './consent.entity.js';
import { ConsentsService } from './consents.service.js';
import { NamedThings } from './named-things.service.js';
import { SavedSearch } from './saved-search.entity.js';
import { SavedSearchesService } from './saved-searches.service.js';

/** People who look for work or for a mission: their file, consents, alerts settings, saved searches, erasure. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Candidate, Consent, SavedSearch]),
    GeoModule,
    OccupationsModule,
    NotificationsModule,
  ],
  providers: [
    CandidatesRepository,
    CandidatesQueries,
    CandidateListQueries,
    ConsentsService,
    NamedThings,
    CandidatesService,
    SavedSearchesService,
    CandidateImport,
  ],
  exports: [CandidatesService, SavedSearchesService, CandidateImport, CandidatesQueries, CandidateListQueries],
})
export class CandidatesModule {}
