import { AlertsModule } from './alerts/alerts.module.js';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { ApplicationsModule } from './applications/applications.module.js';
import { CandidatesModule } from './candidates/candidates.module.js';
import { DemoModule } from './demo/demo.module.js';
import { GeoModule } from './geo/geo.module.js';
import { HotlineModule } from './hotline/hotline.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { MatchingModule } from './matching/matching.module.js';
import { MissionsModule } from './missions/missions.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OccupationsModule } from './occupations/occupations.module.js';
import { OffersModule } from './offers/offers.module.js';
import { OpportunitiesModule } from './opportunities/opportunities.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import type { Clock } from './platform/clock.js';
import type { Config } from './platform/config/config.js';
import { OutreachModule } from './outreach/outreach.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { Reactions } from './platform/events/reactions.js';
import { Schedule } from './platform/jobs/scheduler.js';
import { PlatformModule } from './platform/platform.module.js';
import { reactions } from './reactions.js';
import { schedule } from './schedule.js';
import { SearchModule } from './search/search.module.js';
import { StatisticsModule } from './statistics/statistics.module.js';
import { WebModule } from './web/web.module.js';

/** What this instance does when something happens and when the time comes. */
@Global()
@Module({
  providers: [
    { provide: Reactions, useValue: { list: reactions } },
    { provide: Schedule, useValue: { list: schedule } },
  ],
  exports: [Reactions, Schedule],
})
class InstanceModule {}

/** The whole product, in the order of the dependency law. */
@Module({})
export class AppModule {
  static with(config: Config, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, clock),
        InstanceModule,
        DatabaseModule,
        PlatformModule,
        OccupationsModule,
        NotificationsModule,
        GeoModule,
        IdentityModule,
        OrganisationsModule,
        OpportunitiesModule,
        OffersModule,
        MissionsModule,
        CandidatesModule,
        ApplicationsModule,
        SearchModule,
        MatchingModule,
        AlertsModule,
        HotlineModule,
        OutreachModule,
        ImportsModule,
        DemoModule,
        StatisticsModule,
        ApiModule,
        WebModule,
      ],
    };
  }
}
