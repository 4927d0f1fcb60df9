import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { plusSeconds } from '../platform/lang/day.js';
import { Log } from '../platform/logger.js';
import { DeliveryReceipts } from './delivery-receipts.js';
import { EmailGateway } from './email.gateway.js';
import {
  type AfterSend,
  afterLostWorker,
  afterSend,
  idempotentProviders,
  type SendResult,
  type SendVerdict,
  softBouncesBeforeBroken,
} from './message.rules.js';
import type { Channel } from './message.schema.js';
import { addressBounced } from './messages.events.js';
import { type ClaimedMessage, MessagesRepository, type Outcome } from './messages.repository.js';
import { SendChecks } from './send-checks.js';
import { SendRate } from './send-rate.js';
import { SmsGateway } from './sms.gateway.js';

const BATCH = 100;
/** A worker never waits longer for its turn at a provider: the next sweep takes what is left. */
const PATIENCE_MS = 10_000;
/** A send ends within its gateway's time-out: a claim older than this has lost its worker, so that its message is sent again … */
const LOST_AFTER_SECONDS = 20;
/** … or given up, by a provider that would not recognise it, when there is no hope left of an answer. */
const UNKNOWN_AFTER_SECONDS = 180;
/** Seconds that one sweep goes on sending. */
const SWEEP_SECONDS = 20;

/** Sends messages: claim, last check, gateway, outcome; a few commits serve a hundred messages. */
@Injectable()
export class SendingService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly rate: SendRate,
    private readonly checks: SendChecks,
    private readonly receipts: DeliveryReceipts,
    private readonly sms: SmsGateway,
    private readonly email: EmailGateway,
    private readonly log: Log,
  ) {}

  /** Sends those of these messages that are queued and due. */
  async send(messageIds: readonly string[]): Promise<void> {
    const taken = await this.drain('sms', messageIds);
    if (taken < messageIds.length) await this.drain('email', messageIds);
  }

  /** The safety net: recovers what lost its worker, applies late receipts, sends what is due. */
  async sendDue(): Promise<void> {
    await this.recoverLost();
    await this.receipts.applyWaiting(null);
    const until = performance.now() + SWEEP_SECONDS * 1000;
    for (const channel of ['sms', 'email'] as const) {
      await this.drain(channel, null, until);
    }
  }

  /** Messages whose worker died between the claim and the answer: sent again only where that is harmless. */
  async recoverLost(): Promise<void> {
    const now = this.clock.now();
    const lost = await this.messages.lost(
      idempotentProviders,
      plusSeconds(now, -LOST_AFTER_SECONDS),
      plusSeconds(now, -UNKNOWN_AFTER_SECONDS),
    );
    if (lost.length === 0) return;
    const rows = lost.map(({ id, provider, attempts }) => {
      const { status, outcomeUnknown, reason } = afterLostWorker(idempotentProviders.includes(provider), attempts);
      return { id, attempts, status, outcome_unknown: outcomeUnknown, failure_reason: reason };
    });
    await this.messages.recoverLost(rows, now);
    this.log.warn('messages.lost-worker', {
      count: rows.length,
      unknown: rows.filter((row) => row.outcome_unknown).length,
    });
  }

  /** Sends until nothing is left or the time is over. Returns how many messages were taken. */
  private async drain(
    channel: Channel,
    ids: readonly string[] | null,
    until = Number.POSITIVE_INFINITY,
  ): Promise<number> {
    const gateway = channel === 'sms' ? this.sms : this.email;
    // Under a rate limit, batches stay small so that a claimed message leaves within about a second.
    const batch = gateway.perSecond === null ? BATCH : Math.max(1, Math.min(BATCH, Math.floor(gateway.perSecond)));
    const most = ids?.length ?? Number.POSITIVE_INFINITY;
    let taken = 0;
    while (taken < most && performance.now() < until) {
      const slot = await this.turn(gateway, channel, ids, Math.min(batch, most - taken));
      if (slot === null) break;
      const claimed = await this.messages.claim(channel, ids, slot.count, gateway.name, this.clock.now());
      if (claimed.length === 0) break;
      await this.deliver(channel, claimed, slot.spacingMs);
      taken += claimed.length;
    }
    return taken;
  }

  /** Waits for the turn of up to `size` messages at the provider; null when nothing is due or the provider is too busy. */
  private async turn(
    gateway: { name: string; perSecond: number | null },
    channel: Channel,
    ids: readonly string[] | null,
    size: number,
  ): Promise<{ count: number; spacingMs: number } | null> {
    if (gateway.perSecond === null) return { count: size, spacingMs: 0 };
    const count = await this.messages.countDue(channel, ids, size, this.clock.now());
    if (count === 0) return null;
    const slot = await this.rate.reserve(gateway.name, gateway.perSecond, count, PATIENCE_MS);
    if (!slot) return null;
    if (slot.waitMs > 0) await new Promise((resolve) => setTimeout(resolve, slot.waitMs));
    return { count, spacingMs: slot.spacingMs };
  }

  private async deliver(channel: Channel, claimed: readonly ClaimedMessage[], spacingMs: number): Promise<void> {
    const now = this.clock.now();
    const verdicts = await this.checks.verdicts(claimed);
    const held: Outcome[] = [];
    const leaving: ClaimedMessage[] = [];
    for (const message of claimed) {
      const outcome = heldBack(message, verdicts.get(message.id), now);
      if (outcome) held.push(outcome);
      else leaving.push(message);
    }
    const gateway = channel === 'sms' ? this.sms : this.email;
    const results = await this.hand(channel, leaving, spacingMs);
    const answered = this.clock.now();
    const sent = leaving.map((message, i): Outcome => {
      const result = results[i] ?? { outcome: 'unknown', reason: 'no-answer' };
      return outcomeOf(message, afterSend(result, message.attempts, gateway.idempotent, answered));
    });
    await this.record([...held, ...sent]);
  }

  private hand(channel: Channel, messages: readonly ClaimedMessage[], spacingMs: number): Promise<SendResult[]> {
    if (messages.length === 0) return Promise.resolve([]);
    if (channel === 'sms') {
      const sms = messages.map((m) => ({
        id: m.id,
        to: m.to_address ?? '',
        text: m.body_text ?? '',
        sender: this.config.sms.sender,
      }));
      return this.sms.sendAll(sms, spacingMs);
    }
    const emails = messages.map((m) => ({
      id: m.id,
      to: m.to_address ?? '',
      from: this.config.email.from,
      replyTo: this.config.email.replyTo,
      subject: m.subject ?? '',
      text: m.body_text ?? '',
      html: m.body_html,
      unsubscribeUrl: m.unsubscribe_url,
    }));
    return this.email.sendAll(emails, spacingMs);
  }

  private async record(outcomes: readonly Outcome[]): Promise<void> {
    const now = this.clock.now();
    const hard = outcomes.filter((outcome) => outcome.status === 'permanent-failure').map((outcome) => outcome.id);
    const soft = outcomes.filter((outcome) => outcome.status === 'temporary-failure').map((outcome) => outcome.id);
    if (hard.length + soft.length === 0) {
      await this.messages.record(outcomes, now);
    } else {
      await this.database.transaction(async () => {
        await this.messages.record(outcomes, now);
        const broken = [...hard, ...(await this.messages.softBounced(soft, softBouncesBeforeBroken))];
        for (const messageId of broken) await this.outbox.publish(addressBounced, { messageId });
      });
    }
    const references = outcomes.flatMap((outcome) => outcome.provider_reference ?? []);
    // The receipt of a fast provider may have come before its reference was known here.
    if (references.length > 0) await this.receipts.applyWaiting(references);
  }
}

/** A claimed message that must not leave: expired, not wanted any more, or not at this hour. */
function heldBack(message: ClaimedMessage, verdict: SendVerdict | undefined, now: Date): Outcome | null {
  const base = {
    id: message.id,
    attempts: message.attempts,
    outcome_unknown: false,
    provider_reference: null,
    untried: true,
  };
  if (verdict && 'postponeTo' in verdict)
    return { ...base, status: 'queued', failure_reason: 'postponed', send_after: verdict.postponeTo };
  const reason = verdict ? verdict.cancel : expiryReason(message, now);
  return reason === null ? null : { ...base, status: 'cancelled', failure_reason: reason, send_after: null };
}

function expiryReason(message: ClaimedMessage, now: Date): string | null {
  if (message.to_address === null || message.body_text === null) return 'erased';
  return message.expires_at !== null && message.expires_at <= now ? 'too-late' : null;
}

function outcomeOf(message: ClaimedMessage, after: AfterSend): Outcome {
  return {
    id: message.id,
    attempts: message.attempts,
    status: after.status,
    outcome_unknown: after.outcomeUnknown,
    provider_reference: after.reference,
    failure_reason: after.reason,
    send_after: after.sendAfter,
    untried: false,
  };
}
