import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { addMonths, parisInstant } from '../platform/lang/day.js';
import { callDatesFrom } from './calendar.rules.js';
import { callableNumber } from './call-request.rules.js';
import { type Need, type NewCallTask, personOf } from './call-task.rules.js';
import { CallTasksRepository } from './call-tasks.repository.js';
import { FollowUpPlanningService } from './follow-up-planning.service.js';
import { HotlineQueries } from './hotline.queries.js';

/** As long as the words of messages are kept. */
const NUMBERS_KEPT_MONTHS = 6;
const ASKED: ReadonlySet<Need> = new Set<Need>(['callback-asked', 'missed-call']);

/** Takes from every module what the hotline must call about, and makes one call of all that concerns one person. */
@Injectable()
export class CallTasksService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: HotlineQueries,
    private readonly tasks: CallTasksRepository,
    private readonly planning: FollowUpPlanningService,
  ) {}

  /**
   * Puts these calls (500 at most) in the queue, each once as long as one to the same person about the same thing is open. Left out: who
   * has no telephone, was erased, or opposes calls and did not ask for this one. Twice changes nothing.
   */
  async need(calls: readonly NewCallTask[]): Promise<void> {
    await this.database.transaction(async () => {
      const people = [...new Set(calls.map(personOf))];
      await this.tasks.lockPeople(people);
      const files = [...new Set(calls.flatMap((call) => call.candidateId ?? []))];
      const blocks = await this.queries.blocksOf(files);
      const reachable = await this.queries.withPhone(files);
      const today = this.clock.today();
      const wanted = calls.filter((call) => {
        if (call.candidateId === null) return typeof call.phone === 'string';
        const block = blocks.get(call.candidateId);
        if (block === 'erased' || (block === 'opposed' && !ASKED.has(call.reason))) return false;
        return typeof call.phone === 'string' || reachable.has(call.candidateId);
      });
      if (wanted.length === 0) return;
      await this.tasks.add(
        wanted.map((call) => ({ ...call, ...callDatesFrom(today, call.dueOn ?? today) })),
        this.clock.now(),
      );
      await this.planning.openFor([...new Set(wanted.map(personOf))]);
    });
  }

  /** Makes whatever else changes the calls of these people (ids of files, or numbers) wait until the transaction ends. */
  async holdPeople(people: readonly string[]): Promise<void> {
    await this.tasks.lockPeople(people);
  }

  /** Calls the people whom messages no longer reach or move, about what alerts noticed and nobody has spoken with them about. */
  async callAboutBrokenContacts(candidateIds: readonly string[]): Promise<void> {
    const breaks = await this.queries.openBreaksOf(candidateIds);
    await this.need(
      breaks.map(({ candidateId, reason }) => ({
        candidateId,
        reason: reason === 'bounced' ? 'broken-contact' : 'ignored-alerts',
      })),
    );
  }

  /** Calls the contacts of organisations about applications that nobody answers; one call for all those of one telephone. */
  async callAboutUnanswered(applicationIds: readonly string[]): Promise<void> {
    const contacts = await this.queries.contactsOfUnanswered(applicationIds);
    await this.need(
      contacts.flatMap(({ opportunityId, phone: written }) => {
        const phone = callableNumber(written);
        if (phone === undefined) return [];
        return [{ candidateId: null, phone, reason: 'application-unanswered', subject: opportunityId } as const];
      }),
    );
  }

  /** Forgets the numbers of people without a file six months after the call was over. */
  async purgeNumbers(): Promise<void> {
    await this.tasks.forgetNumbersEndedBefore(
      parisInstant(addMonths(this.clock.today(), -NUMBERS_KEPT_MONTHS), '00:00'),
    );
  }
}
