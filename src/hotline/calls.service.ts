import { Injectable } from '@nestjs/common';
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
import type { FollowUpEntity } from './follow-up.entity.js';
import type { FollowUpView } from './follow-up.schema.js';
import { FollowUpListQueries } from './follow-up-list.queries.js';
import { FollowUpsRepository } from './follow-ups.repository.js';
import { NO_LEASE } from './follow-ups.service.js';
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
  readonly followUp: FollowUpView;
}

/** Records calls and what follows from them. */
@Injectable()
export class CallsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: HotlineQueries,
    private readonly lists: FollowUpListQueries,
    private readonly followUps: FollowUpsRepository,
    private readonly calls: CallsRepository,
    private readonly candidates: CandidatesService,
    private readonly notifications: NotificationsService,
  ) {}

  /**
   * Records the call made under a lease; saving twice records it once. A lease that ran out still counts as long as nobody else took
   * the call. With a lost lease the call is kept all the same: it took place, it counts among the 4 in 30 days, and the wish not to
   * be called any more is obeyed. @throws NotFound, RuleBroken with a reason of `mayPromise`.
   */
  async record(followUpId: string, input: RecordCallBody): Promise<RecordedCall> {
    return this.database.transaction(async () => {
      const followUp = await this.followUps.lock(followUpId);
      if (!followUp) throw new NotFound('follow-up.not-found', "Ce suivi n'existe pas.");
      const before = await this.calls.ofLease(input.leaseId);
      if (before) return this.recorded(before);
      const now = this.clock.now();
      const call = await this.callOf(followUp, input, now);
      await this.calls.add(call);
      const effect = effectOf(call, followUp.attempts, now);
      if (call.applied) {
        await this.followUps.save(Object.assign(followUp, changesOf(effect, now), NO_LEASE, { updatedAt: now }));
        if (effect.kind === 'again' && effect.missedCallSms) await this.tellMissedCall(followUp, now);
      }
      if (effect.kind === 'ended' && effect.everyOther) await this.stopCalling(call, effect.everyOther, now);
      if (wasPersonOnTheLine(call.outcome)) await this.candidates.recordContact(call.candidateId);
      return this.recorded(call);
    });
  }

  private async callOf(followUp: FollowUpEntity, input: RecordCallBody, now: Date): Promise<CallEntity> {
    const callBackAt = input.callBackAt === undefined ? null : instantFrom(input.callBackAt);
    if (callBackAt) {
      const verdict = mayPromise(callBackAt, followUp, now);
      if (!verdict.ok) throw new RuleBroken(verdict.reason, verdict.message, { field: 'callBackAt' });
    }
    const erased = (await this.queries.blocksOf([followUp.candidateId])).get(followUp.candidateId) === 'erased';
    return {
      id: newId(),
      followUpId: followUp.id,
      candidateId: followUp.candidateId,
      leaseId: input.leaseId,
      agent: input.agent,
      direction: input.direction,
      outcome: input.outcome,
      asked: followUp.promisedAt !== null && followUp.promisedAt <= now,
      applied: followUp.state === 'due' && followUp.leaseId === input.leaseId,
      callBackAt,
      // Nothing is written about a person who was erased while on the telephone.
      answers: erased ? null : (input.answers ?? null),
      note: erased ? null : (input.note ?? null),
      calledAt: now,
    };
  }

  private async tellMissedCall(followUp: FollowUpEntity, now: Date): Promise<void> {
    const phone = await this.queries.phoneOf(followUp.candidateId);
    if (phone === null) return;
    await this.notifications.queue([
      {
        channel: 'sms',
        to: phone,
        candidateId: followUp.candidateId,
        dedupKey: `missed-call ${followUp.id}`,
        template: 'missed-call',
        data: {},
        expiresAt: plusSeconds(now, MISSED_CALL_SMS_HOURS * 3600),
      },
    ]);
  }

  private async stopCalling(call: CallEntity, reason: PersonReason, now: Date): Promise<void> {
    await this.followUps.cancelOpenOf([call.candidateId], reason, now);
    const block = (await this.queries.blocksOf([call.candidateId])).get(call.candidateId);
    if (block === 'erased') return;
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
      followUp: await this.lists.followUp(call.followUpId, this.clock.now()),
    };
  }
}

function changesOf(effect: CallEffect, now: Date): Partial<FollowUpEntity> {
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
