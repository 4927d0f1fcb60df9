import { Injectable } from '@nestjs/common';
import { explain } from '../matching/reasons.rules.js';
import type { NewMessage } from '../notifications/message.schema.js';
import type { AlertControls, AlertedOpportunity } from '../notifications/templates/alert-template.rules.js';
import { Config } from '../platform/config/config.js';
import type { AlertChannel } from './alert.rules.js';
import { type AlertAction, alertToken } from './alert-token.js';
import type { MatchRow, TellableOpportunity } from './alerts.queries.js';

export interface Addressee {
  readonly messageId: string;
  readonly candidateId: string;
  readonly channel: AlertChannel;
  readonly to: string;
  readonly code: string;
}

/** Writes the messages of alerts: what is told, why, and the links that change or stop them. */
@Injectable()
export class AlertMessages {
  constructor(private readonly config: Config) {}

  /** One opportunity, told at once or at the next opening. It is cancelled when it could not leave within three days. */
  immediate(
    to: Addressee,
    told: { opportunity: TellableOpportunity; match: MatchRow },
    sendAfter: Date,
    expiresAt: Date,
  ): NewMessage {
    return {
      ...this.envelope(to),
      template: 'alert',
      sendAfter,
      expiresAt,
      data: {
        opportunity: this.describe(told.opportunity, told.match, this.link(to.code)),
        controls: this.controls(to.candidateId),
      },
    };
  }

  /** Up to three opportunities behind one link. */
  digest(
    to: Addressee,
    told: readonly { opportunity: TellableOpportunity; match: MatchRow }[],
    expiresAt: Date,
  ): NewMessage {
    const link = this.link(to.code);
    return {
      ...this.envelope(to),
      template: 'alert-digest',
      expiresAt,
      data: {
        opportunities: told.map(({ opportunity, match }, i) => this.describe(opportunity, match, `${link}/${i + 1}`)),
        link,
        controls: this.controls(to.candidateId),
      },
    };
  }

  private envelope(to: Addressee) {
    const base = {
      id: to.messageId,
      channel: to.channel,
      to: to.to,
      candidateId: to.candidateId,
      dedupKey: `alert-${to.messageId}`,
    };
    return to.channel === 'sms'
      ? base
      : { ...base, unsubscribeUrl: `${this.config.publicUrl}/unsubscribe/${this.token(to.candidateId, 'stop')}` };
  }

  private describe(opportunity: TellableOpportunity, match: MatchRow, link: string): AlertedOpportunity {
    const { pluses, minus } = explain(match);
    return {
      kind: opportunity.kind,
      title: opportunity.title,
      place: opportunity.place,
      distanceKm: match.inputs.metres / 1000,
      reasons: pluses,
      caveat: minus,
      link,
    };
  }

  private controls(candidateId: string): AlertControls {
    const url = (action: AlertAction): string => `${this.config.publicUrl}/alertes/${this.token(candidateId, action)}`;
    return { less: url('less'), pause: url('pause'), stop: url('stop') };
  }

  private token(candidateId: string, action: AlertAction): string {
    return alertToken(this.config.secret, { action, candidateId });
  }

  private link(code: string): string {
    return `${this.config.publicUrl}/o/${code}`;
  }
}
