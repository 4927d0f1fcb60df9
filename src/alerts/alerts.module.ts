import { Module } from '@nestjs/common';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { AddresseesQueries } from './addressees.queries.js';
import { AlertChecks } from './alert-checks.js';
import { AlertControlsService } from './alert-controls.service.js';
import { AlertSettingsService } from './alert-settings.service.js';
import { AlertMessages } from './alert-messages.js';
import { AlertsProcessor } from './alerts.processor.js';
import { AlertsQueries } from './alerts.queries.js';
import { AlertsRepository } from './alerts.repository.js';
import { ContactBreaks } from './contact-breaks.js';
import { DigestsService } from './digests.service.js';
import { MyAlertsQueries } from './my-alerts.queries.js';
import { PlanAlertsService } from './plan-alerts.service.js';

/** Who is told of what, when, by which channel. */
@Module({
  imports: [NotificationsModule, CandidatesModule],
  providers: [
    AlertsRepository,
    AlertsQueries,
    AddresseesQueries,
    AlertMessages,
    AlertChecks,
    ContactBreaks,
    PlanAlertsService,
    DigestsService,
    AlertControlsService,
    AlertSettingsService,
    MyAlertsQueries,
    AlertsProcessor,
  ],
  exports: [AlertControlsService, AlertSettingsService, MyAlertsQueries],
})
export class AlertsModule {}
