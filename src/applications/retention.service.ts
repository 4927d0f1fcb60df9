import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { addMonths, parisInstant } from '../platform/lang/day.js';
import { ApplicationsRepository } from './applications.repository.js';

const KEPT_MONTHS = 24;
const BATCH = 1000;

/** Sees to it that nothing personal is kept longer than promised: at once when a person leaves, else two years. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly clock: Clock,
  ) {}

  /** Empties the applications of people who were erased; the rows still count. */
  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.applications.eraseOf(candidateIds, this.clock.now());
  }

  /** Empties applications on which nothing has happened for two years. Returns how many. */
  async purge(): Promise<number> {
    const before = parisInstant(addMonths(this.clock.today(), -KEPT_MONTHS), '00:00');
    let erased = 0;
    for (let step = 0; step < 1000; step++) {
      const count = await this.applications.eraseSilentSince(before, BATCH, this.clock.now());
      erased += count;
      if (count < BATCH) break;
    }
    return erased;
  }
}
