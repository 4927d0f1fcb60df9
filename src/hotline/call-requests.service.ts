import { Injectable } from '@nestjs/common';
import { CandidatesService } from '../candidates/candidates.service.js';
import { type Limit, RateLimitsService } from '../identity/rate-limits.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import { parisInstant } from '../platform/lang/day.js';
import { frenchMobile } from '../platform/lang/phone.js';
import { isPromiseOver, nextPromise, type PromisedHalfDay, promiseInWords, promiseOf } from './calendar.rules.js';
import { callableNumber } from './call-request.rules.js';
import type { CallPromise, CallWish } from './call-request.schema.js';
import { CallRequestsQueries } from './call-requests.queries.js';
import { personOf } from './call-task.rules.js';
import { CallTasksService } from './call-tasks.service.js';
import { daysBefore, SILENCE_DAYS } from './queue.rules.js';

const DAY_SECONDS = 86_400;

/** Takes the wish to be called, of people signed in or not, and says when the telephone will ring. */
@Injectable()
export class CallRequestsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: CallRequestsQueries,
    private readonly tasks: CallTasksService,
    private readonly candidates: CandidatesService,
    private readonly limits: RateLimitsService,
    private readonly notifications: NotificationsService,
  ) {}

  /**
   * Promises a call in the next half-day of opening hours that suits, with a receipt by SMS the first time of the day. Asking again
   * about the same thing changes nothing. Without a file the answer is the same for every number, whether or not a limit was reached.
   * @throws NotFound candidate.not-found, opportunity.not-found; RuleBroken call-request.phone-missing, call-request.phone-unusable.
   */
  async requestCall(wish: CallWish): Promise<CallPromise> {
    const now = this.clock.now();
    const wanted = nextPromise(now, !wish.bestTime || wish.bestTime === 'any' ? null : wish.bestTime);
    const { phone, candidateId } = await this.whom(wish);
    if (wish.opportunityId !== undefined && !(await this.queries.isOpportunity(wish.opportunityId)))
      throw new NotFound('opportunity.not-found', 'Cette annonce n’existe pas.');
    if (await this.limits.take(limitsOf(wish, phone))) return this.answer(wanted);
    const kept = await this.database.transaction(async () => {
      // A number of one person alone is that person; shared by several, it is only a number.
      const person = candidateId ?? (await this.queries.onlyPersonWith(phone));
      const callee = { candidateId: person, phone };
      await this.tasks.holdPeople([personOf(callee)]);
      if (!candidateId && (await this.queries.wasRefused(personOf(callee), daysBefore(now, SILENCE_DAYS)))) return null;
      await this.tasks.need([
        {
          candidateId: person,
          phone: person !== null && wish.phone === undefined ? null : phone,
          reason: 'callback-asked',
          subject: wish.opportunityId ?? null,
          dueOn: wanted.on,
          promisedAt: wanted.at,
          bestTime: !wish.bestTime || wish.bestTime === 'any' ? null : wish.bestTime,
          requestedBy: wish.by.accountId,
        },
      ]);
      const promise = (await this.standingPromise(personOf(callee), now)) ?? wanted;
      await this.sendReceipt(callee, promise);
      return promise;
    });
    return this.answer(candidateId && kept ? kept : wanted);
  }

  private async whom(wish: CallWish): Promise<{ phone: string; candidateId: string | null }> {
    const candidateId = wish.candidateId ?? null;
    if (candidateId !== null) await this.candidates.mustExist(candidateId);
    const given = wish.phone ?? (candidateId === null ? null : await this.queries.phoneOfFile(candidateId));
    if (given === null)
      throw new RuleBroken('call-request.phone-missing', 'Indiquez un numéro de téléphone.', { field: 'phone' });
    const phone = callableNumber(given);
    if (phone === undefined) {
      const message = 'Indiquez un numéro de téléphone français, par exemple 06 39 98 00 01.';
      throw new RuleBroken('call-request.phone-unusable', message, { field: 'phone' });
    }
    return { phone, candidateId };
  }

  /** The promise that the open call to this person keeps, unless its half-day is over. */
  private async standingPromise(person: string, now: Date): Promise<PromisedHalfDay | undefined> {
    const at = await this.queries.promisedAt(person);
    const promise = at && promiseOf(at);
    return promise && !isPromiseOver(promise, now) ? promise : undefined;
  }

  private async sendReceipt(
    callee: { candidateId: string | null; phone: string },
    promise: PromisedHalfDay,
  ): Promise<void> {
    const today = this.clock.today();
    const first = await this.queries.firstRequestSince(personOf(callee), parisInstant(today, '00:00'));
    if (first === undefined || frenchMobile(callee.phone) === undefined) return;
    await this.notifications.queue([
      {
        channel: 'sms',
        to: callee.phone,
        candidateId: callee.candidateId,
        dedupKey: `call-request ${first}`,
        template: 'call-request',
        data: { when: promiseInWords(promise, today) },
      },
    ]);
  }

  private answer(promise: PromisedHalfDay): CallPromise {
    return { on: promise.on, halfDay: promise.half, words: promiseInWords(promise, this.clock.today()) };
  }
}

/** A library or the bus may be one address for many people; a number is one telephone. The team's own key is not limited. */
function limitsOf(wish: CallWish, phone: string): Limit[] {
  const { ip } = wish.by;
  if (ip === null) return [];
  const byPhone: Limit = { name: 'call-request-phone', of: phone, times: 3, seconds: DAY_SECONDS };
  if (wish.candidateId !== undefined) return [byPhone];
  return [byPhone, { name: 'call-request-address', of: ip, times: 10, seconds: DAY_SECONDS }];
}
