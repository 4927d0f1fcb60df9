import { z } from 'zod';
import type { Clock } from '../platform/clock.js';
import { exchange } from './http-exchange.js';
import { signBody } from './http-signature.js';
import type { SendResult } from './message.rules.js';
import { parseJson, resultOfStatus } from './provider-answer.rules.js';
import { type OutgoingSms, SmsGateway } from './sms.gateway.js';

export interface HttpJsonSettings {
  readonly url: string;
  readonly secret: string;
  readonly perSecond: number;
  readonly timeoutMs?: number;
}

const acceptedAnswer = z.object({ reference: z.string().min(1).max(200) });

/**
 * SMS through any gateway that speaks our small signed JSON: POST {id, to, text, sender} with X-Timestamp and X-Signature
 * (see http-signature.ts) and Idempotency-Key = id. 2xx {reference} means accepted, 409 that the id was accepted before,
 * 422 that the number is bad. A department that runs a modem, or any other provider, writes an adapter of a page.
 */
export class HttpJsonSmsGateway extends SmsGateway {
  readonly name = 'http-json';
  readonly idempotent = true;
  readonly perSecond: number;

  constructor(
    private readonly settings: HttpJsonSettings,
    private readonly clock: Clock,
  ) {
    super();
    this.perSecond = settings.perSecond;
  }

  async send(sms: OutgoingSms): Promise<SendResult> {
    const body = JSON.stringify({ id: sms.id, to: sms.to, text: sms.text, sender: sms.sender });
    const timestamp = Math.floor(this.clock.now().getTime() / 1000);
    const answer = await exchange(this.settings.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': sms.id,
        'x-timestamp': String(timestamp),
        'x-signature': signBody(this.settings.secret, timestamp, body),
      },
      body,
      timeoutMs: this.settings.timeoutMs ?? 10_000,
    });
    if (answer.kind === 'not-reached') return { outcome: 'technical-failure', reason: answer.reason, retry: true };
    if (answer.kind === 'unknown') return { outcome: 'unknown', reason: answer.reason };
    if (answer.status === 422) return { outcome: 'permanent-failure', reason: 'invalid-receiver' };
    if (answer.status >= 300 && answer.status !== 409) return resultOfStatus(answer.status);
    const accepted = acceptedAnswer.safeParse(parseJson(answer.body));
    if (accepted.success) return { outcome: 'accepted', reference: accepted.data.reference };
    return answer.status === 409
      ? { outcome: 'accepted', reference: sms.id }
      : { outcome: 'unknown', reason: 'malformed-answer' };
  }
}
