import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { CallsRepository } from './calls.repository.js';
import { type CallBlock, planSteps } from './follow-up.rules.js';
import { CallTasksRepository } from './call-tasks.repository.js';
import { FollowUpsRepository } from './follow-ups.repository.js';
import { HotlineQueries } from './hotline.queries.js';
import { oneCallOf } from './queue.rules.js';

const PEOPLE_A_TRANSACTION = 200;

/** Plans, opens and ends calls without an agent. Each method reads the present state, so it may run twice, late or out of order. */
@Injectable()
export class FollowUpPlanningService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: HotlineQueries,
    private readonly followUps: FollowUpsRepository,
    private readonly tasks: CallTasksRepository,
    private readonly calls: CallsRepository,
  ) {}

  /** Gives an appointment the follow-ups that its present state asks for. An unknown appointment has none. */
  async plan(appointmentId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.followUps.lockAppointment(appointmentId);
      const appointment = await this.queries.appointment(appointmentId);
      if (!appointment) return;
      await this.tasks.lockPeople([appointment.candidateId]);
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
        if (block !== 'erased') await this.tasks.releaseMergedInto([step.id], block === 'opposed', now);
      }
    });
  }

  /** Ends the calls to those among these people who are erased or opposed to calls; what they asked for themselves stays. */
  async cancelFor(candidateIds: readonly string[]): Promise<void> {
    await this.database.transaction(async () => {
      await this.tasks.lockPeople(candidateIds);
      await this.cancelBlocked(await this.queries.blocksOf(candidateIds));
      await this.openFor(candidateIds);
    });
  }

  /**
   * Opens every call whose window has begun, today or on a day when no worker was there, and makes one of those due to one
   * person. Who opposes calls or was erased is left out. Returns how many calls were opened or changed.
   */
  async openDue(): Promise<number> {
    let opened = 0;
    let people: string[] = [];
    do {
      people = await this.queries.peopleToOpen(this.clock.today(), people.at(-1) ?? '', PEOPLE_A_TRANSACTION);
      if (people.length > 0) opened += await this.openFor(people);
    } while (people.length === PEOPLE_A_TRANSACTION);
    return opened;
  }

  /** The same for these people (ids of files, or numbers of those who have none). */
  async openFor(people: readonly string[]): Promise<number> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      let tasks = await this.tasks.lockOpenOf(people, this.clock.today(), now);
      const blocks = await this.queries.blocksOf([...new Set(tasks.flatMap((task) => task.candidateId ?? []))]);
      if (blocks.size > 0) {
        await this.cancelBlocked(blocks);
        tasks = await this.tasks.lockOpenOf(people, this.clock.today(), now);
      }
      const calls = people.flatMap((person) => oneCallOf(tasks.filter((task) => task.person === person)) ?? []);
      await this.tasks.open(calls, now);
      return calls.length;
    });
  }

  private async cancelBlocked(blocks: ReadonlyMap<string, CallBlock>): Promise<void> {
    for (const reason of new Set(blocks.values())) {
      const people = [...blocks].flatMap(([person, block]) => (block === reason ? [person] : []));
      if (reason === 'opposed') {
        await this.tasks.cancelUnaskedOf(people, reason, this.clock.now());
        continue;
      }
      await this.tasks.cancelOpenOf(people, reason, this.clock.now());
      await this.tasks.forget(people);
      await this.calls.eraseWordsOf(people);
    }
  }
}
