import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { AnswersService } from './answers.service.js';
import { ApplicantsQueries } from './applicants.queries.js';
import { Application } from './application.entity.js';
import { ApplicationMessages } from './application-messages.js';
import { ApplicationsProcessor } from './applications.processor.js';
import { ApplicationsQueries } from './applications.queries.js';
import { ApplicationsRepository } from './applications.repository.js';
import { ApplicationsService } from './applications.service.js';
import { InboxQueries } from './inbox.queries.js';
import { PostsQueries } from './posts.queries.js';
import { RetentionService } from './retention.service.js';
import { SweepService } from './sweep.service.js';

/** A person applies; an organisation answers; every application ends with an answer or an explanation. */
@Module({
  imports: [TypeOrmModule.forFeature([Application]), CandidatesModule, NotificationsModule, OrganisationsModule],
  providers: [
    ApplicationsRepository,
    ApplicationsQueries,
    ApplicantsQueries,
    PostsQueries,
    InboxQueries,
    ApplicationMessages,
    ApplicationsService,
    AnswersService,
    SweepService,
    RetentionService,
    ApplicationsProcessor,
  ],
  exports: [
    ApplicationsService,
    AnswersService,
    ApplicationsQueries,
    InboxQueries,
    PostsQueries,
    ApplicationsRepository,
  ],
})
export class ApplicationsModule {}
