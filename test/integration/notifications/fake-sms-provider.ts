import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the fake provider behaves at the next request. */
export type Behaviour =
  | 'accept'
  | 'refuse-number'
  | 'refuse-request'
  | 'break'
  | 'hang'
  | 'garbage'
  | 'accept-then-hang';

/** A provider of SMS on this machine that checks signatures as the real one does. */
export abstract class FakeSmsProvider {
  behaviour: Behaviour = 'accept';
  readonly accepted: { id: string; to: string; text: string }[] = [];
  requests = 0;
  private server: Server;
  url = '';

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      void this.read(request).then((body) => this.answer(request, body, response));
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  protected abstract answer(request: IncomingMessage, body: string, response: ServerResponse): unknown;

  protected reply(response: ServerResponse, status: number, answer: unknown): unknown {
    return response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  }

  private async read(request: IncomingMessage): Promise<string> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    return body;
  }
}

/** Speaks as OVHcloud does: /auth/time, signed POST /sms/{service}/jobs. Its clock runs 1000 s ahead. */
export class FakeOvhCloud extends FakeSmsProvider {
  readonly keys = { applicationKey: 'ak', applicationSecret: 'as', consumerKey: 'ck', service: 'sms-ab123-1' };
  private next = 1000;

  protected answer(request: IncomingMessage, body: string, response: ServerResponse): unknown {
    const now = Math.floor(Date.now() / 1000) + 1000;
    if (request.url === '/auth/time') return this.reply(response, 200, String(now));
    this.requests++;
    const timestamp = Number(request.headers['x-ovh-timestamp']);
    const url = `${this.url}${request.url}`;
    const signed = [this.keys.applicationSecret, this.keys.consumerKey, request.method, url, body, timestamp].join('+');
    const signature = `$1$${createHash('sha1').update(signed).digest('hex')}`;
    if (request.headers['x-ovh-signature'] !== signature || Math.abs(timestamp - now) > 30) {
      return this.reply(response, 403, { class: 'Client::Forbidden', message: 'Invalid signature' });
    }
    if (request.url !== `/sms/${this.keys.service}/jobs`)
      return this.reply(response, 404, { message: 'This service does not exist' });
    if (this.behaviour === 'hang') return null;
    if (this.behaviour === 'break') return this.reply(response, 503, { message: 'down' });
    if (this.behaviour === 'garbage') return this.reply(response, 200, '<html>');
    if (this.behaviour === 'refuse-request') return this.reply(response, 400, { message: 'bad sender' });
    const job = JSON.parse(body) as { message: string; receivers: string[]; tag: string };
    if (this.behaviour === 'refuse-number') {
      return this.reply(response, 200, {
        ids: [],
        invalidReceivers: job.receivers,
        validReceivers: [],
        totalCreditsRemoved: 0,
      });
    }
    this.accepted.push({ id: job.tag, to: job.receivers[0] ?? '', text: job.message });
    if (this.behaviour === 'accept-then-hang') return null;
    this.reply(response, 200, {
      ids: [this.next++],
      invalidReceivers: [],
      validReceivers: job.receivers,
      totalCreditsRemoved: 1,
    });
  }
}

/** Speaks our own signed JSON and recognises an id that it has taken. */
export class FakeHttpJson extends FakeSmsProvider {
  readonly secret = 'a secret between us';
  private readonly taken = new Map<string, string>();

  protected answer(request: IncomingMessage, body: string, response: ServerResponse): unknown {
    this.requests++;
    const timestamp = String(request.headers['x-timestamp']);
    const signature = createHmac('sha256', this.secret).update(`${timestamp}.${body}`).digest('hex');
    if (request.headers['x-signature'] !== signature) return this.reply(response, 401, { error: 'signature' });
    if (this.behaviour === 'hang') return null;
    if (this.behaviour === 'break') return this.reply(response, 503, { error: 'down' });
    if (this.behaviour === 'garbage') return this.reply(response, 200, '<html>');
    if (this.behaviour === 'refuse-request') return this.reply(response, 400, { error: 'sender' });
    if (this.behaviour === 'refuse-number') return this.reply(response, 422, { error: 'number' });
    const sms = JSON.parse(body) as { id: string; to: string; text: string };
    if (request.headers['idempotency-key'] !== sms.id) return this.reply(response, 400, { error: 'key' });
    const before = this.taken.get(sms.id);
    if (before !== undefined) return this.reply(response, 409, { reference: before });
    this.taken.set(sms.id, `ref-${sms.id}`);
    this.accepted.push(sms);
    if (this.behaviour === 'accept-then-hang') return null;
    return this.reply(response, 202, { reference: `ref-${sms.id}` });
  }
}
