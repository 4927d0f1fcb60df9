import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { plusSeconds } from '../platform/lang/day.js';
import { RateMarksRepository } from './rate-marks.repository.js';
import { seal } from './secrets.js';

/** At most `times` within any `seconds`, for one thing: a number, an address, an account. */
export interface Limit {
  /** What is limited: 'code-minute'. */
  readonly name: string;
  /** For whom; never stored as it is. */
  readonly of: string;
  readonly times: number;
  readonly seconds: number;
}

/** Which limit is reached, and until when. */
export interface Reached {
  readonly name: string;
  readonly until: Date;
}

/** Longest window that a limit may have; older marks are purged. */
export const LONGEST_WINDOW_SECONDS = 24 * 3600;

/** Counts what may only happen so often, in sliding windows shared by all web processes. */
@Injectable()
export class RateLimitsService {
  constructor(
    private readonly marks: RateMarksRepository,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Counts one more for every limit, or for none when one is reached; answers the one that stays reached the longest.
   * Two callers at the same moment meet in a lock for each key, taken in one order.
   */
  async take(limits: readonly Limit[]): Promise<Reached | undefined> {
    const now = this.clock.now();
    const keyed = limits
      .map((limit) => ({ ...limit, key: `${limit.name} ${seal(this.config.secret, 'limits', limit.of)}` }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return this.database.transaction(async () => {
      let reached: Reached | undefined;
      for (const { key, name, times, seconds } of keyed) {
        await this.marks.lock(key);
        const oldest = await this.marks.nthLast(key, times, plusSeconds(now, -seconds));
        if (!oldest) continue;
        const until = plusSeconds(oldest, seconds);
        if (!reached || until > reached.until) reached = { name, until };
      }
      if (reached) return reached;
      await this.marks.mark(
        keyed.map(({ key }) => key),
        now,
      );
      return undefined;
    });
  }

  async purge(): Promise<void> {
    await this.marks.purge(plusSeconds(this.clock.now(), -LONGEST_WINDOW_SECONDS));
  }
}
