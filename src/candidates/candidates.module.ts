import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GeoModule } from '../geo/geo.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { AssistedRegistrationService } from './assisted-registration.service.js';
import { Candidate } from './candidate.entity.js';
import { CandidateCv } from './candidate-cv.entity.js';
import { CandidateImport } from './candidate-import.service.js';
import { CandidateListQueries } from './candidate-list.queries.js';
import { CandidatesProcessor } from './candidates.processor.js';
import { CandidatesQueries } from './candidates.queries.js';
import { CandidatesRepository } from './candidates.repository.js';
import { CandidatesService } from './candidates.service.js';
import { AddressChangesService } from './address-changes.service.js';
import { Consent } from './consent.entity.js';
import { ConsentsService } from './consents.service.js';
import { CvDraft } from './cv-draft.entity.js';
import { CvDraftsRepository } from './cv-drafts.repository.js';
import { CvDraftsService } from './cv-drafts.service.js';
import { CvPdfService } from './cv-pdf.service.js';
import { CvProposal } from './cv-proposal.entity.js';
import { CvProposalsRepository } from './cv-proposals.repository.js';
import { CvProposalsService } from './cv-proposals.service.js';
import { CvSharesRepository } from './cv-shares.repository.js';
import { CvSharesService } from './cv-shares.service.js';
import { CvsQueries } from './cvs.queries.js';
import { CvsRepository } from './cvs.repository.js';
import { CvsService } from './cvs.service.js';
import { ContestedAccountsProcessor } from './contested-accounts.processor.js';
import { LeavingService } from './leaving.service.js';
import { MyDataQueries } from './my-data.queries.js';
import { MyDataService } from './my-data.service.js';
import { MyMessagesQueries } from './my-messages.queries.js';
import { NamedThings } from './named-things.service.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';
import { SavedOpportunitiesQueries } from './saved-opportunities.queries.js';
import { SavedOpportunitiesRepository } from './saved-opportunities.repository.js';
import { SavedOpportunitiesService } from './saved-opportunities.service.js';
import { SavedSearch } from './saved-search.entity.js';
import { SavedSearchesService } from './saved-searches.service.js';
import { SelfRegistrationService } from './self-registration.service.js';

/** People who look for work or for a mission: their file, consents, alerts settings, saved searches, erasure. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Candidate, Consent, SavedSearch, CandidateCv, CvDraft, CvProposal]),
    GeoModule,
    OccupationsModule,
    NotificationsModule,
  ],
  providers: [
    ContestedAccountsProcessor,
    CandidatesRepository,
    CandidatesQueries,
    CandidateListQueries,
    ConsentsService,
    NamedThings,
    CandidatesService,
    SavedSearchesService,
    CandidateImport,
    CvsRepository,
    CvsQueries,
    CvsService,
    CvDraftsRepository,
    CvDraftsService,
    CvPdfService,
    SelfRegistrationService,
    CvProposalsRepository,
    CvProposalsService,
    CvSharesRepository,
    CvSharesService,
    SavedOpportunitiesRepository,
    SavedOpportunitiesQueries,
    SavedOpportunitiesService,
    RetentionRepository,
    RetentionService,
    AddressChangesService,
    LeavingService,
    MyDataQueries,
    MyDataService,
    MyMessagesQueries,
    CandidatesProcessor,
    AssistedRegistrationService,
  ],
  exports: [
    CandidatesService,
    AssistedRegistrationService,
    SavedSearchesService,
    CandidateImport,
    CandidatesQueries,
    CandidateListQueries,
    NamedThings,
    CvsQueries,
    CvsService,
    CvDraftsService,
    CvPdfService,
    SelfRegistrationService,
    CvProposalsService,
    CvSharesService,
    SavedOpportunitiesQueries,
    SavedOpportunitiesService,
    RetentionService,
    AddressChangesService,
    LeavingService,
    MyDataService,
    MyMessagesQueries,
  ],
})
export class CandidatesModule {}
