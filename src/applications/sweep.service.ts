import { Injectable } from '@nestjs/common';
import type { NewMessage } from '../notifications/message.schema.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { addDays, addMonths, type Day } from '../platform/lang/day.js';
import { nextWorkingDay } from '../platform/lang/french-calendar.js';
import { VIEW_MONTHS_AFTER_END } from './answers.service.js';
import { ApplicantsQueries, type Contacts } from './applicants.queries.js';
import type { Application } from './application.entity.js';
import { ApplicationMessages } from './application-messages.js';
import { type Closure, closureOf } from './application.rules.js';
import { applicationUnanswered } from './applications.events.js';
import { ApplicationsRepository } from './applications.repository.js';
import { type Post, PostsQueries } from './posts.queries.js';
import { dueSteps, nextStepOn, type Step, stepDay, type Waiting, type WaitingStep } from './steps.rules.js';

const BATCH = 200;
const MOST_BATCHES = 5000;

/** What was read of a batch that is held. */
interface Batch {
  readonly applications: readonly Application[];
  readonly posts: ReadonlyMap<string, Post>;
  readonly contacts: ReadonlyMap<string, Contacts>;
  readonly taken: ReadonlyMap<string, ReadonlyMap<Step, Day>>;
}

/**
 * Does what is due while people wait for an answer: reminders, nudges, escalations, and the end. Each batch is one transaction on rows
 * that it holds, so an answer comes before or after, never between; each step is a row with a unique key, so it is taken once.
 */
@Injectable()
export class SweepService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly applications: ApplicationsRepository,
    private readonly posts: PostsQueries,
    private readonly applicants: ApplicantsQueries,
    private readonly messages: ApplicationMessages,
  ) {}

  /** Takes every step that is due, today or since the last run. Returns how many applications were looked at. */
  async sweep(): Promise<number> {
    let done = 0;
    for (let i = 0; i < MOST_BATCHES; i++) {
      const count = await this.database.transaction(async () => this.sweepBatch());
      done += count;
      if (count < BATCH) break;
    }
    for (let i = 0; i < MOST_BATCHES; i++) {
      const ended = await this.posts.endedWithWaiting(BATCH);
      if (ended.length > 0) await this.endOn(ended);
      if (ended.length < BATCH) break;
    }
    return done;
  }

  /** Ends what waits for an answer on those of these opportunities that are filled or taken back; the others go on. */
  async endOn(opportunityIds: readonly string[]): Promise<void> {
    for (let i = 0; i < MOST_BATCHES; i++) {
      const count = await this.database.transaction(async () => {
        const ended = await this.posts.ended(opportunityIds);
        const applications = await this.applications.lockWaitingOn([...ended.keys()], BATCH);
        const batch = await this.read(applications);
        await this.close(
          batch,
          applications.map((application): [Application, Closure] => [
            application,
            closureOf(ended.get(application.opportunityId) ?? null) ?? 'ended',
          ]),
        );
        return applications.length;
      });
      if (count < BATCH) return;
    }
  }

  private async sweepBatch(): Promise<number> {
    const today = this.clock.today();
    const applications = await this.applications.lockDue(today, BATCH);
    if (applications.length === 0) return 0;
    const batch = await this.read(applications);
    const due = new Map(applications.map((one) => [one, dueSteps(waitingOf(one, batch), today)]));
    const closing = applications.filter((one) => due.get(one)?.includes('closure'));
    await this.close(
      batch,
      closing.map((one): [Application, Closure] => [
        one,
        closureOf(batch.posts.get(one.opportunityId)?.status ?? null) ?? 'no-answer',
      ]),
    );
    const others = applications.filter((one) => !closing.includes(one));
    const having = (step: WaitingStep) => others.filter((one) => due.get(one)?.includes(step));
    await this.remind(batch, 'reminder-3', having('reminder-3'));
    await this.remind(batch, 'reminder-7', having('reminder-7'));
    await this.nudge(batch, having('nudge'));
    await this.escalate(having('escalation'));
    for (const application of others) {
      const { taken, ...waiting } = waitingOf(application, batch);
      const next = nextStepOn({
        ...waiting,
        taken: new Map([...taken, ...(due.get(application) ?? []).map((step): [Step, Day] => [step, today])]),
      });
      application.nextStepOn = next > today ? next : afterDayOff(waiting, today);
      await this.applications.save(application);
    }
    return applications.length;
  }

  private async read(applications: readonly Application[]): Promise<Batch> {
    const ids = applications.map(({ id }) => id);
    const people = applications.flatMap(({ candidateId }) => candidateId ?? []);
    return {
      applications,
      posts: await this.posts.many([...new Set(applications.map(({ opportunityId }) => opportunityId))]),
      contacts: await this.applicants.contacts(people),
      taken: await this.applicants.stepDays(ids),
    };
  }

  /** One e-mail for all who wait at one address. */
  private async remind(batch: Batch, step: 'reminder-3' | 'reminder-7', due: readonly Application[]): Promise<void> {
    const byAddress = new Map<string, { application: Application; post: Post }[]>();
    for (const application of due) {
      const post = batch.posts.get(application.opportunityId);
      if (post?.contactEmail)
        byAddress.set(post.contactEmail, [...(byAddress.get(post.contactEmail) ?? []), { application, post }]);
    }
    const messages: NewMessage[] = [];
    for (const [address, waiting] of byAddress) {
      const messageId = newId();
      const rows = waiting.map(({ application }) => ({ applicationId: application.id, step, messageId }));
      const taken = await this.applications.take(rows, this.clock.now(), 'system');
      const fresh = waiting.filter(({ application }) => taken.has(`${application.id} ${step}`));
      if (fresh.length > 0) messages.push(this.messages.reminder(address, messageId, fresh));
    }
    await this.messages.queue(messages);
  }

  private async nudge(batch: Batch, due: readonly Application[]): Promise<void> {
    const rows = due.map((application) => ({
      applicationId: application.id,
      step: 'nudge' as const,
      messageId: newId(),
    }));
    const taken = await this.applications.take(rows, this.clock.now(), 'system');
    await this.messages.queue(
      due.flatMap((application, i) => {
        // Who has written again by themselves needs no invitation to do so.
        if (!taken.has(`${application.id} nudge`) || application.relancedAt) return [];
        return this.messages.toPerson(
          application,
          batch.posts.get(application.opportunityId),
          contactsOf(application, batch),
          { what: 'nudge' },
          {
            when: 'working',
            id: rows[i]?.messageId ?? newId(),
          },
        );
      }),
    );
  }

  private async escalate(due: readonly Application[]): Promise<void> {
    if (due.length === 0) return;
    const now = this.clock.now();
    for (const application of due) application.escalatedAt = now;
    await this.applications.take(
      due.map(({ id }) => ({ applicationId: id, step: 'escalation' as const })),
      now,
      'system',
    );
    await this.outbox.publish(applicationUnanswered, { applicationIds: due.map(({ id }) => id) });
  }

  private async close(batch: Batch, ends: readonly (readonly [Application, Closure])[]): Promise<void> {
    if (ends.length === 0) return;
    const now = this.clock.now();
    await this.applications.take(
      ends.map(([{ id }]) => ({ applicationId: id, step: 'closure' as const })),
      now,
      'system',
    );
    for (const [application, closedBecause] of ends) {
      Object.assign(application, {
        state: 'closed',
        closedAt: now,
        closedBecause,
        nextStepOn: null,
        organisationViewEndsOn: addMonths(this.clock.today(), VIEW_MONTHS_AFTER_END),
        lastEventAt: now,
        updatedAt: now,
        version: application.version + 1,
      });
      await this.applications.save(application);
    }
    await this.messages.queue(
      ends.flatMap(([application, what]) =>
        this.messages.toPerson(
          application,
          batch.posts.get(application.opportunityId),
          contactsOf(application, batch),
          { what },
          { when: 'working' },
        ),
      ),
    );
  }
}

function waitingOf(application: Application, batch: Batch): Waiting {
  const post = batch.posts.get(application.opportunityId);
  const reachable = post !== undefined && post.contactEmail !== null && !post.organisationBanned;
  return { sentOn: application.sentOn, reachable, taken: batch.taken.get(application.id) ?? new Map() };
}

/** What is due on a day off waits for the next working day, but no longer than day 60. */
function afterDayOff(waiting: Pick<Waiting, 'sentOn' | 'reachable'>, today: Day): Day {
  const next = nextWorkingDay(addDays(today, 1));
  const end = stepDay('closure', waiting);
  if (next < end) return next;
  return end;
}

function contactsOf(application: Application, batch: Batch): Contacts | undefined {
  return application.candidateId === null ? undefined : batch.contacts.get(application.candidateId);
}
