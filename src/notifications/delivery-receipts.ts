import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { afterReceipt, type MessageState, type Receipt, softBouncesBeforeBroken } from './message.rules.js';
import { addressBounced } from './messages.events.js';
import { MessagesRepository } from './messages.repository.js';

export interface ProviderReceipt {
  readonly provider: string;
  /** The provider's name for the message. */
  readonly reference: string;
  readonly receipt: Receipt;
  readonly detail: string | null;
}

/**
 * Applies delivery receipts. A receipt is committed before its message is looked for, and a reference is committed before its
 * receipts are looked for, so whichever comes last sees the other; the sweep covers a crash in between.
 */
@Injectable()
export class DeliveryReceipts {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Takes a receipt; one that was taken before changes nothing. */
  async receive(receipt: ProviderReceipt): Promise<void> {
    await this.messages.keepReceipt(newId(), receipt, this.clock.now());
    await this.applyWaiting([receipt.reference]);
  }

  /** Applies the receipts whose message is known: of these references, or all when null. */
  async applyWaiting(references: readonly string[] | null): Promise<void> {
    if (!(await this.messages.anyReceiptWaiting(references))) return;
    await this.database.transaction(async () => {
      const waiting = await this.messages.waitingReceipts(references);
      if (waiting.length === 0) return;
      const states = new Map<string, { before: MessageState; after: MessageState }>();
      for (const row of waiting) {
        const state = states.get(row.message_id)?.after ?? { status: row.status, outcomeUnknown: row.outcome_unknown };
        const before = states.get(row.message_id)?.before ?? state;
        states.set(row.message_id, { before, after: afterReceipt(state, row.receipt) });
      }
      const changed = [...states].filter(
        ([, { before, after }]) => before.status !== after.status || before.outcomeUnknown !== after.outcomeUnknown,
      );
      await this.messages.applyReceipts(
        changed.map(([id, { after }]) => ({ id, status: after.status })),
        waiting.map((row) => row.receipt_id),
        this.clock.now(),
      );
      const hard = changed.filter(([, { after }]) => after.status === 'permanent-failure').map(([id]) => id);
      const soft = changed.filter(([, { after }]) => after.status === 'temporary-failure').map(([id]) => id);
      for (const messageId of [...hard, ...(await this.messages.softBounced(soft, softBouncesBeforeBroken))]) {
        await this.outbox.publish(addressBounced, { messageId });
      }
    });
  }
}
