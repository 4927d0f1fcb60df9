import { Injectable } from '@nestjs/common';
import { Outbox } from '../platform/events/outbox.js';
import { contactBroken } from './alerts.events.js';
import { AlertsRepository } from './alerts.repository.js';

const EVENT_SIZE = 500;

/** Tells the hotline whom messages no longer reach or move. Call it in the transaction of what was noticed. */
@Injectable()
export class ContactBreaks {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly outbox: Outbox,
  ) {}

  /** These people did not react to four alerts: a call, not a fifth alert. */
  async tellHotline(candidateIds: readonly string[], now: Date): Promise<void> {
    await this.record(
      candidateIds.map((candidateId) => ({ candidateId, channel: null, reason: 'ignored-alerts', messageId: null })),
      now,
    );
  }

  /** An address of this person does not work. */
  async bounced(candidateId: string, channel: 'sms' | 'email', messageId: string, now: Date): Promise<void> {
    await this.record([{ candidateId, channel, reason: 'bounced', messageId }], now);
  }

  private async record(breaks: Parameters<AlertsRepository['recordBreaks']>[0], now: Date): Promise<void> {
    const fresh = await this.alerts.recordBreaks(breaks, now);
    for (let i = 0; i < fresh.length; i += EVENT_SIZE) {
      await this.outbox.publish(contactBroken, { candidateIds: fresh.slice(i, i + EVENT_SIZE) });
    }
  }
}
