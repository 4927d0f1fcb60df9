import { Module } from '@nestjs/common';
import { GeoModule } from '../geo/geo.module.js';
import { HealthApi } from './health.api.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { OccupationsApi } from './occupations.api.js';
import { PlacesApi } from './places.api.js';
import { KeysApi } from './keys.api.js';
import { MetricsApi } from './metrics.api.js';
import { SearchModule } from '../search/search.module.js';
import { OpportunitiesApi } from './opportunities.api.js';
import { ProfilesApi } from './profiles.api.js';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { AssistedApi } from './assisted.api.js';
import { CandidatesApi } from './candidates.api.js';
import { ApplicationsModule } from '../applications/applications.module.js';
import { ApplicationsApi } from './applications.api.js';
import { MatchingModule } from '../matching/matching.module.js';
import { MatchesApi } from './matches.api.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { MessagesApi } from './messages.api.js';
import { HotlineModule } from '../hotline/hotline.module.js';
import { OutreachModule } from '../outreach/outreach.module.js';
import { AppointmentsApi } from './appointments.api.js';
import { CallRequestsApi } from './call-requests.api.js';
import { FollowUpsApi } from './follow-ups.api.js';
import { ReportsApi } from './reports.api.js';
import { ProviderCallbacksApi } from './provider-callbacks.api.js';
import { MissionsModule } from '../missions/missions.module.js';
import { MissionsApi } from './missions.api.js';
import { OffersModule } from '../offers/offers.module.js';
import { OffersApi } from './offers.api.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { OrganisationsApi } from './organisations.api.js';

/** /api/v1 for partners, with what operators ask of a server. */
@Module({
  imports: [
    OrganisationsModule,
    OffersModule,
    MissionsModule,
    GeoModule,
    OccupationsModule,
    SearchModule,
    CandidatesModule,
    ApplicationsModule,
    MatchingModule,
    NotificationsModule,
    HotlineModule,
    OutreachModule,
  ],
  controllers: [
    OrganisationsApi,
    OffersApi,
    MissionsApi,
    HealthApi,
    PlacesApi,
    OccupationsApi,
    MetricsApi,
    KeysApi,
    OpportunitiesApi,
    ProfilesApi,
    CandidatesApi,
    AssistedApi,
    ApplicationsApi,
    MatchesApi,
    MessagesApi,
    ProviderCallbacksApi,
    AppointmentsApi,
    FollowUpsApi,
    CallRequestsApi,
    ReportsApi,
  ],
})
export class ApiModule {}
