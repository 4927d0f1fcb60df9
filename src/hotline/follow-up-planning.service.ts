import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { CallsRepository } from './calls.repository.js';
import { type CallBlock, planSteps } from './follow-up.rules.js';
import { FollowUpsRepository } from './follow-ups.repository.js';
import { HotlineQueries } from './hotline.queries.js';
import { oneCallOf } from './queue.rules.js';

const PEOPLE_A_TRANSACTION = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Plans, opens and ends follow-ups without an agent. Each method reads the present state, so it may run twice, late or out of order. */
@Injectable()
export class FollowUpPlanningService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: HotlineQueries,
    private readonly followUps: FollowUpsRepository,
    private readonly calls: CallsRepository,
  ) {}

  /** Gives an appointment the follow-ups that its present state asks for. An unknown appointment has none. */
  async plan(appointmentId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.followUps.lockAppointment(appointmentId);
      const appointment = await this.queries.appointment(appointmentId);
      if (!appointment) return;
      const now = this.clock.now();
      const existing = await this.queries.existingOf(appointmentId, now);
      const block = (await this.queries.blocksOf([appointment.candidateId])).get(appointment.candidateId) ?? null;
      for (const step of planSteps(appointment, existing, block)) {
        if (step.step === 'create') {
          await this.followUps.create(
            { id: appointmentId, candidateId: appointment.candidateId },
            step.dates,
            step.cancelled,
            now,
          );
          continue;
        }
        if (step.step === 'plan') await this.followUps.replan(step.id, step.dates, now);
        else await this.followUps.cancel([step.id], step.reason, now);
        if (!block) await this.followUps.releaseMergedInto([step.id], now);
      }
    });
  }

  /** Ends the follow-ups of those among these people who are erased or opposed to calls; the others keep theirs. */
  async cancelFor(candidateIds: readonly string[]): Promise<void> {
    await this.database.transaction(async () => {
      await this.cancelBlocked(await this.queries.blocksOf(candidateIds));
    });
  }

  /**
   * Opens every follow-up whose window has begun, today or on a day when no worker was there, and makes one call of those due to one
   * person. Who opposes calls or was erased is left out. Returns how many calls were opened or changed.
   */
  async openDue(): Promise<number> {
    let opened = 0;
    let people: string[] = [];
    do {
      people = await this.queries.peopleToOpen(this.clock.today(), people.at(-1) ?? FIRST_ID, PEOPLE_A_TRANSACTION);
      if (people.length > 0) opened += await this.openFor(people);
    } while (people.length === PEOPLE_A_TRANSACTION);
    return opened;
  }

  private async openFor(people: readonly string[]): Promise<number> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const tasks = await this.followUps.lockOpenOf(people, this.clock.today(), now);
      const blocks = await this.queries.blocksOf(people);
      await this.cancelBlocked(blocks);
      const callable = people.filter((person) => !blocks.has(person));
      const calls = callable.flatMap((person) => oneCallOf(tasks.filter((task) => task.candidateId === person)) ?? []);
      await this.followUps.open(calls, now);
      return calls.length;
    });
  }

  private async cancelBlocked(blocks: ReadonlyMap<string, CallBlock>): Promise<void> {
    for (const reason of new Set(blocks.values())) {
      const people = [...blocks].flatMap(([person, block]) => (block === reason ? [person] : []));
      await this.followUps.cancelOpenOf(people, reason, this.clock.now());
      if (reason === 'erased') await this.calls.eraseWordsOf(people);
    }
  }
}
