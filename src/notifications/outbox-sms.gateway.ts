import type { SendResult } from './message.rules.js';
import type { OutboxRepository } from './outbox.repository.js';
import { type OutgoingSms, SmsGateway } from './sms.gateway.js';

/** Keeps SMS in the local outbox, many in one commit. */
export class OutboxSmsGateway extends SmsGateway {
  readonly name = 'outbox';
  readonly idempotent = true;
  readonly perSecond = null;

  constructor(private readonly outbox: OutboxRepository) {
    super();
  }

  async send(sms: OutgoingSms): Promise<SendResult> {
    const [result] = await this.sendAll([sms]);
    return result ?? { outcome: 'technical-failure', reason: 'outbox', retry: true };
  }

  override async sendAll(messages: readonly OutgoingSms[]): Promise<SendResult[]> {
    try {
      await this.outbox.keep(
        messages.map((sms) => ({
          id: sms.id,
          channel: 'sms',
          sender: sms.sender,
          to_address: sms.to,
          subject: null,
          body_text: sms.text,
          body_html: null,
          unsubscribe_url: null,
        })),
      );
      return messages.map((sms) => ({ outcome: 'accepted', reference: sms.id }));
    } catch {
      return messages.map(() => ({ outcome: 'technical-failure', reason: 'outbox', retry: true }));
    }
  }
}
