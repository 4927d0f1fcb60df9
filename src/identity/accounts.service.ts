import { Injectable } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { AccessLogRepository } from './access-log.repository.js';
import { AccountsRepository } from './accounts.repository.js';
import { AttemptsRepository } from './attempts.repository.js';
import { ConfirmationsRepository } from './confirmations.repository.js';
import { LetterCodesRepository } from './letter-codes.repository.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { SessionsService } from './sessions.service.js';
import { emailAddress } from './sign-in.schema.js';
import type { Role } from './visitor.js';

/** Makes and closes the accounts of the team and of organisations; forgets those of people who are erased. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly factors: SecondFactorsRepository,
    private readonly log: AccessLogRepository,
    private readonly confirmations: ConfirmationsRepository,
    private readonly letters: LetterCodesRepository,
    private readonly sessions: SessionsService,
    private readonly notifications: NotificationsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an account; its holder signs in with the e-mail address. Candidates have theirs from their first sign-in.
   * @throws RuleBroken account.bad-email, account.organisation-needed; Conflict account.duplicate.
   */
  async create(wish: {
    readonly role: Exclude<Role, 'candidate'>;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    /** Of a member, and of nobody else. */
    readonly organisationId?: string | undefined;
  }): Promise<string> {
    const email = emailAddress.safeParse(wish.email);
    if (!email.success)
      throw new RuleBroken('account.bad-email', 'Cette adresse e-mail n’est pas complète.', { field: 'email' });
    if ((wish.role === 'member') !== (wish.organisationId !== undefined))
      throw new RuleBroken('account.organisation-needed', 'Un membre a une structure ; l’équipe n’en a pas.');
    const id = newId();
    const { role, firstName, lastName, organisationId = null } = wish;
    const now = this.clock.now();
    if (!(await this.accounts.insert({ id, role, email: email.data, firstName, lastName, organisationId, now })))
      throw new Conflict('account.duplicate', 'Cette adresse e-mail a déjà un compte.');
    return id;
  }

  /** Closes an account of the team or of an organisation, and all its sessions, at once. @throws NotFound account.not-found. */
  async close(id: string): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.accounts.close(id, this.clock.now()))) throw unknown();
      await this.sessions.closeOthers(id, null);
    });
  }

  /** @throws NotFound account.not-found when there is no such closed account. */
  async reopen(id: string): Promise<void> {
    if (!(await this.accounts.reopen(id))) throw unknown();
  }

  /** For who lost their telephone: the next sign-in enrols another application. Sessions end. */
  async resetSecondFactor(id: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.factors.remove(id);
      await this.sessions.closeOthers(id, null);
    });
  }

  /** Accounts of the team and of organisations with this e-mail address. */
  async idsByEmail(email: string): Promise<string[]> {
    return this.accounts.idsByEmail(email.trim().toLowerCase());
  }

  /** Forgets people who are erased: account, sessions, attempts, codes, who saw their data. Call it in the transaction of the erasure. */
  async forget(candidateIds: readonly string[], addresses: readonly string[]): Promise<void> {
    await this.database.transaction(async () => {
      await this.attempts.forget(addresses, candidateIds);
      await this.accounts.removeOf(candidateIds);
      await this.log.forget(candidateIds);
      await this.confirmations.forget(candidateIds);
      await this.letters.forget(candidateIds);
      await this.notifications.eraseCodes({ to: addresses });
    });
  }
}

function unknown(): NotFound {
  return new NotFound('account.not-found', 'Ce compte n’existe pas, ou son état est déjà celui-là.');
}
