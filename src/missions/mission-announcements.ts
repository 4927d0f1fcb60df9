import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { packetsOf } from '../offers/import.rules.js';
import type { Announcement } from '../offers/life.rules.js';
import { missionChanged, missionEnded, missionPublished } from './missions.events.js';

const EVENTS = { published: missionPublished, changed: missionChanged, ended: missionEnded } as const;

/** Tells the rest of the product, in the transaction of the change, what can be seen, seen differently or no longer. */
@Injectable()
export class MissionAnnouncements {
  constructor(
    private readonly outbox: Outbox,
    private readonly database: Database,
  ) {}

  async announce(id: string, what: Announcement | undefined): Promise<void> {
    if (what !== undefined) await this.outbox.publish(EVENTS[what], { opportunityIds: [id] });
  }

  async published(ids: readonly string[]): Promise<void> {
    await this.all('published', ids);
  }

  async changed(ids: readonly string[]): Promise<void> {
    await this.all('changed', ids);
  }

  async ended(ids: readonly string[]): Promise<void> {
    await this.all('ended', ids);
  }

  /** Repeats a step that ends at most 500, each in a transaction with its event, until it ends none. */
  async endInPackets(step: () => Promise<string[]>): Promise<number> {
    let total = 0;
    for (;;) {
      const ended = await this.database.transaction(async () => {
        const ids = await step();
        await this.ended(ids);
        return ids.length;
      });
      total += ended;
      if (ended < 500) return total;
    }
  }

  private async all(what: Announcement, ids: readonly string[]): Promise<void> {
    for (const opportunityIds of packetsOf(ids)) await this.outbox.publish(EVENTS[what], { opportunityIds });
  }
}
