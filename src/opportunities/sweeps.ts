import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import type { Day } from '../platform/lang/day.js';
import { Announcements } from './announcements.js';
import { ImportsRepository } from './imports.repository.js';
import type { Named } from './kind.rules.js';
import { OpportunitiesRepository } from './opportunities.repository.js';

/** Ends or announces many at once: what time, organisations and feeds ask for. May run again. */
@Injectable()
export class Sweeps {
  constructor(
    private readonly database: Database,
    private readonly rows: OpportunitiesRepository,
    private readonly imports: ImportsRepository,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async expireDue(kind: Named, today: Day): Promise<number> {
    return this.announcements.endInPackets(kind, () => this.rows.expireDue(kind, today, this.clock.now()));
  }

  async closeAllOf(kind: Named, organisationId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const seen = await this.rows.closeAllOf(kind, organisationId, reason, this.clock.now());
      await this.announcements.announce(kind, 'ended', seen);
    });
  }

  async announceAllOf(kind: Named, organisationId: string): Promise<void> {
    await this.database.transaction(async () =>
      this.announcements.announce(kind, 'changed', await this.rows.publishedOf(kind, organisationId)),
    );
  }

  /** Throws RuleBroken on an empty list: a broken feed ends nothing. */
  async closeMissing(kind: Named, source: string, seenRefs: readonly string[]): Promise<number> {
    if (seenRefs.length === 0)
      throw new RuleBroken(`${kind.name}.feed-empty`, 'Le flux est vide : rien n’a été fermé.');
    return this.announcements.endInPackets(kind, () =>
      this.imports.closeMissing(kind, source, seenRefs, this.clock.now()),
    );
  }
}
