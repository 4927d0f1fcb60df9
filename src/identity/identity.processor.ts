import { Injectable } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Handles } from '../platform/jobs/job.js';
import { plusSeconds } from '../platform/lang/day.js';
import { AccessLogService } from './access-log.service.js';
import { AttemptsRepository } from './attempts.repository.js';
import { ConfirmationsRepository } from './confirmations.repository.js';
import { purgeIdentity } from './identity.jobs.js';
import { LetterCodesRepository } from './letter-codes.repository.js';
import { RateLimitsService } from './rate-limits.service.js';
import { SessionsService } from './sessions.service.js';

/** The words of a message with a code outlive the code by a day, for whoever looks into a delivery that failed. */
const CODE_WORDS_KEPT_SECONDS = 24 * 3600;

/** Keeps nothing of the sign-in longer than it serves. */
@Injectable()
export class IdentityProcessor {
  constructor(
    private readonly sessions: SessionsService,
    private readonly attempts: AttemptsRepository,
    private readonly limits: RateLimitsService,
    private readonly log: AccessLogService,
    private readonly confirmations: ConfirmationsRepository,
    private readonly letters: LetterCodesRepository,
    private readonly notifications: NotificationsService,
    private readonly clock: Clock,
  ) {}

  @Handles(purgeIdentity)
  async purge(_data: Record<string, never>): Promise<void> {
    const now = this.clock.now();
    await this.sessions.purge();
    await this.attempts.purge(now);
    await this.limits.purge();
    await this.log.purge();
    await this.confirmations.purge(now);
    await this.letters.purge(now);
    await this.notifications.eraseCodes({ before: plusSeconds(now, -CODE_WORDS_KEPT_SECONDS) });
  }
}
