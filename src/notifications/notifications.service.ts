import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { addMonths, parisInstant } from '../platform/lang/day.js';
import { DeliveryReceipts, type ProviderReceipt } from './delivery-receipts.js';
import { commandIn } from './inbound-sms.rules.js';
import type { SendCheck } from './message.rules.js';
import { type NewMessage, render, stoppableTemplates, type TemplateName } from './message.schema.js';
import { MessageBodiesRepository } from './message-bodies.repository.js';
import { messageQueued, smsStopReceived } from './messages.events.js';
import { MessagesRepository } from './messages.repository.js';
import { SendChecks } from './send-checks.js';
import type { House } from './templates/house.rules.js';

const EVENT_SIZE = 100;
const BODIES_KEPT_MONTHS = 6;

export interface InboundSms {
  readonly provider: string;
  /** The provider's name for this SMS; null when it gives none. */
  readonly reference: string | null;
  /** E.164 */
  readonly from: string;
  readonly text: string;
  /** When the provider says that it came, as it writes it. */
  readonly receivedAt: string | null;
}

/** Takes messages to send and what comes back: receipts and answers. One message is one row is one send. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly bodies: MessageBodiesRepository,
    private readonly receipts: DeliveryReceipts,
    private readonly checks: SendChecks,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Writes messages in the transaction of the caller; they leave once it has committed. A message whose dedup key is known is
   * dropped. Returns the ids of the new ones.
   */
  async queue(messages: readonly NewMessage[]): Promise<string[]> {
    const now = this.clock.now();
    const house = this.house();
    const rows = messages.map((message) => {
      const { subject, text, html } = render(house, message);
      return {
        id: message.id ?? newId(),
        channel: message.channel,
        template: message.template,
        candidate_id: message.candidateId,
        to_address: message.to,
        subject,
        body_text: text,
        body_html: html,
        unsubscribe_url: message.unsubscribeUrl ?? null,
        send_after: message.sendAfter ?? now,
        expires_at: message.expiresAt ?? null,
        dedup_key: message.dedupKey,
      };
    });
    return this.database.transaction(async () => {
      const inserted = await this.messages.insert(rows, now);
      const fresh = new Set(inserted);
      const due = rows.filter((row) => fresh.has(row.id) && row.send_after <= now).map((row) => row.id);
      for (let i = 0; i < due.length; i += EVENT_SIZE) {
        await this.outbox.publish(messageQueued, { messageIds: due.slice(i, i + EVENT_SIZE) });
      }
      return inserted;
    });
  }

  /** Says what is asked about messages of these templates at the moment of their sending: still wanted? */
  checkBeforeSending(templates: readonly TemplateName[], check: SendCheck): void {
    this.checks.register(templates, check);
  }

  /** Takes a delivery receipt. It may come twice, out of order, or before the answer to its send. */
  async receiveReceipt(receipt: ProviderReceipt): Promise<void> {
    await this.receipts.receive(receipt);
  }

  /**
   * Takes an SMS that a person wrote back, once. STOP, PAUSE and MOINS cancel at once the alerts queued to that number;
   * the modules above change the person's settings (event sms.stop-received).
   */
  async receiveSms(sms: InboundSms): Promise<void> {
    const command = commandIn(sms.text);
    const id = newId();
    const reference = sms.reference ?? digest(`${sms.from} ${sms.text} ${sms.receivedAt ?? ''}`);
    await this.database.transaction(async () => {
      const row = { id, provider: sms.provider, reference, from: sms.from, body: sms.text.slice(0, 2000), command };
      if (!(await this.messages.keepInbound(row, this.clock.now())) || command === null) return;
      await this.messages.cancelQueued('sms', sms.from, stoppableTemplates, `sms-${command}`);
      await this.outbox.publish(smsStopReceived, { inboundId: id });
    });
  }

  /** Cancels the alerts still queued to these people, on one channel or on all. Call it in the transaction of their wish. */
  async cancelAlerts(candidateIds: readonly string[], channel: 'sms' | 'email' | null, reason: string): Promise<void> {
    await this.messages.cancelQueuedOf(candidateIds, channel, stoppableTemplates, reason);
  }

  /** Cancels all that is queued to these people, and erases what was said to them and what came from them or these numbers (E.164). */
  async erase(candidateIds: readonly string[], phones: readonly string[]): Promise<void> {
    await this.database.transaction(async () => {
      await this.messages.cancelQueuedOf(candidateIds, null, null, 'person-erased');
      await this.bodies.eraseOf(candidateIds, phones, this.clock.now());
    });
  }

  /** Erases codes, which belong to no file: those sent to these addresses, or those written before an instant. */
  async eraseCodes(which: { readonly to: readonly string[] } | { readonly before: Date }): Promise<void> {
    const [to, before] = 'to' in which ? [which.to, null] : [[], which.before];
    await this.bodies.eraseCodes(to, before, this.clock.now());
  }

  /** Erases words and addresses older than six months. Returns how many messages. */
  async purgeBodies(): Promise<number> {
    const before = parisInstant(addMonths(this.clock.today(), -BODIES_KEPT_MONTHS), '00:00');
    let erased = 0;
    for (let step = 0; step < 200; step++) {
      const count = await this.bodies.eraseBefore(before, this.clock.now());
      erased += count;
      if (count === 0) break;
    }
    return erased;
  }

  private house(): House {
    const { name, phone, phoneHours } = this.config.instance;
    return { name, phone, phoneHours, publicUrl: this.config.publicUrl, stopNumber: this.config.sms.stopNumber };
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
