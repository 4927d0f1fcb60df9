import { Injectable } from '@nestjs/common';
import { CandidatesService } from '../candidates/candidates.service.js';
import { MessagesQueries } from '../notifications/messages.queries.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { addMonths } from '../platform/lang/day.js';
import { AddresseesQueries } from './addressees.queries.js';
import type { AlertChannel } from './alert.rules.js';
import { type AlertAction, type AlertWish, readAlertToken } from './alert-token.js';
import { AlertsRepository } from './alerts.repository.js';
import { ContactBreaks } from './contact-breaks.js';
import { normalCode } from './short-code.js';

export type { AlertAction } from './alert-token.js';

const DONE = { stop: 'stopped', pause: 'paused', less: 'less' } as const;

/** Lets people have fewer alerts, a pause or none, by a link or by an SMS, without signing in. */
@Injectable()
export class AlertControlsService {
  constructor(
    private readonly addressees: AddresseesQueries,
    private readonly alerts: AlertsRepository,
    private readonly breaks: ContactBreaks,
    private readonly candidates: CandidatesService,
    private readonly notifications: NotificationsService,
    private readonly messages: MessagesQueries,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** What a link asks for, without doing it: mail scanners open links. @throws NotFound when it was not signed by us. */
  read(token: string): AlertWish {
    const wish = readAlertToken(this.config.secret, token);
    if (!wish) throw new NotFound('alert.unknown-link', 'Ce lien n’est pas complet. Ouvrez-le depuis le message reçu.');
    return wish;
  }

  /** Does what a link in an e-mail asks for, at once; twice changes nothing more. A person who left has nothing to stop. */
  async obeyLink(token: string): Promise<AlertAction> {
    const { action, candidateId } = this.read(token);
    await this.database.transaction(async () => {
      if (!(await this.addressees.exists(candidateId))) return;
      await this.obey(candidateId, action, 'email');
      await this.alerts.recordReaction(candidateId, null, this.clock.now());
    });
    return action;
  }

  /** Does what an SMS asks for, for everyone with that number, and confirms it once. */
  async obeySms(inboundId: string): Promise<void> {
    const inbound = await this.messages.inbound(inboundId);
    if (!inbound) return;
    const { from, command } = inbound;
    await this.database.transaction(async () => {
      const people = await this.addressees.byPhone(from);
      // A second STOP finds nothing to withdraw, so it is not confirmed again.
      const concerned = command === 'stop' ? people.filter((person) => person.consentId !== null) : people;
      for (const { candidateId } of concerned) {
        await this.obey(candidateId, command, 'sms');
        await this.alerts.recordReaction(candidateId, null, this.clock.now());
      }
      const [first] = concerned;
      if (!first) return;
      const dedupKey = command === 'stop' ? `stopped-${first.consentId}` : `${command}-${inboundId}`;
      await this.notifications.queue([
        {
          channel: 'sms',
          template: 'stop-confirmation',
          to: from,
          candidateId: first.candidateId,
          dedupKey,
          data: { done: DONE[command] },
        },
      ]);
    });
  }

  /** Stops alerts to an address that does not work, and leaves a row for the hotline. A corrected address is left alone. */
  async stopBrokenAddress(messageId: string): Promise<void> {
    const message = await this.addressees.recipientOfMessage(messageId);
    if (!message) return;
    const { candidateId, channel } = message;
    await this.database.transaction(async () => {
      if (!(await this.addressees.hasAddress(candidateId, channel, message.to))) return;
      await this.candidates.change(candidateId, async (candidate) => {
        candidate.alertChannels = candidate.alertChannels.filter((other) => other !== channel);
      });
      await this.notifications.cancelAlerts([candidateId], channel, 'address-bounced');
      await this.breaks.bounced(candidateId, channel, messageId, this.clock.now());
    });
  }

  /** The opportunities behind a short link. Opening it is a sign of life. @throws NotFound. */
  async open(code: string): Promise<{ id: string; kind: 'offer' | 'mission'; title: string | null }[]> {
    const known = normalCode(code);
    const found = await this.addressees.behindCode(known);
    if (!found) throw new NotFound('alert.unknown-code', 'Ce lien n’existe pas. Vérifiez-le, ou appelez-nous.');
    await this.alerts.recordReaction(found.candidateId, known, this.clock.now());
    return found.opportunities;
  }

  /** The hotline has spoken with the person: what is noticed from now on is told again. Call it in the transaction of the call. */
  async contactRestored(candidateId: string): Promise<void> {
    await this.alerts.closeBreaks(candidateId, this.clock.now());
  }

  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.database.transaction(() => this.alerts.forget(candidateIds));
  }

  private async obey(candidateId: string, action: AlertAction, channel: AlertChannel): Promise<void> {
    const by = `alert-${channel}`;
    if (action === 'stop') {
      const purpose = channel === 'sms' ? 'sms-alerts' : 'email-alerts';
      await this.candidates.recordConsents(candidateId, [{ purpose, granted: false, how: channel }], by);
      return;
    }
    await this.candidates.change(candidateId, async (candidate) => {
      if (action === 'pause') candidate.alertsPausedUntil = addMonths(this.clock.today(), 1);
      else if (candidate.alertRhythm === 'immediate') candidate.alertRhythm = 'digest';
    });
    if (action === 'pause') await this.notifications.cancelAlerts([candidateId], null, 'paused');
  }
}
