import { Module } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { DeliveryReceipts } from './delivery-receipts.js';
import { EmailGateway } from './email.gateway.js';
import { HttpJsonSmsGateway } from './http-json-sms.gateway.js';
import { MessageBodiesRepository } from './message-bodies.repository.js';
import { MessagesProcessor } from './messages.processor.js';
import { MessagesQueries } from './messages.queries.js';
import { MessagesRepository } from './messages.repository.js';
import { NotificationsMetrics } from './notifications.metrics.js';
import { NotificationsService } from './notifications.service.js';
import { OutboxRepository } from './outbox.repository.js';
import { OutboxEmailGateway } from './outbox-email.gateway.js';
import { OutboxSmsGateway } from './outbox-sms.gateway.js';
import { OvhCloudSmsGateway } from './ovhcloud-sms.gateway.js';
import { ProviderCallbacksService } from './provider-callbacks.service.js';
import { SendChecks } from './send-checks.js';
import { SendRate } from './send-rate.js';
import { SendingService } from './sending.service.js';
import { SmsGateway } from './sms.gateway.js';
import { SmtpEmailGateway } from './smtp-email.gateway.js';

function smsGateway(config: Config, clock: Clock, outbox: OutboxRepository): SmsGateway {
  const { gateway, perSecond, ovh, http } = config.sms;
  if (gateway === 'ovhcloud') return new OvhCloudSmsGateway({ ...ovh, perSecond }, clock);
  return gateway === 'http' ? new HttpJsonSmsGateway({ ...http, perSecond }, clock) : new OutboxSmsGateway(outbox);
}

function emailGateway(config: Config, outbox: OutboxRepository): EmailGateway {
  if (config.email.gateway === 'outbox') return new OutboxEmailGateway(outbox);
  const host = new URL(config.publicUrl).hostname;
  return new SmtpEmailGateway({ url: config.email.smtpUrl, host, perSecond: config.email.perSecond });
}

/** Messages: SMS and e-mail, their gateways, what comes back. */
@Module({
  providers: [
    MessagesRepository,
    MessageBodiesRepository,
    OutboxRepository,
    DeliveryReceipts,
    SendRate,
    SendChecks,
    SendingService,
    NotificationsService,
    ProviderCallbacksService,
    NotificationsMetrics,
    MessagesQueries,
    MessagesProcessor,
    { provide: SmsGateway, inject: [Config, Clock, OutboxRepository], useFactory: smsGateway },
    { provide: EmailGateway, inject: [Config, OutboxRepository], useFactory: emailGateway },
  ],
  exports: [NotificationsService, ProviderCallbacksService, MessagesQueries],
})
export class NotificationsModule {}
