import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Attempt, AttemptsRepository } from './attempts.repository.js';
import { CLEAR_CHARACTERS, clearCodeOf, inGroups } from './clear-code.rules.js';
import { type Device, type Entered, EntranceService } from './entrance.service.js';
import { RateLimitsService } from './rate-limits.service.js';
import { digestOf, lockUp, seal, unlock } from './secrets.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { digitsOf, hourInWords } from './sign-in.rules.js';

/** What an authenticator application is given, once: as a picture of `uri`, or typed. */
export interface Enrolment {
  /** otpauth://totp/… for a QR code. */
  readonly uri: string;
  /** Base 32, in groups of four. */
  readonly key: string;
}

type Refusal = 'wrong' | 'used' | 'expired' | 'too-many-tries';

const PERIOD_SECONDS = 30;
const WINDOW_STEPS = 1;
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 12;
const TRIES_IN_A_QUARTER = 10;

/** The second proof of the team: six digits of an authenticator application (RFC 6238), or one of ten recovery codes. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly accounts: AccountsRepository,
    private readonly entrance: EntranceService,
    private readonly limits: RateLimitsService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The secret to enrol, for who is at the second step and has none yet. The same until it is confirmed. */
  async enrolment(proofToken: string): Promise<Verdict<Enrolment, 'expired' | 'enrolled'>> {
    return this.database.transaction(async () => {
      const pending = await this.pending(proofToken);
      if (!pending) return tooLate();
      await this.factors.propose(
        pending.accountId,
        this.locked(pending.accountId, new Secret({ size: 20 })),
        this.clock.now(),
      );
      const kept = await this.totp(pending.accountId);
      if (!kept || kept.confirmed)
        return refused('enrolled', 'Une application est déjà réglée. Tapez le code qu’elle affiche.');
      const key = kept.totp.secret.base32;
      return granted({ uri: kept.totp.toString(), key: key.replace(/(.{4})(?=.)/g, '$1 ') });
    });
  }

  /** The first code of the application: enrols it, signs in, and shows the recovery codes this once. */
  async confirm(
    proofToken: string,
    typed: string,
    device: Device,
  ): Promise<Verdict<{ readonly entered: Entered; readonly recoveryCodes: readonly string[] }, Refusal>> {
    return this.step(proofToken, async ({ attempt, accountId }) => {
      const kept = await this.totp(accountId);
      if (!kept || kept.confirmed) return tooLate();
      const refusal = await this.refuseDigits(accountId, kept.totp, typed);
      if (refusal) return refusal;
      const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
      await this.factors.confirm(
        accountId,
        this.clock.now(),
        recoveryCodes.map((code) => this.sealed(accountId, code)),
      );
      return granted({ entered: await this.entrance.open(attempt, accountId, device), recoveryCodes });
    });
  }

  /** The code of an application that is enrolled, or a recovery code. `recoveryLeft` is told after one was used. */
  async check(
    proofToken: string,
    typed: string,
    device: Device,
  ): Promise<Verdict<{ readonly entered: Entered; readonly recoveryLeft?: number }, Refusal>> {
    return this.step(proofToken, async ({ attempt, accountId }) => {
      const kept = await this.totp(accountId);
      if (!kept?.confirmed) return tooLate();
      const recovery = digitsOf(typed) === undefined;
      if (recovery) {
        if (!(await this.factors.useRecovery(accountId, this.sealed(accountId, typed), this.clock.now())))
          return wrong();
      } else {
        const refusal = await this.refuseDigits(accountId, kept.totp, typed);
        if (refusal) return refusal;
      }
      const entered = await this.entrance.open(attempt, accountId, device);
      return granted({ entered, ...(recovery && { recoveryLeft: await this.factors.recoveryLeft(accountId) }) });
    });
  }

  /** One try of the second step: counted first, in a transaction of its own, so that a refusal does not give it back. */
  private async step<T>(
    proofToken: string,
    work: (pending: { attempt: Attempt; accountId: string }) => Promise<Verdict<T, Refusal>>,
  ): Promise<Verdict<T, Refusal>> {
    const holder = await this.database.transaction(() => this.pending(proofToken));
    if (!holder) return tooLate();
    const reached = await this.limits.take([
      { name: 'second-factor', of: holder.accountId, times: TRIES_IN_A_QUARTER, seconds: 900 },
    ]);
    if (reached) return refused('too-many-tries', `Trop de codes faux. Réessayez après ${hourInWords(reached.until)}.`);
    return this.database.transaction(async () => {
      const pending = await this.pending(proofToken);
      return pending ? work(pending) : tooLate();
    });
  }

  private async pending(proofToken: string): Promise<{ attempt: Attempt; accountId: string } | undefined> {
    const attempt = await this.attempts.lockProven(digestOf(proofToken), this.clock.now());
    if (!attempt || attempt.used || attempt.account_id === null) return undefined;
    return { attempt, accountId: attempt.account_id };
  }

  /** Nothing when the digits are right and their time step is used by nobody else; each step serves once. */
  private async refuseDigits(accountId: string, totp: TOTP, typed: string) {
    const digits = digitsOf(typed);
    const timestamp = this.clock.now().getTime();
    const delta = digits === undefined ? null : totp.validate({ token: digits, timestamp, window: WINDOW_STEPS });
    if (delta === null) return wrong();
    const used = !(await this.factors.useStep(accountId, totp.counter({ timestamp }) + delta));
    return used ? refused('used', 'Ce code a déjà servi. Attendez le suivant.') : undefined;
  }

  private async totp(accountId: string): Promise<{ totp: TOTP; confirmed: boolean } | undefined> {
    const row = await this.factors.lockedSecret(accountId);
    const base32 = row && unlock(this.config.secret, 'second-factors', accountId, row.secret);
    if (!row || base32 === undefined) return undefined;
    const label = await this.accounts.emailOf(accountId);
    const totp = new TOTP({
      issuer: this.config.instance.name,
      label,
      period: PERIOD_SECONDS,
      secret: Secret.fromBase32(base32),
    });
    return { totp, confirmed: row.confirmed };
  }

  private locked(accountId: string, secret: Secret): string {
    return lockUp(this.config.secret, 'second-factors', accountId, secret.base32);
  }

  private sealed(accountId: string, typed: string): string {
    return seal(this.config.secret, 'recovery-codes', `${accountId} ${clearCodeOf(typed)}`);
  }
}

/** "ABCD-EFGH-JKMN": 58 random bits. */
function newRecoveryCode(): string {
  const letters = Array.from(
    { length: RECOVERY_LENGTH },
    () => CLEAR_CHARACTERS[randomInt(CLEAR_CHARACTERS.length)] ?? '',
  );
  return inGroups(letters.join(''));
}

function wrong(): { ok: false; reason: 'wrong'; message: string } {
  return refused('wrong', 'Ce n’est pas le bon code. Vérifiez l’heure de votre téléphone.');
}

function tooLate(): { ok: false; reason: 'expired'; message: string } {
  return refused('expired', 'Vous avez attendu trop longtemps. Recommencez la connexion.');
}
