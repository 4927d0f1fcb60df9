import { Injectable } from '@nestjs/common';
import { type Asked, SignInService } from '../identity/sign-in.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Conflict } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import type { AlertChannel } from './candidate.schema.js';
import { CandidatesQueries } from './candidates.queries.js';
import { CandidatesService } from './candidates.service.js';

/** Lets people change their telephone number or e-mail address themselves: the new one is proven by a code, the old one is told. */
@Injectable()
export class AddressChangesService {
  constructor(
    private readonly signIn: SignInService,
    private readonly candidates: CandidatesService,
    private readonly queries: CandidatesQueries,
    private readonly notifications: NotificationsService,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** Sends a code to the new number or address, as it was typed. Nothing changes yet. */
  async ask(channel: AlertChannel, typed: string, ip: string): Promise<Verdict<Asked, string>> {
    return channel === 'sms' ? this.signIn.askCode(typed, ip) : this.signIn.askMailCode(typed, ip);
  }

  /** Writes the address that this code proves, and says so where the person was reached before. `browser`: see SignInService.checkCode. */
  async confirm(
    candidateId: string,
    { attemptId, code, browser }: { attemptId: string; code: string; browser: string | null },
  ): Promise<Verdict<AlertChannel, string>> {
    const proven = await this.signIn.checkCode(attemptId, code, browser);
    if (!proven.ok) return proven;
    const { channel, address } = proven.value;
    if (address === undefined || (channel !== 'sms' && channel !== 'email'))
      return refused('expired', 'Ce code n’est plus valable. Demandez-en un autre.');
    try {
      await this.write(candidateId, channel, address);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const help = `Un autre dossier a ce nom et ce numéro. Appelez le ${this.config.instance.phone}.`;
      return refused(error.code, help);
    }
    return granted(channel);
  }

  private async write(candidateId: string, channel: AlertChannel, address: string): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.queries.reach(candidateId);
      const old = await this.candidates.setAddress(candidateId, channel, address);
      if (old === address) return;
      const other = channel === 'sms' ? 'email' : 'sms';
      const ways = [
        { by: channel, to: old },
        { by: other, to: channel === 'sms' ? before?.email : before?.phone },
      ] as const;
      const way = ways.find(({ to }) => to != null);
      if (way?.to == null) return;
      await this.notifications.queue([
        {
          channel: way.by,
          to: way.to,
          candidateId,
          dedupKey: `address-changed-${newId()}`,
          template: 'address-changed',
          data: { what: channel === 'sms' ? 'phone' : 'email' },
        },
      ]);
    });
  }
}
