import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';

export interface OutboxDelivery {
  readonly id: string;
  readonly channel: 'sms' | 'email';
  readonly sender: string;
  readonly to_address: string;
  readonly subject: string | null;
  readonly body_text: string;
  readonly body_html: string | null;
  readonly unsubscribe_url: string | null;
}

/** The local outbox: what a telephone or a mailbox would have received, when no provider is configured. */
@Injectable()
export class OutboxRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps the messages; one that is there already stays as it is, so a repetition is seen once. */
  async keep(deliveries: readonly OutboxDelivery[]): Promise<void> {
    await this.database.query(
      `INSERT INTO outbox_deliveries (id, channel, sender, to_address, subject, body_text, body_html, unsubscribe_url, accepted_at)
       SELECT id, channel, sender, to_address, subject, body_text, body_html, unsubscribe_url, $2
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, channel text, sender text, to_address text, subject text,
         body_text text, body_html text, unsubscribe_url text)
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(deliveries), this.clock.now()],
    );
  }
}
