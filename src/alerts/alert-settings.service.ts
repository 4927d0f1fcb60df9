import { Injectable } from '@nestjs/common';
import { ALERT_CHANNELS, type AlertChannel, type AlertRhythm } from '../candidates/candidate.schema.js';
import { CandidatesQueries } from '../candidates/candidates.queries.js';
import { CandidatesService } from '../candidates/candidates.service.js';
import type { CandidateView } from '../candidates/candidate-view.schema.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { addMonths, type Day, day } from '../platform/lang/day.js';
import { reachableChannels } from './reach.rules.js';

/** How alerts stand for a person: what they chose, and what can reach them. */
export interface AlertState {
  readonly rhythm: AlertRhythm;
  /** Chosen, agreed to, and with an address. */
  readonly channels: readonly AlertChannel[];
  /** By which they could be told. */
  readonly possible: readonly AlertChannel[];
  /** Null: no pause, or one that is over. */
  readonly pausedUntil: Day | null;
  /** Whether an alert would leave today. */
  readonly on: boolean;
}

/** What a person says of their alerts on their own page: by which way, how often, a pause. A box ticked there is a consent, unticked its end. */
@Injectable()
export class AlertSettingsService {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly files: CandidatesQueries,
    private readonly notifications: NotificationsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound candidate.not-found. */
  async state(candidateId: string): Promise<AlertState> {
    const { alerts, consents, phone, email } = await this.file(candidateId);
    const possible = reachableChannels(phone, email);
    const channels = possible.filter((channel) => alerts.channels.includes(channel) && consents[`${channel}-alerts`]);
    const until = dayOrNull(alerts.pausedUntil);
    const pausedUntil = until !== null && until > this.clock.today() ? until : null;
    const on = alerts.rhythm !== 'off' && channels.length > 0 && pausedUntil === null;
    return { rhythm: alerts.rhythm, channels, possible, pausedUntil, on };
  }

  /** Channels and rhythm, with the consents that follow from them. @throws NotFound, RuleBroken candidate.no-phone, candidate.no-email. */
  async choose(candidateId: string, choice: { rhythm: AlertRhythm; channels: readonly AlertChannel[] }): Promise<void> {
    await this.database.transaction(async () => {
      const { alerts, consents } = await this.file(candidateId);
      const changed = ALERT_CHANNELS.flatMap((channel) => {
        const granted = choice.channels.includes(channel);
        const purpose = `${channel}-alerts` as const;
        return consents[purpose] === granted ? [] : [{ purpose, granted, how: 'web' as const }];
      });
      if (changed.length > 0) await this.candidates.recordConsents(candidateId, changed, 'self');
      const channels = [...choice.channels].sort();
      await this.candidates.setAlerts(candidateId, {
        rhythm: choice.rhythm,
        channels,
        pausedUntil: dayOrNull(alerts.pausedUntil),
      });
      await this.candidates.recordContact(candidateId);
    });
  }

  /** One more way to be told, for someone who follows a search; alerts that were off become digests, a pause ends. */
  async open(candidateId: string, channel: AlertChannel): Promise<void> {
    await this.database.transaction(async () => {
      const { rhythm, channels } = await this.state(candidateId);
      await this.choose(candidateId, {
        rhythm: rhythm === 'off' ? 'digest' : rhythm,
        channels: [...new Set([...channels, channel])],
      });
      await this.resume(candidateId);
    });
  }

  /** A month without alerts: what waits to be sent is not sent. */
  async pause(candidateId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.pauseUntil(candidateId, addMonths(this.clock.today(), 1));
      await this.notifications.cancelAlerts([candidateId], null, 'paused');
    });
  }

  async resume(candidateId: string): Promise<void> {
    await this.pauseUntil(candidateId, null);
  }

  private async pauseUntil(candidateId: string, until: Day | null): Promise<void> {
    await this.candidates.change(candidateId, async (candidate) => {
      candidate.alertsPausedUntil = until;
    });
  }

  private async file(candidateId: string): Promise<CandidateView> {
    const view = await this.files.view(candidateId, false);
    if (!view) throw new NotFound('candidate.not-found', 'Cette personne n’est pas inscrite.');
    return view;
  }
}

function dayOrNull(text: string | null): Day | null {
  return text === null ? null : day(text);
}
