import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { GeoModule } from '../geo/geo.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { MissionsModule } from '../missions/missions.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { OffersModule } from '../offers/offers.module.js';
import { SearchModule } from '../search/search.module.js';
import { StatisticsModule } from '../statistics/statistics.module.js';
import { EntrancePages } from './account/entrance.pages.js';
import { Entry } from './account/entry.js';
import { SignInPages } from './account/sign-in.pages.js';
import { AlertLinksPages } from './alert-links.pages.js';
import { DemoOutboxPages } from './demo-outbox.pages.js';
import { HomePages } from './home/home.pages.js';
import { InfoPages } from './info/info.pages.js';
import { WebKitModule } from './kit/web-kit.module.js';
import { OpportunityPages } from './opportunities/opportunity.pages.js';
import { ResultsPages } from './opportunities/results.pages.js';

/** The pages. */
@Module({
  imports: [
    WebKitModule,
    GeoModule,
    OccupationsModule,
    NotificationsModule,
    OffersModule,
    MissionsModule,
    SearchModule,
    MatchingModule,
    AlertsModule,
    StatisticsModule,
  ],
  providers: [Entry],
  controllers: [
    HomePages,
    ResultsPages,
    OpportunityPages,
    InfoPages,
    SignInPages,
    EntrancePages,
    AlertLinksPages,
    DemoOutboxPages,
  ],
})
export class WebModule {}
