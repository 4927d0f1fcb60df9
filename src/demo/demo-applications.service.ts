import { Injectable } from '@nestjs/common';
import { ApplicationsRepository } from '../applications/applications.repository.js';
import { snapshotOf } from '../applications/snapshot.rules.js';
import { CandidatesQueries } from '../candidates/candidates.queries.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { Day } from '../platform/lang/day.js';
import { type DemoApplication, type DemoPair, demoApplication } from './demo-applications.rules.js';
import { DemoQueries } from './demo.queries.js';
import { DemoRepository } from './demo.repository.js';
import { Random, seedFor } from './random.rules.js';

const PEOPLE = 150;

/** Gives the demonstration a past: a few hundred applications in every state, of the personas first. Tells nobody. */
@Injectable()
export class DemoApplications {
  constructor(
    private readonly queries: DemoQueries,
    private readonly repository: DemoRepository,
    private readonly candidates: CandidatesQueries,
    private readonly applications: ApplicationsRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Loads them unless there are some. Returns how many there are. */
  async load(seed: number, source: string): Promise<number> {
    const known = await this.queries.applications();
    if (known > 0) return known;
    const pairs = await this.queries.applicants(source, PEOPLE, this.clock.today());
    const random = new Random(seedFor(seed, 'applications'));
    const today = this.clock.today();
    return this.database.transaction(async () => {
      await this.repository.giveAddresses([...new Set(pairs.map(({ organisationId }) => organisationId))]);
      const past: DemoApplication[] = [];
      for (const pair of pairs) past.push(...(await this.pastOf(random, pair, today)));
      await this.applications.add(past.map(({ application }) => application));
      await this.applications.take(
        past.flatMap(({ application, steps }) => steps.map((step) => ({ applicationId: application.id, ...step }))),
        this.clock.now(),
        'system',
      );
      return past.length;
    });
  }

  private async pastOf(random: Random, pair: DemoPair, today: Day): Promise<DemoApplication[]> {
    const view = await this.candidates.view(pair.candidateId, false);
    if (!view) return [];
    return [demoApplication(random, newId(), pair, snapshotOf(view, [view.phone === null ? 'email' : 'phone']), today)];
  }
}
