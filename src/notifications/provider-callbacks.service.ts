import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Forbidden, NotFound, RuleBroken } from '../platform/errors.js';
import { isSame, isSignedBy } from './http-signature.js';
import { NotificationsService } from './notifications.service.js';
import { parseJson } from './provider-answer.rules.js';
import { e164, httpCallbackSchema, inboundSmsSchema, ovhReceipt, ovhReceiptSchema } from './provider-callback.rules.js';

/** Takes what providers send: checks that it is them, reads it, hands it on. */
@Injectable()
export class ProviderCallbacksService {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** A receipt of OVHcloud, which signs nothing: the address itself is the secret. @throws NotFound, RuleBroken. */
  async ovhCloud(secret: string, parameters: unknown): Promise<void> {
    this.mustKnow(secret);
    const parsed = ovhReceiptSchema.safeParse(parameters);
    if (!parsed.success) throw unreadable();
    const receipt = ovhReceipt(parsed.data);
    if (receipt === null) return;
    const detail = [parsed.data.ptt, parsed.data.description, parsed.data.descriptionDlr].filter(Boolean).join(' ');
    await this.notifications.receiveReceipt({ provider: 'ovhcloud', reference: parsed.data.id, receipt, detail });
  }

  /** An answer of a person, passed on by OVHcloud or a relay. @throws NotFound, RuleBroken. */
  async ovhCloudInbound(secret: string, parameters: unknown): Promise<void> {
    this.mustKnow(secret);
    const parsed = inboundSmsSchema.safeParse(named(parameters));
    if (!parsed.success) throw unreadable();
    await this.inbound('ovhcloud', parsed.data);
  }

  /** A receipt or an answer in our own signed JSON. @throws Forbidden when it is not signed, RuleBroken when it cannot be read. */
  async httpJson(given: { timestamp: string | undefined; signature: string | undefined }, body: string): Promise<void> {
    if (!isSignedBy(this.config.sms.http.secret, given, body, this.clock.now())) {
      throw new Forbidden('callback.not-signed', 'La signature manque ou ne correspond pas.');
    }
    const parsed = httpCallbackSchema.safeParse(parseJson(body));
    if (!parsed.success) throw unreadable();
    if (parsed.data.type === 'inbound') return this.inbound('http-json', parsed.data);
    const { reference, status, detail } = parsed.data;
    await this.notifications.receiveReceipt({
      provider: 'http-json',
      reference,
      receipt: status,
      detail: detail ?? null,
    });
  }

  private async inbound(
    provider: string,
    sms: { id?: string | undefined; from: string; text: string; date?: string | undefined },
  ): Promise<void> {
    await this.notifications.receiveSms({
      provider,
      reference: sms.id ?? null,
      from: e164(sms.from),
      text: sms.text,
      receivedAt: sms.date ?? null,
    });
  }

  private mustKnow(secret: string): void {
    const expected = this.config.sms.callbackSecret;
    if (expected === '' || !isSame(expected, secret))
      throw new NotFound('request.unknown-path', 'Cette adresse n’existe pas.');
  }
}

/** The names that relays give to the fields of an incoming SMS. */
function named(parameters: unknown): Record<string, unknown> {
  const { id, from, sender, senderid, text, message, date } = (parameters ?? {}) as Record<string, unknown>;
  return {
    ...(id !== undefined && { id: String(id) }),
    from: from ?? sender ?? senderid,
    text: text ?? message,
    ...(date !== undefined && { date: String(date) }),
  };
}

function unreadable(): RuleBroken {
  return new RuleBroken('callback.unreadable', 'Ce message du prestataire n’est pas lisible.');
}
