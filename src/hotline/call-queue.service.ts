import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { dayInParis, instantFrom, plusSeconds } from '../platform/lang/day.js';
import type { Verdict } from '../platform/lang/verdict.js';
import type { Direction } from './call.rules.js';
import type { CallTaskEntity } from './call-task.entity.js';
import { personOf } from './call-task.rules.js';
import { isOpen } from './follow-up.rules.js';
import type { CallSheet, CallTaskView, RescheduleBody } from './call-task.schema.js';
import { CallTaskListQueries } from './call-task-list.queries.js';
import { CallTasksRepository } from './call-tasks.repository.js';
import { HotlineQueries } from './hotline.queries.js';
import { LEASE_MINUTES, mayCall, mayPromise, mayPutOff } from './queue.rules.js';

/** Gives calls to agents, one agent a call, and puts calls off. */
@Injectable()
export class CallQueueService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: HotlineQueries,
    private readonly lists: CallTaskListQueries,
    private readonly tasks: CallTasksRepository,
  ) {}

  /** Gives this agent the next call for 30 minutes; no other agent is given it meanwhile. Undefined when nobody may be called now. */
  async claimNext(agent: string): Promise<CallSheet | undefined> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const id = await this.queries.lockNext(now);
      if (id === undefined) return undefined;
      return this.lend(await this.locked(id), agent, now);
    });
  }

  /**
   * Gives an agent one given call, or renews the lease the agent holds. For a person who called us no hour and no limit applies.
   * @throws NotFound; Conflict follow-up.not-open, follow-up.being-called; RuleBroken with the reason of `mayCall` or follow-up.opposed.
   */
  async lease(
    id: string,
    wish: { agent: string; leaseId?: string | undefined; direction: Direction },
  ): Promise<CallSheet> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const followUp = await this.locked(id);
      if (followUp.state !== 'due') throw new Conflict('follow-up.not-open', "Ce suivi n'est pas à appeler.");
      if (wish.leaseId !== undefined && followUp.leaseId === wish.leaseId)
        return this.lend(followUp, wish.agent, now, wish.leaseId);
      if (followUp.leaseUntil && followUp.leaseUntil > now) {
        throw new Conflict('follow-up.being-called', 'Un collègue appelle déjà cette personne.', {
          agent: followUp.leasedBy,
          since: followUp.leasedAt,
        });
      }
      await this.mustBeCallable(followUp, wish.direction, now);
      return this.lend(followUp, wish.agent, now);
    });
  }

  /** Gives a call back to the queue without a result. A lease that was lost already is not an error. */
  async release(id: string, leaseId: string): Promise<void> {
    await this.database.transaction(async () => {
      const followUp = await this.locked(id);
      if (followUp.leaseId !== leaseId) return;
      await this.tasks.save(Object.assign(followUp, { ...NO_LEASE, updatedAt: this.clock.now() }));
    });
  }

  /** Puts a call off to a working day, or promises it for an instant. @throws NotFound, Conflict follow-up.not-open, RuleBroken. */
  async reschedule(id: string, wish: RescheduleBody): Promise<CallTaskView> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const followUp = await this.locked(id);
      if (!isOpen(followUp)) throw new Conflict('follow-up.not-open', 'Ce suivi est terminé.');
      const at = wish.callAt === undefined ? undefined : instantFrom(wish.callAt);
      const when = at ? dayInParis(at) : wish.callOn;
      if (followUp.state === 'planned' && when !== undefined && when < followUp.windowStartsOn) {
        throw new RuleBroken('follow-up.before-window', `Ce suivi ne commence que le ${followUp.windowStartsOn}.`, {
          field: 'callAt',
        });
      }
      if (at) Object.assign(followUp, granted(mayPromise(at, followUp, now), 'callAt'), { callIn: null });
      else if (wish.callOn)
        Object.assign(followUp, granted(mayPutOff(wish.callOn, followUp, now), 'callOn'), { callIn: null });
      await this.tasks.save(Object.assign(followUp, { updatedAt: now }));
      return this.lists.task(id, now);
    });
  }

  private async mustBeCallable(followUp: CallTaskEntity, direction: Direction, now: Date): Promise<void> {
    const block = await this.queries.blockOf(followUp.candidateId);
    if (block === 'erased') throw new Conflict('follow-up.not-open', "Ce suivi n'est pas à appeler.");
    if (direction === 'incoming') return;
    if (block && !followUp.asked) throw new RuleBroken('follow-up.opposed', 'Cette personne ne veut pas être appelée.');
    const verdict = mayCall(followUp, await this.queries.pastCallsOf(personOf(followUp), now), now);
    if (!verdict.ok) throw new RuleBroken(verdict.reason, verdict.message);
  }

  private async lend(followUp: CallTaskEntity, agent: string, now: Date, renewed?: string): Promise<CallSheet> {
    const leaseId = renewed ?? newId();
    await this.tasks.save(
      Object.assign(followUp, {
        leaseId,
        leasedBy: agent,
        leasedAt: renewed ? followUp.leasedAt : now,
        leaseUntil: plusSeconds(now, LEASE_MINUTES * 60),
        updatedAt: now,
      }),
    );
    return this.lists.sheet(followUp.id, leaseId, now);
  }

  private async locked(id: string): Promise<CallTaskEntity> {
    const followUp = await this.tasks.lock(id);
    if (!followUp) throw new NotFound('follow-up.not-found', "Ce suivi n'existe pas.");
    return followUp;
  }
}

export const NO_LEASE = { leaseId: null, leasedBy: null, leasedAt: null, leaseUntil: null } as const;

function granted<T>(verdict: Verdict<T>, field: string): T {
  if (!verdict.ok) throw new RuleBroken(verdict.reason, verdict.message, { field });
  return verdict.value;
}
