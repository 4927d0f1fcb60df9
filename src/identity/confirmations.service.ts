import { Injectable } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { plusSeconds } from '../platform/lang/day.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { accountContested } from './accounts.events.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Answer, ConfirmationsRepository } from './confirmations.repository.js';
import { PeopleQueries } from './people.queries.js';
import { digestOf, newShortToken } from './secrets.js';

const KEPT_SECONDS = 30 * 24 * 3600;

/** An account made for somebody, as the page of the link shows it. */
export interface MadeAccount {
  readonly firstName: string;
  /** Who made it: "l'équipe Aisne-actifs". */
  readonly team: string;
  /** What the person said already. */
  readonly answer?: Answer;
}

/** Tells people of an account that an agent made for them, and lets them say "it is me" or "I never wanted it". */
@Injectable()
export class ConfirmationsService {
  constructor(
    private readonly confirmations: ConfirmationsRepository,
    private readonly accounts: AccountsRepository,
    private readonly people: PeopleQueries,
    private readonly notifications: NotificationsService,
    private readonly outbox: Outbox,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Writes to the person, by SMS when there is a number, else by e-mail. Call it in the transaction of the registration.
   * `team` stands in the message: "l'équipe Aisne-actifs". False when nothing reaches the person.
   */
  async tell(candidateId: string, by: { readonly accountId: string; readonly team: string }): Promise<boolean> {
    const reach = await this.people.reachOf(candidateId);
    const to = reach?.phone ?? reach?.email;
    if (!reach || !to) return false;
    const token = newShortToken();
    const now = this.clock.now();
    const id = newId();
    await this.database.transaction(async () => {
      const ends = plusSeconds(now, KEPT_SECONDS);
      const row = { id, candidateId, madeBy: by.accountId, team: by.team, digest: digestOf(token), now, ends };
      await this.confirmations.insert(row);
      await this.notifications.queue([
        {
          channel: reach.phone === null ? 'email' : 'sms',
          to,
          candidateId,
          dedupKey: `registration-confirmation-${id}`,
          template: 'registration-confirmation',
          data: { team: by.team, link: `${this.config.publicUrl}/i/${token}` },
        },
      ]);
    });
    return true;
  }

  /** What the link is about; undefined when it is unknown or older than thirty days. Looking changes nothing. */
  async look(token: string): Promise<MadeAccount | undefined> {
    const row = await this.confirmations.inForce(digestOf(token), this.clock.now());
    if (!row) return undefined;
    return { firstName: row.first_name, team: row.team, ...(row.answer !== null && { answer: row.answer }) };
  }

  /** "It is me." Only ever by POST. */
  async confirm(token: string): Promise<Verdict<MadeAccount, 'over'>> {
    return this.answer(token, 'confirmed');
  }

  /** "I never wanted it", also after a yes: sessions end now, and the data are erased (event account.contested). Only ever by POST. */
  async contest(token: string): Promise<Verdict<MadeAccount, 'over'>> {
    return this.answer(token, 'contested');
  }

  private async answer(token: string, answer: Answer): Promise<Verdict<MadeAccount, 'over'>> {
    return this.database.transaction(async () => {
      const about = await this.look(token);
      const answered = about && (await this.confirmations.answer(digestOf(token), answer, this.clock.now()));
      if (answered && answer === 'contested') {
        await this.accounts.removeOf([answered.candidate_id]);
        await this.outbox.publish(accountContested, { candidateIds: [answered.candidate_id] });
      }
      if (!about || (!answered && about.answer !== answer))
        return refused('over', `Ce lien n’est plus valable. Appelez le ${this.config.instance.phone}.`);
      return granted({ ...about, answer });
    });
  }
}
