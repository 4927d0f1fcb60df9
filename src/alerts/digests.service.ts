import { Injectable } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { addDays, parisInstant, plusSeconds } from '../platform/lang/day.js';
import { type AlertChannel, channelRefusal, digestSize, nextAlertInstant, refusalFor, slotOf } from './alert.rules.js';
import { AlertMessages } from './alert-messages.js';
import { AlertsQueries, type DigestPerson } from './alerts.queries.js';
import { type AlertRow, AlertsRepository } from './alerts.repository.js';
import { ContactBreaks } from './contact-breaks.js';

const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';
const SLOTS_KEPT_SECONDS = 60 * 86_400;

/** One digest to one person on one channel. */
interface Digest {
  readonly person: DigestPerson;
  readonly channel: AlertChannel;
  readonly to: string;
  readonly messageId: string;
}

/** Sends the digests: at most one SMS a week and one e-mail a day, up to three opportunities, none when there is nothing new. */
@Injectable()
export class DigestsService {
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

  /** Sends what is due now; outside the hours of alerts, nothing. Returns how many messages were written. */
  async send(): Promise<number> {
    const now = this.clock.now();
    if (nextAlertInstant(now, this.config.alertHours) > now) return 0;
    await this.alerts.dropSlotsBefore(plusSeconds(now, -SLOTS_KEPT_SECONDS));
    const today = this.clock.today();
    const slots = { smsSlot: slotOf('sms', 'digest', today), emailSlot: slotOf('email', 'digest', today) };
    let written = 0;
    for (let after = FIRST; ; ) {
      const people = await this.queries.digestPeople(after, PAGE, { now, today, ...slots });
      const last = people.at(-1);
      if (!last) return written;
      written += await this.database.transaction(() => this.sendPage(people));
      if (people.length < PAGE) return written;
      after = last.candidateId;
    }
  }

  private async sendPage(people: readonly DigestPerson[]): Promise<number> {
    const now = this.clock.now();
    const today = this.clock.today();
    const silent: string[] = [];
    const wanted: Digest[] = [];
    for (const person of people) {
      if (person.picks.length === 0) continue;
      const refusal = refusalFor(person.recipient, today);
      if (refusal === 'four-ignored-alerts') silent.push(person.candidateId);
      if (refusal !== null) continue;
      for (const channel of person.recipient.channels) {
        const to = channel === 'sms' ? person.phone : person.email;
        if (to !== null && channelRefusal(person.recipient, channel) === null)
          wanted.push({ person, channel, to, messageId: newId() });
      }
    }
    await this.breaks.tellHotline(silent, now);
    const taken = await this.alerts.takeSlots(
      wanted.map(({ person, channel, messageId }) => ({
        candidate_id: person.candidateId,
        channel,
        slot: slotOf(channel, 'digest', today),
        message_id: messageId,
      })),
      now,
    );
    return this.write(
      wanted.filter(({ messageId }) => taken.has(messageId)),
      now,
    );
  }

  private async write(digests: readonly Digest[], now: Date): Promise<number> {
    if (digests.length === 0) return 0;
    const kept = await this.alerts.intoDigest(digests.flatMap(rowsOf), now);
    const keptOf = new Map<string, Set<string>>();
    for (const { messageId, opportunityId } of kept)
      keptOf.set(messageId, (keptOf.get(messageId) ?? new Set()).add(opportunityId));
    const leaving = digests.filter(({ messageId }) => keptOf.has(messageId));
    await this.alerts.freeSlots(
      digests.filter(({ messageId }) => !keptOf.has(messageId)).map(({ messageId }) => messageId),
    );
    await this.alerts.closeTold(
      leaving.flatMap(({ person, messageId }) =>
        [...(keptOf.get(messageId) ?? [])].map((opportunityId) => ({ candidateId: person.candidateId, opportunityId })),
      ),
    );
    const codes = await this.alerts.link(
      leaving.map(({ messageId }) => messageId),
      now,
    );
    const expiresAt = parisInstant(addDays(this.clock.today(), 2), '18:00');
    const queued = await this.notifications.queue(
      leaving.flatMap(({ person, channel, to, messageId }) => {
        const code = codes.get(messageId);
        const told = choose(person).filter((pick) => keptOf.get(messageId)?.has(pick.opportunityId));
        if (code === undefined) return [];
        const addressee = { messageId, candidateId: person.candidateId, channel, to, code };
        return [
          this.messages.digest(
            addressee,
            told.map((pick) => ({ opportunity: pick.opportunity, match: pick })),
            expiresAt,
          ),
        ];
      }),
    );
    return queued.length;
  }
}

/** The best three that say something new: a post published twice is told once. */
function choose(person: DigestPerson): DigestPerson['picks'] {
  const seen = new Set<string>();
  return person.picks
    .filter((pick) => {
      const fresh = !pick.duplicateTold && !seen.has(pick.sameness);
      seen.add(pick.sameness);
      return fresh;
    })
    .slice(0, digestSize);
}

function rowsOf({ person, channel, messageId }: Digest): AlertRow[] {
  return choose(person).map((pick, i) => ({
    candidate_id: person.candidateId,
    opportunity_id: pick.opportunityId,
    kind: pick.opportunity.kind,
    channel,
    decision: 'digest',
    reason: null,
    message_id: messageId,
    position: i + 1,
    sameness: pick.sameness,
  }));
}
