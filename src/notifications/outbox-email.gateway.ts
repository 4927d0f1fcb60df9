import { EmailGateway, type OutgoingEmail } from './email.gateway.js';
import type { SendResult } from './message.rules.js';
import type { OutboxRepository } from './outbox.repository.js';

/** Keeps e-mails in the local outbox, many in one commit. */
export class OutboxEmailGateway extends EmailGateway {
  readonly name = 'outbox';
  readonly idempotent = true;
  readonly perSecond = null;

  constructor(private readonly outbox: OutboxRepository) {
    super();
  }

  async send(email: OutgoingEmail): Promise<SendResult> {
    const [result] = await this.sendAll([email]);
    return result ?? { outcome: 'technical-failure', reason: 'outbox', retry: true };
  }

  override async sendAll(messages: readonly OutgoingEmail[]): Promise<SendResult[]> {
    try {
      await this.outbox.keep(
        messages.map((email) => ({
          id: email.id,
          channel: 'email',
          sender: email.from,
          to_address: email.to,
          subject: email.subject,
          body_text: email.text,
          body_html: email.html,
          unsubscribe_url: email.unsubscribeUrl,
        })),
      );
      return messages.map((email) => ({ outcome: 'accepted', reference: email.id }));
    } catch {
      return messages.map(() => ({ outcome: 'technical-failure', reason: 'outbox', retry: true }));
    }
  }
}
