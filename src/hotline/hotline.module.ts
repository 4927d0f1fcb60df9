import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { CallEntity } from './call.entity.js';
import { CallsRepository } from './calls.repository.js';
import { CallsService } from './calls.service.js';
import { FollowUpEntity } from './follow-up.entity.js';
import { FollowUpListQueries } from './follow-up-list.queries.js';
import { FollowUpPlanningService } from './follow-up-planning.service.js';
import { FollowUpsRepository } from './follow-ups.repository.js';
import { FollowUpsService } from './follow-ups.service.js';
import { HotlineProcessor } from './hotline.processor.js';
import { HotlineQueries } from './hotline.queries.js';

@Module({
  imports: [TypeOrmModule.forFeature([FollowUpEntity, CallEntity]), CandidatesModule, NotificationsModule],
  providers: [
    HotlineQueries,
    FollowUpListQueries,
    FollowUpsRepository,
    CallsRepository,
    FollowUpPlanningService,
    FollowUpsService,
    CallsService,
    HotlineProcessor,
  ],
  exports: [FollowUpPlanningService, FollowUpsService, CallsService, FollowUpListQueries],
})
export class HotlineModule {}
