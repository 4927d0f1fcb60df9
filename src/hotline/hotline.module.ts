import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlertsModule } from '../alerts/alerts.module.js';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { MissionsModule } from '../missions/missions.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OffersModule } from '../offers/offers.module.js';
import { CallEntity } from './call.entity.js';
import { CallQueueService } from './call-queue.service.js';
import { CallRequestsQueries } from './call-requests.queries.js';
import { CallRequestsService } from './call-requests.service.js';
import { CallTaskEntity } from './call-task.entity.js';
import { CallTaskListQueries } from './call-task-list.queries.js';
import { CallTasksRepository } from './call-tasks.repository.js';
import { CallTasksService } from './call-tasks.service.js';
import { CallsRepository } from './calls.repository.js';
import { CallsService } from './calls.service.js';
import { FollowUpPlanningService } from './follow-up-planning.service.js';
import { FollowUpsRepository } from './follow-ups.repository.js';
import { HotlineProcessor } from './hotline.processor.js';
import { HotlineQueries } from './hotline.queries.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';

/** Whom the team calls, and what people tell it: asked calls, follow-ups, reports. */
@Module({
  imports: [
    TypeOrmModule.forFeature([CallTaskEntity, CallEntity]),
    OffersModule,
    MissionsModule,
    CandidatesModule,
    NotificationsModule,
    AlertsModule,
  ],
  providers: [
    HotlineQueries,
    CallTaskListQueries,
    CallTasksRepository,
    FollowUpsRepository,
    CallsRepository,
    FollowUpPlanningService,
    CallTasksService,
    CallQueueService,
    CallsService,
    CallRequestsQueries,
    CallRequestsService,
    ReportsQueries,
    ReportsRepository,
    ReportsService,
    HotlineProcessor,
  ],
  exports: [
    FollowUpPlanningService,
    CallTasksService,
    CallQueueService,
    CallsService,
    CallTaskListQueries,
    CallRequestsService,
    ReportsService,
    ReportsQueries,
  ],
})
export class HotlineModule {}
