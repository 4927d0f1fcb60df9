import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { StatisticsModule } from '../statistics/statistics.module.js';
import { AlertLinksPages } from './alert-links.pages.js';
import { DemoOutboxPages } from './demo-outbox.pages.js';
import { StartPages } from './start.pages.js';

/** The pages. */
@Module({
  imports: [StatisticsModule, AlertsModule, NotificationsModule],
  controllers: [StartPages, AlertLinksPages, DemoOutboxPages],
})
export class WebModule {}
