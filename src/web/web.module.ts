import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { ApplicationsModule } from '../applications/applications.module.js';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { GeoModule } from '../geo/geo.module.js';
import { HotlineModule } from '../hotline/hotline.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { MissionsModule } from '../missions/missions.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { OffersModule } from '../offers/offers.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SearchModule } from '../search/search.module.js';
import { StatisticsModule } from '../statistics/statistics.module.js';
import { ConfirmationPages } from './account/confirmation.pages.js';
import { EntrancePages } from './account/entrance.pages.js';
import { Entry } from './account/entry.js';
import { OpenIdPages } from './account/openid.pages.js';
import { SignInPages } from './account/sign-in.pages.js';
import { StaffPages } from './account/staff.pages.js';
import { VerificationPages } from './account/verification.pages.js';
import { AlertsPages } from './alerts/alerts.pages.js';
import { FollowPages } from './alerts/follow.pages.js';
import { AlertLinksPages } from './alerts/links.pages.js';
import { ApplyPages } from './applications/apply.pages.js';
import { MyApplicationsPages } from './applications/my-applications.pages.js';
import { OutboxPages } from './demo/outbox.pages.js';
import { AskedQuestion } from './cv/asked-question.js';
import { CvPages } from './cv/cv.pages.js';
import { CvQuestionsPages } from './cv/cv-questions.pages.js';
import { CvSharesPages } from './cv/cv-shares.pages.js';
import { HandedOnPages } from './cv/handed-on.pages.js';
import { AddressPages } from './data/address.pages.js';
import { ConsentsPages } from './data/consents.pages.js';
import { DataPages } from './data/data.pages.js';
import { DevicesPages } from './data/devices.pages.js';
import { LeavingPages } from './data/leaving.pages.js';
import { TracesPages } from './data/traces.pages.js';
import { HomePages } from './home/home.pages.js';
import { InfoPages } from './info/info.pages.js';
import { WebKitModule } from './kit/web-kit.module.js';
import { OpportunityPages } from './opportunities/opportunity.pages.js';
import { ResultsPages } from './opportunities/results.pages.js';
import { MapPages } from './map/map.pages.js';
import { MapPointsQueries } from './map/map-points.queries.js';
import { ApplicationPages } from './pwa/application.pages.js';
import { RobotsPages } from './pwa/robots.pages.js';
import { SitemapQueries } from './pwa/sitemap.queries.js';
import { AgreementsPages } from './signup/agreements.pages.js';
import { Newcomer } from './signup/newcomer.js';
import { SignupPages } from './signup/signup.pages.js';
import { CallPages } from './space/call.pages.js';
import { Posts } from './space/posts.js';
import { ReportPages } from './space/report.pages.js';
import { SavedPages } from './space/saved.pages.js';
import { SpacePages } from './space/space.pages.js';

/** The pages. */
@Module({
  imports: [
    WebKitModule,
    GeoModule,
    OccupationsModule,
    NotificationsModule,
    OrganisationsModule,
    OffersModule,
    MissionsModule,
    CandidatesModule,
    ApplicationsModule,
    SearchModule,
    MatchingModule,
    AlertsModule,
    HotlineModule,
    StatisticsModule,
  ],
  providers: [MapPointsQueries, SitemapQueries, Posts, Entry, AskedQuestion, Newcomer],
  controllers: [
    HomePages,
    MapPages,
    ApplicationPages,
    RobotsPages,
    ResultsPages,
    OpportunityPages,
    InfoPages,
    SignInPages,
    EntrancePages,
    VerificationPages,
    OpenIdPages,
    ConfirmationPages,
    StaffPages,
    AgreementsPages,
    SignupPages,
    CvPages,
    CvSharesPages,
    CvQuestionsPages,
    HandedOnPages,
    DataPages,
    ConsentsPages,
    TracesPages,
    DevicesPages,
    AddressPages,
    LeavingPages,
    ApplyPages,
    MyApplicationsPages,
    SpacePages,
    SavedPages,
    CallPages,
    ReportPages,
    AlertsPages,
    FollowPages,
    AlertLinksPages,
    OutboxPages,
  ],
})
export class WebModule {}
