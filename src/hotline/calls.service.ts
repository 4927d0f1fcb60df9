import { Injectable } from '@nestjs/common';
import { reachableChannels } from '../alerts/reach.rules.js';
import { AlertControlsService } from '../alerts/alert-controls.service.js';
import { CandidatesService } from '../candidates/candidates.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { instantFrom, plusSeconds } from '../platform/lang/day.js';
import type { CallEntity } from './call.entity.js';
import { type CallEffect, effectOf, type PersonReason, wasPersonOnTheLine } from './call.rules.js';
import type { CallView, RecordCallBody } from './call.schema.js';
import { CallsRepository } from './calls.repository.js';
import type { CallTaskEntity } from './call-task.entity.js';
import { personOf } from './call-task.rules.js';
import type { CallTaskView } from './call-task.schema.js';
import { CallTaskListQueries } from './call-task-list.queries.js';
import { CallTasksRepository } from './call-tasks.repository.js';
import { NO_LEASE } from './call-queue.service.js';
import { HotlineQueries } from './hotline.queries.js';
import { mayPromise } from './queue.rules.js';

const MISSED_CALL_SMS_HOURS = 24;
/** Who recorded a consent, in the register: the call says which agent. */
const RECORDED_BY = 'hotline';
const CONTACT_PURPOSES = ['follow-up-calls', 'sms-alerts', 'email-alerts', 'cv-visible', 'employer-contact'] as const;

/** `lost`: another agent had taken the call, or it had ended; what was said is kept, but the follow-up stays as it is. */
export interface RecordedCall {
  readonly lost: boolean;
  readonly call: CallView;
  readonly followUp: CallTaskView;
}

/** Records calls and what follows from them. */
@Injectable()
export class CallsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: HotlineQueries,
    private readonly lists: CallTaskListQueries,
    private readonly tasks: CallTasksRepository,
    private readonly calls: CallsRepository,
    private readonly candidates: CandidatesService,
    private readonly alerts: AlertControlsService,
    private readonly notifications: NotificationsService,
  ) {}

  /**
   * Records the call made under a lease; saving twice records it once. A lease that ran out still counts as long as nobody else took
   * the call. With a lost lease the call is kept all the same: it took place, it counts among the 4 in 30 days, and the wish not to
   * be called any more is obeyed. @throws NotFound, RuleBroken with a reason of `mayPromise` or call.answers-missing.
   */
  async record(followUpId: string, input: RecordCallBody): Promise<RecordedCall> {
    return this.database.transaction(async () => {
      const followUp = await this.tasks.lockWithPerson(followUpId);
      if (!followUp) throw new NotFound('follow-up.not-found', "Ce suivi n'existe pas.");
      const before = await this.calls.ofLease(input.leaseId);
      if (before) return this.recorded(before);
      if (input.outcome === 'reached-done' && followUp.reason === 'follow-up' && !input.answers) {
        throw new RuleBroken('call.answers-missing', 'Donnez les réponses aux questions du suivi.', {
          field: 'answers',
        });
      }
      const now = this.clock.now();
      const call = await this.callOf(followUp, input, now);
      await this.calls.add(call);
      const effect = effectOf(call, followUp.attempts, now, followUp.bestTime);
      if (call.applied) {
        await this.tasks.save(Object.assign(followUp, changesOf(effect, now), NO_LEASE, { updatedAt: now }));
        if (effect.kind === 'again' && effect.missedCallSms) await this.tellMissedCall(followUp, now);
      }
      if (effect.kind === 'ended' && effect.everyOther) await this.stopCalling(call, effect.everyOther, now);
      if (wasPersonOnTheLine(call.outcome) && call.candidateId !== null) {
        await this.candidates.recordContact(call.candidateId);
        await this.alerts.contactRestored(call.candidateId);
      }
      return this.recorded(call);
    });
  }

  private async callOf(followUp: CallTaskEntity, input: RecordCallBody, now: Date): Promise<CallEntity> {
    const callBackAt = input.callBackAt === undefined ? null : instantFrom(input.callBackAt);
    if (callBackAt) {
      const verdict = mayPromise(callBackAt, followUp, now);
      if (!verdict.ok) throw new RuleBroken(verdict.reason, verdict.message, { field: 'callBackAt' });
    }
    const erased = (await this.queries.blockOf(followUp.candidateId)) === 'erased';
    return {
      id: newId(),
      followUpId: followUp.id,
      candidateId: followUp.candidateId,
      phone: followUp.candidateId === null ? followUp.phone : null,
      leaseId: input.leaseId,
      agent: input.agent,
      direction: input.direction,
      outcome: input.outcome,
      asked: followUp.asked || (followUp.promisedAt !== null && followUp.promisedAt <= now),
      applied: followUp.state === 'due' && followUp.leaseId === input.leaseId,
      callBackAt,
      // Nothing is written about a person who was erased while on the telephone.
      answers: erased ? null : (input.answers ?? null),
      note: erased ? null : (input.note ?? null),
      calledAt: now,
    };
  }

  private async tellMissedCall(followUp: CallTaskEntity, now: Date): Promise<void> {
    const phone = await this.queries.phoneFor(followUp.id);
    if (phone === null || !reachableChannels(phone, null).includes('sms')) return;
    await this.notifications.queue([
      {
        channel: 'sms',
        to: phone,
        candidateId: followUp.candidateId,
        dedupKey: `missed-call ${followUp.id}`,
        template: 'missed-call',
        data: { why: followUp.asked ? 'asked' : followUp.reason === 'follow-up' ? 'news' : 'other' },
        expiresAt: plusSeconds(now, MISSED_CALL_SMS_HOURS * 3600),
      },
    ]);
  }

  private async stopCalling(call: CallEntity, reason: PersonReason, now: Date): Promise<void> {
    await this.tasks.cancelOpenOf([personOf(call)], reason, now);
    if (call.candidateId === null || (await this.queries.blockOf(call.candidateId)) === 'erased') return;
    if (reason === 'opposed') await this.candidates.opposeToCalls(call.candidateId, RECORDED_BY);
    // Whoever answers this telephone now must receive nothing more for a person who died.
    if (reason === 'deceased') {
      const withdrawn = CONTACT_PURPOSES.map((purpose) => ({ purpose, granted: false, how: 'oral' }) as const);
      await this.candidates.recordConsents(call.candidateId, withdrawn, RECORDED_BY);
    }
  }

  private async recorded(call: CallEntity): Promise<RecordedCall> {
    return {
      lost: !call.applied,
      call: await this.lists.call(call.id),
      followUp: await this.lists.task(call.followUpId, this.clock.now()),
    };
  }
}

function changesOf(effect: CallEffect, now: Date): Partial<CallTaskEntity> {
  switch (effect.kind) {
    case 'ended':
      return {
        state: effect.state,
        endReason: effect.reason,
        endedAt: now,
        promisedAt: null,
        notBefore: null,
        callIn: null,
      };
    case 'promised':
      return { promisedAt: effect.at, notBefore: null, callIn: null };
    case 'again':
      return { attempts: effect.attempts, notBefore: effect.notBefore, callIn: effect.callIn, promisedAt: null };
    case 'unchanged':
      return {};
  }
}
