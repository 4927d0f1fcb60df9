import { Injectable } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { dayInParis, plusSeconds } from '../platform/lang/day.js';
import {
  type AlertChannel,
  channelRefusal,
  decide,
  nextAlertInstant,
  opportunityRefusal,
  refusalFor,
  samenessOf,
  slotOf,
  type MatchToTell,
} from './alert.rules.js';
import { AlertMessages } from './alert-messages.js';
import { AlertsQueries, type TellableOpportunity, type UnplannedMatch } from './alerts.queries.js';
import { type AlertRow, AlertsRepository, type SlotRow } from './alerts.repository.js';
import { ContactBreaks } from './contact-breaks.js';

const PAGE = 2000;
const FIRST = {
  opportunityId: '00000000-0000-0000-0000-000000000000',
  candidateId: '00000000-0000-0000-0000-000000000000',
};
/** An immediate alert that could not leave within three days is no longer news. */
const NEWS_SECONDS = 3 * 86_400;

interface Told extends TellableOpportunity {
  readonly sameness: string;
}

/** A match that may be told at once on one channel, if it gets the slot of that day. */
interface Contender {
  readonly match: UnplannedMatch;
  readonly opportunity: Told;
  readonly channel: AlertChannel;
  readonly messageId: string;
}

/**
 * Decides for each new match who is told, when and by which channel, and writes the messages: one transaction for 2,000 matches.
 * Twice the same opportunities change nothing: what was decided stands (unique keys of alerts and alert_slots).
 */
@Injectable()
export class PlanAlertsService {
  constructor(
    private readonly queries: AlertsQueries,
    private readonly alerts: AlertsRepository,
    private readonly messages: AlertMessages,
    private readonly breaks: ContactBreaks,
    private readonly notifications: NotificationsService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async plan(opportunityIds: readonly string[]): Promise<void> {
    const found = await this.queries.opportunities(opportunityIds, this.clock.today());
    const told = found.map((opportunity): Told => ({ ...opportunity, sameness: samenessOf(opportunity) }));
    const byId = new Map(told.map((opportunity) => [opportunity.id, opportunity]));
    if (told.length === 0) return;
    for (let after = FIRST; ; ) {
      const page = await this.queries.unplanned(told, after, PAGE, this.clock.now());
      const last = page.at(-1);
      if (!last) return;
      await this.database.transaction(() => this.planPage(page, byId));
      if (page.length < PAGE) return;
      after = { opportunityId: last.opportunityId, candidateId: last.candidateId };
    }
  }

  private async planPage(page: readonly UnplannedMatch[], opportunities: ReadonlyMap<string, Told>): Promise<void> {
    const now = this.clock.now();
    const rows: AlertRow[] = [];
    const contenders: Contender[] = [];
    const silent = new Set<string>();
    // The best match of a person comes first, so that it gets the slot of the day; the others follow in the digest.
    for (const match of [...page].sort((a, b) => b.score - a.score || (a.opportunityId < b.opportunityId ? -1 : 1))) {
      const opportunity = opportunities.get(match.opportunityId);
      if (!opportunity) continue;
      const toTell: MatchToTell = { ...match, open: opportunity.open, publishedAt: opportunity.publishedAt };
      const reason = refusalFor(match.recipient, dayInParis(now)) ?? opportunityRefusal(toTell);
      if (reason !== null) {
        if (reason === 'four-ignored-alerts') silent.add(match.candidateId);
        rows.push(alertRow(match, opportunity, 'none', 'skip', reason, null));
        continue;
      }
      for (const channel of match.recipient.channels) {
        const refused = channelRefusal(match.recipient, channel);
        const decision = decide(match.recipient, toTell, channel, now, this.config.alertHours, false);
        if (refused !== null || decision.decision === 'skip')
          rows.push(alertRow(match, opportunity, channel, 'skip', refused, null));
        else if (decision.decision === 'digest') rows.push(alertRow(match, opportunity, channel, 'digest', null, null));
        else contenders.push({ match, opportunity, channel, messageId: newId() });
      }
    }
    await this.tellContenders(contenders, rows, now);
    await this.breaks.tellHotline([...silent], now);
  }

  private async tellContenders(contenders: readonly Contender[], rows: AlertRow[], now: Date): Promise<void> {
    const sendAfter = nextAlertInstant(now, this.config.alertHours);
    const taken = await this.takeSlots(contenders, sendAfter, now);
    for (const { match, opportunity, channel, messageId } of contenders) {
      const tells = taken.has(messageId);
      rows.push(
        alertRow(
          match,
          opportunity,
          channel,
          tells ? 'now' : 'digest',
          tells ? null : 'slot-taken',
          tells ? messageId : null,
        ),
      );
    }
    const fresh = await this.alerts.insert(rows, now);
    const leaving = contenders.filter(({ messageId }) => fresh.has(messageId));
    if (leaving.length === 0) return;
    const codes = await this.alerts.link(
      leaving.map(({ messageId }) => messageId),
      now,
    );
    const expiresAt = plusSeconds(sendAfter, NEWS_SECONDS);
    await this.notifications.queue(
      leaving.flatMap(({ match, opportunity, channel, messageId }) => {
        const to = channel === 'sms' ? match.phone : match.email;
        const code = codes.get(messageId);
        if (to === null || code === undefined) return [];
        const addressee = { messageId, candidateId: match.candidateId, channel, to, code };
        return [this.messages.immediate(addressee, { opportunity, match }, sendAfter, expiresAt)];
      }),
    );
  }

  /** One slot per person, channel and day, also within this page; twins of one post count once. */
  private async takeSlots(contenders: readonly Contender[], sendAfter: Date, now: Date): Promise<Set<string>> {
    const wanted = new Map<string, SlotRow>();
    for (const { match, channel, messageId } of contenders) {
      const slot = slotOf(channel, 'immediate', dayInParis(sendAfter));
      const key = `${match.candidateId} ${channel}`;
      if (!wanted.has(key)) wanted.set(key, { candidate_id: match.candidateId, channel, slot, message_id: messageId });
    }
    return this.alerts.takeSlots([...wanted.values()], now);
  }
}

function alertRow(
  match: UnplannedMatch,
  opportunity: Told,
  channel: AlertRow['channel'],
  decision: AlertRow['decision'],
  reason: string | null,
  messageId: string | null,
): AlertRow {
  return {
    candidate_id: match.candidateId,
    opportunity_id: match.opportunityId,
    kind: opportunity.kind,
    channel,
    decision,
    reason,
    message_id: messageId,
    position: 1,
    sameness: opportunity.sameness,
  };
}
