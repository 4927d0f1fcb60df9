import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Page, PageQuery } from '../platform/http/paging.schema.js';
import { newId } from '../platform/ids.js';
import { addMonths, parisInstant, plusSeconds } from '../platform/lang/day.js';
import { AccessLogRepository } from './access-log.repository.js';

/** What was looked at, or done in a person's name. */
export type Seen = 'cv' | 'file' | 'contact' | 'history' | 'acted-for' | 'export';

export interface AccessView {
  /** "Équipe Aisne-actifs", or the name of an organisation. Never a person's name. */
  readonly by: string;
  readonly what: Seen;
  readonly at: Date;
}

const KEPT_MONTHS = 12;
/** Looking again within the hour is the same look. */
const SAME_LOOK_SECONDS = 3600;

/** Who saw whose data, so that the person can read it. Kept twelve months. */
@Injectable()
export class AccessLogService {
  constructor(
    private readonly log: AccessLogRepository,
    private readonly clock: Clock,
  ) {}

  /** Writes down that somebody saw a person's data. `by`: id of the account or of the key. Call it where the data are handed over. */
  async record(look: {
    readonly by: string;
    readonly byLabel: string;
    readonly candidateId: string;
    readonly what: Seen;
  }): Promise<void> {
    await this.recordAll([look.candidateId], look);
  }

  /** The same for a list of people shown at once. */
  async recordAll(
    candidateIds: readonly string[],
    look: { readonly by: string; readonly byLabel: string; readonly what: Seen },
  ): Promise<void> {
    if (candidateIds.length === 0) return;
    const now = this.clock.now();
    const rows = [...new Set(candidateIds)].map((candidateId) => ({ id: newId(), candidateId }));
    await this.log.insert(rows, look, { now, since: plusSeconds(now, -SAME_LOOK_SECONDS) });
  }

  /** Who saw this person's data, the last first. */
  async of(candidateId: string, { page, perPage }: PageQuery): Promise<Page<AccessView>> {
    const { total, rows } = await this.log.of(candidateId, perPage, (page - 1) * perPage);
    return { items: rows.map((row) => ({ by: row.by, what: row.what, at: row.at })), total, page, perPage };
  }

  async purge(): Promise<void> {
    await this.log.purge(parisInstant(addMonths(this.clock.today(), -KEPT_MONTHS), '00:00'));
  }
}
