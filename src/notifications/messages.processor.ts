import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import { purgeMessageBodies, sendDueMessages, sendMessages } from './messages.jobs.js';
import { NotificationsService } from './notifications.service.js';
import { SendingService } from './sending.service.js';

/** The jobs of messages. */
@Injectable()
export class MessagesProcessor {
  constructor(
    private readonly sending: SendingService,
    private readonly notifications: NotificationsService,
  ) {}

  @Handles(sendMessages)
  async sendMessages({ messageIds }: { messageIds: string[] }): Promise<void> {
    await this.sending.send(messageIds);
  }

  @Handles(sendDueMessages)
  async sendDueMessages(_data: Record<string, never>): Promise<void> {
    await this.sending.sendDue();
  }

  @Handles(purgeMessageBodies)
  async purgeMessageBodies(_data: Record<string, never>): Promise<void> {
    await this.notifications.purgeBodies();
  }
}
