import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { opportunitiesMatched } from './matching.events.js';
import { MatchingBasisRepository } from './matching-basis.repository.js';
import { matchQuery, type Side } from './matching.queries.js';
import { TargetsRepository } from './targets.repository.js';

/** Any number: the turn that matching jobs take, on all machines. */
const TURN = 7_202_690;

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Answers for the matches: that each pair that suits has one, with its present score and reasons, and no other pair. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly targets: TargetsRepository,
    private readonly basis: MatchingBasisRepository,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Brings the matches of these opportunities (≤500) to their present state; ended ones lose theirs. May run any number of times. */
  async matchOpportunities(ids: readonly string[]): Promise<void> {
    await this.inTurn(async () => {
      await this.targets.refreshOpportunities(ids, this.clock.today());
      const gained = await this.match('opportunity', ids);
      if (gained.length > 0) await this.outbox.publish(opportunitiesMatched, { opportunityIds: gained });
    });
  }

  /**
   * The same for these people (≤500). What was published before they last changed their file is not announced: the next digest reads it.
   * What was published after it is told like everything new, even when this job sees the pair before the opportunity's own job does.
   */
  async matchCandidates(ids: readonly string[]): Promise<void> {
    await this.inTurn(async () => {
      await this.targets.refreshPeople(ids);
      if ((await this.match('candidate', ids)).length === 0) return;
      const news = await this.targets.turnNews(ids);
      for (let i = 0; i < news.length; i += BATCH)
        await this.outbox.publish(opportunitiesMatched, { opportunityIds: news.slice(i, i + BATCH) });
    });
  }

  /** Matches everything again when the rules or the occupations are not those of the last time; returns how many were matched. */
  async rematchWhenChanged(): Promise<number> {
    return (await this.basis.changed()) ? this.rematch(() => undefined) : 0;
  }

  /**
   * Matches every open opportunity again, after a change of the rules or of the proximities, 500 at a time between the ordinary jobs.
   * Who suits newly is told like everybody: at once what was published today, in the digest what is older. May be stopped and run again.
   */
  async rematch(progress: (done: number, total: number) => void): Promise<number> {
    const basis = await this.basis.present();
    const today = this.clock.today();
    const total = await this.targets.countOpen(today);
    let done = 0;
    for (let after = FIRST; ; ) {
      const ids = await this.targets.openAfter(after, today, BATCH);
      const last = ids.at(-1);
      if (last === undefined) {
        await this.basis.keep(basis, this.clock.now());
        return done;
      }
      await this.matchOpportunities(ids);
      done += ids.length;
      progress(done, Math.max(done, total));
      after = last;
    }
  }

  /**
   * Jobs start after the commit of their own side and take turns, each statement reading what is committed (read committed). So of the
   * two jobs of a pair the later turn has both rows behind it: whichever side commits last, the pair is seen, and judged on its present state.
   */
  private async inTurn(work: () => Promise<void>): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.query('SELECT pg_advisory_xact_lock($1)', [TURN]);
      await this.database.query(`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
      await work();
    });
  }

  private async match(side: Side, ids: readonly string[]): Promise<string[]> {
    const gained = await this.database.query<{ opportunity_id: string }>(matchQuery(side), [
      ids,
      this.clock.now(),
      this.clock.today(),
    ]);
    return gained.map((row) => row.opportunity_id).sort();
  }
}
