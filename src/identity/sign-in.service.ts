import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { plusSeconds } from '../platform/lang/day.js';
import { frenchMobile } from '../platform/lang/phone.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { AttemptsRepository } from './attempts.repository.js';
import { EntranceService, type Proven } from './entrance.service.js';
import { RateLimitsService } from './rate-limits.service.js';
import { digestOf, newToken, sameDigest, seal } from './secrets.js';
import {
  CODE_MINUTES,
  CODES_AN_HOUR,
  CODES_AN_HOUR_FROM_ONE_PLACE,
  digitsOf,
  endsOf,
  hourInWords,
  MOST_TRIES,
  RESEND_SECONDS,
} from './sign-in.rules.js';
import { emailAddress } from './sign-in.schema.js';

/** A code is on its way. The same whether somebody is known at this address or not. */
export interface Asked {
  readonly attemptId: string;
  /** The number (E.164) or e-mail address, as it was understood. */
  readonly address: string;
  /** When another code may be asked for. */
  readonly resendAt: Date;
}

/** Proves that somebody holds a telephone or a mailbox: a code of six digits, or the link of an e-mail. */
@Injectable()
export class SignInService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly limits: RateLimitsService,
    private readonly entrance: EntranceService,
    private readonly notifications: NotificationsService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Sends a code to any French mobile: nobody is looked up before the code is proven, so that the answer and the work are the same for all.
   * Within a minute the code that was sent stands. `ip`: where the request comes from.
   */
  async askCode(phone: string, ip: string): Promise<Verdict<Asked, 'not-a-mobile' | 'too-many'>> {
    const address = frenchMobile(phone);
    if (address === undefined)
      return refused('not-a-mobile', 'Ce n’est pas un numéro de téléphone portable. Exemple : 06 39 98 00 01.');
    return this.ask('sms', address, ip, false);
  }

  /** The same by e-mail; the mail also carries a link, which the page of the link consumes by POST (checkLink). */
  async askLink(email: string, ip: string): Promise<Verdict<Asked, 'not-an-email' | 'too-many'>> {
    return this.askByEmail(email, ip, true);
  }

  /** A code by e-mail without the link: what it proves is not a sign-in. */
  async askMailCode(email: string, ip: string): Promise<Verdict<Asked, 'not-an-email' | 'too-many'>> {
    return this.askByEmail(email, ip, false);
  }

  /**
   * What is behind the code that was typed. It works once; `browser` (something that this browser alone holds, such as the cookie of its
   * visit) lets a second tap on the same button within a minute succeed too.
   */
  async checkCode(
    attemptId: string,
    typed: string,
    browser: string | null = null,
  ): Promise<Verdict<Proven, 'wrong' | 'expired' | 'too-many-tries'>> {
    const code = digitsOf(typed);
    if (code === undefined) return refused('wrong', 'Le code a 6 chiffres.');
    const now = this.clock.now();
    const holder = browser === null ? null : digestOf(browser);
    const claimed = await this.attempts.claimTry(attemptId, holder, now);
    if (!claimed) return (await this.attempts.isSpent(attemptId)) ? spent() : over();
    if (!sameDigest(claimed.code_digest, this.sealed(attemptId, code))) {
      return claimed.tries >= MOST_TRIES
        ? spent()
        : refused('wrong', 'Ce n’est pas le bon code. Vérifiez les chiffres.');
    }
    return this.prove({ id: attemptId }, holder);
  }

  /** The same for the token of a link. Only ever by POST: mail scanners open links. */
  async checkLink(token: string, browser: string | null = null): Promise<Verdict<Proven, 'expired'>> {
    return this.prove({ linkDigest: digestOf(token) }, browser === null ? null : digestOf(browser));
  }

  private async askByEmail(
    email: string,
    ip: string,
    withLink: boolean,
  ): Promise<Verdict<Asked, 'not-an-email' | 'too-many'>> {
    const address = emailAddress.safeParse(email);
    if (!address.success)
      return refused('not-an-email', 'Cette adresse e-mail n’est pas complète. Exemple : nom@mail.fr.');
    return this.ask('email', address.data, ip, withLink);
  }

  private async ask(
    channel: 'sms' | 'email',
    address: string,
    ip: string,
    withLink: boolean,
  ): Promise<Verdict<Asked, 'too-many'>> {
    return this.database.transaction(async () => {
      await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 41))', [address]);
      const now = this.clock.now();
      const last = await this.attempts.lastOf(address, plusSeconds(now, -RESEND_SECONDS));
      if (last) return granted({ attemptId: last.id, address, resendAt: plusSeconds(last.created_at, RESEND_SECONDS) });
      const reached = await this.limits.take([
        { name: 'code-address', of: address, times: CODES_AN_HOUR, seconds: 3600 },
        { name: 'code-place', of: ip, times: CODES_AN_HOUR_FROM_ONE_PLACE, seconds: 3600 },
      ]);
      if (reached) return refused('too-many', tooMany(reached.until, this.config.instance.phone));
      return granted(await this.send(channel, address, withLink, now));
    });
  }

  private async send(channel: 'sms' | 'email', address: string, withLink: boolean, now: Date): Promise<Asked> {
    const attemptId = newId();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const linkToken = withLink ? newToken() : undefined;
    const ends = endsOf(now);
    await this.attempts.insertAsked({
      id: attemptId,
      channel,
      address,
      codeDigest: this.sealed(attemptId, code),
      linkDigest: linkToken === undefined ? null : digestOf(linkToken),
      now,
      codeEnds: ends.code,
      linkEnds: linkToken === undefined ? ends.code : ends.link,
    });
    await this.notifications.queue([
      {
        channel,
        to: address,
        candidateId: null,
        dedupKey: `code-${attemptId}`,
        expiresAt: ends.code,
        template: 'code',
        data: {
          code,
          validMinutes: CODE_MINUTES,
          ...(linkToken !== undefined && { link: `${this.config.publicUrl}/connexion/lien/${linkToken}` }),
        },
      },
    ]);
    return { attemptId, address, resendAt: ends.resend };
  }

  private async prove(
    by: { id: string } | { linkDigest: string },
    browser: string | null,
  ): Promise<Verdict<Proven, 'expired'>> {
    const now = this.clock.now();
    const proofToken = newToken();
    const proof = { digest: digestOf(proofToken), browser, now, ends: endsOf(now).proof };
    const attempt = await this.attempts.prove(by, proof);
    return attempt ? granted(await this.entrance.proven(attempt, proofToken)) : over();
  }

  private sealed(attemptId: string, code: string): string {
    return seal(this.config.secret, 'codes', `${attemptId} ${code}`);
  }
}

function over(): { ok: false; reason: 'expired'; message: string } {
  return refused('expired', 'Ce code n’est plus valable. Demandez-en un autre.');
}

function spent(): { ok: false; reason: 'too-many-tries'; message: string } {
  return refused(
    'too-many-tries',
    `Le code était faux ${MOST_TRIES} fois. Attendez une minute, puis demandez-en un autre.`,
  );
}

function tooMany(until: Date, phone: string): string {
  return `Trop de codes ont été demandés. Réessayez après ${hourInWords(until)}, ou appelez le ${phone}.`;
}
