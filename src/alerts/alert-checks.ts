import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SendVerdict } from '../notifications/message.rules.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { channelRefusal, nextAlertInstant, refusalFor } from './alert.rules.js';
import { AlertsQueries, type StandingRow } from './alerts.queries.js';
import { AlertsRepository } from './alerts.repository.js';

/** Looks again at each alert at the moment of its sending: still open, still wanted, at an hour that is allowed. */
@Injectable()
export class AlertChecks implements OnModuleInit {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly queries: AlertsQueries,
    private readonly alerts: AlertsRepository,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.notifications.checkBeforeSending(['alert', 'alert-digest'], (messageIds) => this.verdicts(messageIds));
  }

  /** What must not leave now, and why. A cancelled message gives its slot and its other opportunities back to the digest. */
  async verdicts(messageIds: readonly string[]): Promise<Map<string, SendVerdict>> {
    const verdicts = new Map<string, SendVerdict>();
    const now = this.clock.now();
    const opening = nextAlertInstant(now, this.config.alertHours);
    const rows = await this.queries.standing(messageIds, this.clock.today());
    const byMessage = new Map<string, StandingRow[]>();
    for (const row of rows) byMessage.set(row.messageId, [...(byMessage.get(row.messageId) ?? []), row]);
    const unwanted = new Map<string, string>();
    const closed = new Map<string, string[]>();
    for (const id of messageIds) {
      const standing = byMessage.get(id) ?? [];
      const [first] = standing;
      const reason = first ? unwantedReason(first, this.clock) : 'forgotten';
      const over = standing.filter((row) => !row.open).map((row) => row.opportunityId);
      if (reason !== null) {
        unwanted.set(id, reason);
        verdicts.set(id, { cancel: reason });
      } else if (over.length > 0) {
        closed.set(id, over);
        verdicts.set(id, { cancel: 'closed-before-sending' });
      } else if (opening > now) {
        verdicts.set(id, { postponeTo: opening });
      }
    }
    if (unwanted.size + closed.size > 0) {
      await this.database.transaction(async () => {
        await this.alerts.skip(unwanted);
        await this.alerts.freeSlots([...unwanted.keys()]);
        if (closed.size > 0) await this.alerts.release([...closed.keys()], [...closed.values()].flat());
      });
    }
    return verdicts;
  }
}

function unwantedReason(row: StandingRow, clock: Clock): string | null {
  const refusal = refusalFor(row.recipient, clock.today()) ?? channelRefusal(row.recipient, row.channel);
  return refusal ?? (row.sameAddress ? null : 'address-changed');
}
