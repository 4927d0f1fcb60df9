import { Injectable } from '@nestjs/common';
import { ApplicationsRepository } from '../applications/applications.repository.js';
import { snapshotOf } from '../applications/snapshot.rules.js';
import { CandidatesQueries } from '../candidates/candidates.queries.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { type DemoPair, demoApplication } from './demo-applications.rules.js';
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
      for (const pair of pairs) await this.add(random, pair, today);
      return pairs.length;
    });
  }

  private async add(random: Random, pair: DemoPair, today: ReturnType<Clock['today']>): Promise<void> {
    const view = await this.candidates.view(pair.candidateId, false);
    if (!view) return;
    const share = view.phone === null ? 'email' : 'phone';
    const { application, steps } = demoApplication(random, newId(), pair, snapshotOf(view, [share]), today);
    await this.applications.add([application]);
    for (const { step, at } of steps) {
      await this.applications.take(
        [{ applicationId: application.id, step }],
        at,
        step === 'sent' ? 'candidate' : 'system',
      );
    }
  }
}
