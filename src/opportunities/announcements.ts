import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { PACKET, packetsOf } from './import.rules.js';
import type { Named } from './kind.rules.js';
import type { Announcement } from './life.rules.js';

/** Tells the rest of the product, in the transaction of the change, what can be seen, seen differently or no longer. */
@Injectable()
export class Announcements {
  constructor(
    private readonly outbox: Outbox,
    private readonly database: Database,
  ) {}

  async announce(kind: Named, what: Announcement | undefined, ids: readonly string[]): Promise<void> {
    if (what === undefined) return;
    for (const opportunityIds of packetsOf(ids)) await this.outbox.publish(kind.events[what], { opportunityIds });
  }

  /** Repeats a step that ends at most one packet, each in a transaction with its event, until it ends none; how many. */
  async endInPackets(kind: Named, step: () => Promise<string[]>): Promise<number> {
    let total = 0;
    for (;;) {
      const ended = await this.database.transaction(async () => {
        const ids = await step();
        await this.announce(kind, 'ended', ids);
        return ids.length;
      });
      total += ended;
      if (ended < PACKET) return total;
    }
  }
}
