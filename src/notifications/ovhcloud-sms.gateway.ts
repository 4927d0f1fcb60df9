import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../platform/clock.js';
import { exchange } from './http-exchange.js';
import type { SendResult } from './message.rules.js';
import { parseJson, resultOfStatus } from './provider-answer.rules.js';
import { type OutgoingSms, SmsGateway } from './sms.gateway.js';

export interface OvhCloudSettings {
  /** https://eu.api.ovh.com/1.0 */
  readonly endpoint: string;
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey: string;
  /** sms-xx00000-1 */
  readonly service: string;
  readonly perSecond: number;
  readonly timeoutMs?: number;
}

const jobAnswer = z.object({
  ids: z.array(z.number()),
  invalidReceivers: z.array(z.string()),
  validReceivers: z.array(z.string()),
});

const OFFSET_SECONDS_KEPT = 3600;

/**
 * SMS through the API of OVHcloud (POST /sms/{service}/jobs). Requests are signed with the time of the server, so a clock that
 * runs wrong does no harm. The API takes no key of ours: a send without an answer stays unknown.
 */
export class OvhCloudSmsGateway extends SmsGateway {
  readonly name = 'ovhcloud';
  readonly idempotent = false;
  readonly perSecond: number;
  private offset: { seconds: number; readAt: number } | undefined;

  constructor(
    private readonly settings: OvhCloudSettings,
    private readonly clock: Clock,
  ) {
    super();
    this.perSecond = settings.perSecond;
  }

  async send(sms: OutgoingSms): Promise<SendResult> {
    const timestamp = await this.serverTime();
    if (timestamp === undefined) return { outcome: 'technical-failure', reason: 'no-server-time', retry: true };
    const url = `${this.settings.endpoint}/sms/${encodeURIComponent(this.settings.service)}/jobs`;
    const body = JSON.stringify({
      charset: 'UTF-8',
      coding: '7bit',
      message: sms.text,
      noStopClause: true, // not advertising: the sentence on how to stop is ours
      priority: 'high',
      receivers: [sms.to],
      sender: sms.sender,
      senderForResponse: false,
      tag: sms.id,
      validityPeriod: 2880,
    });
    const answer = await exchange(url, {
      method: 'POST',
      headers: this.headers('POST', url, body, timestamp),
      body,
      timeoutMs: this.timeoutMs,
    });
    if (answer.kind === 'not-reached') return { outcome: 'technical-failure', reason: answer.reason, retry: true };
    if (answer.kind === 'unknown') return { outcome: 'unknown', reason: answer.reason };
    if (answer.status >= 300) return resultOfStatus(answer.status);
    const job = jobAnswer.safeParse(parseJson(answer.body));
    if (!job.success) return { outcome: 'unknown', reason: 'malformed-answer' };
    const [reference] = job.data.ids;
    if (reference !== undefined) return { outcome: 'accepted', reference: String(reference) };
    if (job.data.invalidReceivers.length > 0) return { outcome: 'permanent-failure', reason: 'invalid-receiver' };
    return { outcome: 'unknown', reason: 'malformed-answer' };
  }

  private get timeoutMs(): number {
    return this.settings.timeoutMs ?? 10_000;
  }

  private headers(method: string, url: string, body: string, timestamp: number): Record<string, string> {
    const { applicationKey, applicationSecret, consumerKey } = this.settings;
    const signed = [applicationSecret, consumerKey, method, url, body, timestamp].join('+');
    return {
      'content-type': 'application/json; charset=utf-8',
      'x-ovh-application': applicationKey,
      'x-ovh-consumer': consumerKey,
      'x-ovh-timestamp': String(timestamp),
      'x-ovh-signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
    };
  }

  /** Seconds since 1970 on the clock of OVHcloud; the difference from ours is asked for once an hour. */
  private async serverTime(): Promise<number | undefined> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    if (this.offset === undefined || Math.abs(now - this.offset.readAt) > OFFSET_SECONDS_KEPT) {
      const answer = await exchange(`${this.settings.endpoint}/auth/time`, {
        method: 'GET',
        timeoutMs: this.timeoutMs,
      });
      const seconds =
        answer.kind === 'answered' && answer.status === 200 ? z.int().safeParse(parseJson(answer.body)) : undefined;
      if (!seconds?.success) return undefined;
      this.offset = { seconds: seconds.data - now, readAt: now };
    }
    return now + this.offset.seconds;
  }
}
