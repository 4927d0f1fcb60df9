import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewMessage } from '../../../src/notifications/message.schema.js';
import { MessagesRepository } from '../../../src/notifications/messages.repository.js';
import { NotificationsService } from '../../../src/notifications/notifications.service.js';
import { SendingService } from '../../../src/notifications/sending.service.js';
import { SendRate } from '../../../src/notifications/send-rate.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { newId } from '../../../src/platform/ids.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { FakeHttpJson, FakeOvhCloud } from './fake-sms-provider.js';

const clock = new FixedClock('2026-11-20T10:00:00Z');

function code(changes: Partial<NewMessage> = {}): NewMessage {
  const id = newId();
  return {
    id,
    channel: 'sms',
    template: 'code',
    to: '+33639980001',
    candidateId: null,
    dedupKey: `code-${id}`,
    data: { code: '482913', validMinutes: 10 },
    ...changes,
  } as NewMessage;
}

async function queue(app: TestApp, messages: NewMessage[]): Promise<string[]> {
  return app.get(NotificationsService).queue(messages);
}

async function stateOf(app: TestApp, id: string) {
  const [row] = await app.database.query<Record<string, unknown>>('SELECT * FROM messages WHERE id = $1', [id]);
  return row;
}

async function countsOf(app: TestApp): Promise<Record<string, number>> {
  const rows = await app.database.query<{ status: string; count: number }>(
    'SELECT status, count(*) FROM messages GROUP BY 1',
  );
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.count)]));
}

/** Puts a message where a worker leaves it that dies between the claim and the answer. */
async function claimAndDie(app: TestApp, id: string, provider: string): Promise<void> {
  const claimed = await app.get(MessagesRepository).claim('sms', [id], 1, provider, clock.now());
  expect(claimed).toHaveLength(1);
}

describe('sending through a provider that recognises ids', () => {
  let app: TestApp;
  let provider: FakeHttpJson;

  beforeAll(async () => {
    provider = await new FakeHttpJson().start();
    app = await testApp({
      clock,
      environment: {
        SMS_GATEWAY: 'http',
        SMS_HTTP_URL: provider.url,
        SMS_HTTP_SECRET: provider.secret,
        SMS_PER_SECOND: '1000',
      },
    });
  });
  beforeEach(async () => {
    clock.set('2026-11-20T10:00:00Z');
    provider.behaviour = 'accept';
    provider.accepted.length = 0;
    await app.database.query(
      'TRUNCATE messages, delivery_receipts, inbound_sms, send_rates, outbox_events, outbox_jobs',
    );
  });
  afterAll(async () => {
    await app.stop();
    await provider.stop();
  });

  it('writes one message for one key, and none when the transaction fails', async () => {
    const message = code();
    expect(await queue(app, [message, { ...message, id: newId() }])).toHaveLength(1);
    expect(await queue(app, [message])).toHaveLength(0);
    const lost = code();
    const failing = app.database.transaction(async () => {
      await queue(app, [lost]);
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    expect(await stateOf(app, lost.id ?? '')).toBeUndefined();
  });

  it('sends each of 300 messages once, whatever the number of workers', async () => {
    const ids = await queue(
      app,
      Array.from({ length: 300 }, () => code()),
    );
    const sending = app.get(SendingService);
    await Promise.all([
      ...[0, 1, 2, 3].map((i) => sending.send(i % 2 ? ids.toReversed() : ids)),
      sending.sendDue(),
      sending.sendDue(),
    ]);
    await sending.sendDue();
    expect(await countsOf(app)).toEqual({ sent: 300 });
    expect(provider.accepted).toHaveLength(300);
    expect(new Set(provider.accepted.map((sms) => sms.id)).size).toBe(300);
  });

  it('repeats what a dead worker had claimed, and the provider delivers it once', async () => {
    const [id = ''] = await queue(app, [code()]);
    provider.behaviour = 'accept-then-hang';
    await claimAndDie(app, id, 'http-json');
    const dying = fetchAsWorker(provider, id);
    clock.advance(15);
    await app.get(SendingService).sendDue();
    expect(await stateOf(app, id)).toMatchObject({ status: 'sending' });
    clock.advance(10);
    await dying;
    provider.behaviour = 'accept';
    await app.get(SendingService).sendDue();
    expect(await stateOf(app, id)).toMatchObject({ status: 'sent', provider_reference: `ref-${id}`, attempts: 2 });
    expect(provider.accepted).toHaveLength(1);
  });

  it('tries again after 1, 5 and 30 minutes and 2 hours, then gives up', async () => {
    provider.behaviour = 'break';
    const [id = ''] = await queue(app, [code()]);
    const sending = app.get(SendingService);
    for (const wait of [0, 60, 300, 1800, 7200]) {
      clock.advance(wait - 1);
      await sending.sendDue();
      const early = await stateOf(app, id);
      clock.advance(1);
      await sending.sendDue();
      if (wait > 0) expect(early?.['attempts']).toBe(((await stateOf(app, id))?.['attempts'] as number) - 1);
    }
    expect(await stateOf(app, id)).toMatchObject({ status: 'technical-failure', attempts: 5, outcome_unknown: false });
    clock.advance(100_000);
    await sending.sendDue();
    expect(await stateOf(app, id)).toMatchObject({ attempts: 5 });
  });

  it('applies 40 receipts at once, twice and out of order, to the strongest word', async () => {
    const [id = ''] = await queue(app, [code()]);
    const notifications = app.get(NotificationsService);
    const receipt = (status: 'delivered' | 'temporary-failure' | 'permanent-failure') =>
      notifications.receiveReceipt({ provider: 'http-json', reference: `ref-${id}`, receipt: status, detail: null });
    await Promise.all([
      app.get(SendingService).send([id]),
      ...Array.from({ length: 40 }, (_, i) =>
        receipt((['temporary-failure', 'delivered', 'permanent-failure', 'delivered'] as const)[i % 4] ?? 'delivered'),
      ),
    ]);
    await app.get(SendingService).sendDue();
    expect(await stateOf(app, id)).toMatchObject({ status: 'delivered' });
    const [left] = await app.database.query('SELECT 1 FROM delivery_receipts WHERE applied_at IS NULL');
    expect(left).toBeUndefined();
  });

  it('keeps a receipt that comes before anything is known of its message', async () => {
    const [id = ''] = await queue(app, [code()]);
    await app.get(NotificationsService).receiveReceipt({
      provider: 'http-json',
      reference: `ref-${id}`,
      receipt: 'delivered',
      detail: null,
    });
    await app.get(SendingService).send([id]);
    expect(await stateOf(app, id)).toMatchObject({ status: 'delivered', delivered_at: clock.now() });
  });

  it('cancels what is too late, and sends what is due only when it is due', async () => {
    const [late = '', tomorrow = ''] = await queue(app, [
      code({ expiresAt: new Date('2026-11-20T10:10:00Z') }),
      code({ sendAfter: new Date('2026-11-21T09:00:00Z') }),
    ]);
    clock.advance(601);
    await app.get(SendingService).sendDue();
    expect(await stateOf(app, late)).toMatchObject({ status: 'cancelled', failure_reason: 'too-late' });
    expect(await stateOf(app, tomorrow)).toMatchObject({ status: 'queued' });
    clock.set('2026-11-21T09:00:00Z');
    await app.get(SendingService).sendDue();
    expect(await stateOf(app, tomorrow)).toMatchObject({ status: 'sent' });
  });

  it('tells once of an address that is bad, by the answer or by a receipt', async () => {
    provider.behaviour = 'refuse-number';
    const [id = ''] = await queue(app, [code()]);
    await app.database.query('TRUNCATE outbox_events');
    await app.get(SendingService).send([id]);
    expect(await stateOf(app, id)).toMatchObject({ status: 'permanent-failure' });
    const events = await app.database.query('SELECT name, payload FROM outbox_events');
    expect(events).toEqual([{ name: 'address.bounced', payload: { messageId: id } }]);
  });

  it('tells of an address that could not be reached three times in a row', async () => {
    const notifications = app.get(NotificationsService);
    for (let i = 0; i < 3; i++) {
      clock.advance(60);
      const [id = ''] = await queue(app, [code()]);
      await app.get(SendingService).send([id]);
      await app.database.query('TRUNCATE outbox_events');
      const receipt = {
        provider: 'http-json',
        reference: `ref-${id}`,
        receipt: 'temporary-failure',
        detail: null,
      } as const;
      await notifications.receiveReceipt(receipt);
      const events = await app.database.query('SELECT name FROM outbox_events');
      expect(events).toHaveLength(i === 2 ? 1 : 0);
    }
  });

  it('cancels queued alerts at once when STOP comes, and takes the same SMS once', async () => {
    const [id = ''] = await queue(app, [code()]);
    await app.database.query("UPDATE messages SET template = 'alert' WHERE id = $1", [id]);
    const [service = ''] = await queue(app, [code()]);
    await app.database.query('TRUNCATE outbox_events');
    const sms = { provider: 'http-json', reference: null, from: '+33639980001', text: 'Stop svp', receivedAt: '10:00' };
    await Promise.all(Array.from({ length: 5 }, () => app.get(NotificationsService).receiveSms(sms)));
    expect(await stateOf(app, id)).toMatchObject({ status: 'cancelled', failure_reason: 'sms-stop' });
    expect(await stateOf(app, service)).toMatchObject({ status: 'queued' });
    expect(await app.database.query('SELECT name FROM outbox_events')).toEqual([{ name: 'sms.stop-received' }]);
  });

  it('erases words and addresses after six months', async () => {
    const [old = ''] = await queue(app, [code()]);
    await app.get(SendingService).send([old]);
    clock.set('2027-05-21T10:00:00Z');
    const [young = ''] = await queue(app, [code()]);
    await app.get(SendingService).send([young]);
    expect(await app.get(NotificationsService).purgeBodies()).toBe(1);
    expect(await stateOf(app, old)).toMatchObject({ status: 'sent', body_text: null, to_address: null });
    expect(await stateOf(app, young)).toMatchObject({ body_text: expect.stringContaining('482913') });
  });

  it('answers the team, and providers who prove who they are', async () => {
    const [id = ''] = await queue(app, [code()]);
    await app.get(SendingService).send([id]);
    const team = await app.key('team');
    const partner = await app.key('partner');
    expect((await app.http('GET', '/api/v1/messages', { key: partner })).status).toBe(403);
    const list = await app.http('GET', '/api/v1/messages?status=sent', { key: team });
    expect(list.body).toMatchObject({ total: 1, items: [{ id, status: 'sent', provider: 'http-json' }] });
    expect(JSON.stringify(list.body)).not.toContain('482913');
    const one = await app.http('GET', `/api/v1/messages/${id}?body=true`, { key: team });
    // Who could read codes could sign in as anyone.
    expect(one.body).toMatchObject({ to: '+33639980001', text: null });
    expect((await app.http('GET', `/api/v1/messages/${newId()}`, { key: team })).status).toBe(404);

    const body = JSON.stringify({ type: 'receipt', reference: `ref-${id}`, status: 'delivered' });
    const { signBody } = await import('../../../src/notifications/http-signature.js');
    const seconds = Math.floor(clock.now().getTime() / 1000);
    const headers = { 'x-timestamp': String(seconds), 'x-signature': signBody(provider.secret, seconds, body) };
    expect((await app.http('POST', '/callbacks/sms/http', { body })).status).toBe(403);
    expect((await app.http('POST', '/callbacks/sms/http', { body: `${body} `, headers })).status).toBe(403);
    expect((await app.http('POST', '/callbacks/sms/http', { body, headers })).status).toBe(204);
    expect(await stateOf(app, id)).toMatchObject({ status: 'delivered' });
    clock.advance(301);
    expect((await app.http('POST', '/callbacks/sms/http', { body, headers })).status).toBe(403);
  });
});

async function fetchAsWorker(provider: FakeHttpJson, id: string): Promise<void> {
  const { HttpJsonSmsGateway } = await import('../../../src/notifications/http-json-sms.gateway.js');
  const settings = { url: provider.url, secret: provider.secret, perSecond: 10, timeoutMs: 200 };
  const gateway = new HttpJsonSmsGateway(settings, clock);
  await gateway.send({ id, to: '+33639980001', text: 'x', sender: 'AisneActifs' });
}

describe('sending through a provider that takes no key', () => {
  let app: TestApp;
  let provider: FakeOvhCloud;

  beforeAll(async () => {
    provider = await new FakeOvhCloud().start();
    app = await testApp({
      clock,
      environment: {
        SMS_GATEWAY: 'ovhcloud',
        OVH_ENDPOINT: provider.url,
        OVH_APPLICATION_KEY: 'ak',
        OVH_APPLICATION_SECRET: 'as',
        OVH_CONSUMER_KEY: 'ck',
        OVH_SMS_SERVICE: provider.keys.service,
        SMS_CALLBACK_SECRET: 'only-ovh-knows',
        SMS_PER_SECOND: '20',
      },
    });
  });
  beforeEach(async () => {
    clock.set(new Date(performance.timeOrigin + performance.now()).toISOString());
    await app.database.query('TRUNCATE messages, delivery_receipts, send_rates');
  });
  afterAll(async () => {
    await app.stop();
    await provider.stop();
  });

  it('flags what a dead worker had claimed, counts it, and never repeats it', async () => {
    const [id = ''] = await queue(app, [code()]);
    await claimAndDie(app, id, 'ovhcloud');
    clock.advance(200);
    for (let i = 0; i < 3; i++) await app.get(SendingService).sendDue();
    expect(await stateOf(app, id)).toMatchObject({ status: 'technical-failure', outcome_unknown: true });
    expect(provider.requests).toBe(0);
    const { body } = await app.http('GET', '/metrics');
    expect(String(body)).toContain('actifs_messages_last_day{status="outcome-unknown"} 1');
  });

  it('shares its rate between all workers', async () => {
    await queue(
      app,
      Array.from({ length: 60 }, () => code()),
    );
    const started = performance.now();
    await Promise.all([0, 1, 2].map(() => app.get(SendingService).sendDue()));
    const seconds = (performance.now() - started) / 1000;
    expect(await countsOf(app)).toEqual({ sent: 60 });
    expect(seconds).toBeGreaterThan(59 / 20 - 0.2);
  });

  it('does not wait without end for a provider that is busy', async () => {
    const rate = app.get(SendRate);
    expect(await rate.reserve('busy', 1, 100, 10_000)).toMatchObject({ waitMs: 0 });
    expect(await rate.reserve('busy', 1, 1, 10_000)).toBeNull();
  });

  it('reads receipts at an address that only the provider knows', async () => {
    const [id = ''] = await queue(app, [code()]);
    await app.get(SendingService).send([id]);
    const reference = String((await stateOf(app, id))?.['provider_reference']);
    const path = (secret: string, query: string) => `/callbacks/sms/ovhcloud/${secret}?${query}`;
    expect((await app.http('GET', path('guess', `id=${reference}&ptt=4`))).status).toBe(404);
    expect((await app.http('GET', path('only-ovh-knows', 'id=x'))).status).toBe(422);
    expect((await app.http('GET', path('only-ovh-knows', `id=${reference}&ptt=2&description=0`))).status).toBe(204);
    expect(await stateOf(app, id)).toMatchObject({ status: 'sent' });
    const delivered = path(
      'only-ovh-knows',
      `id=${reference}&ptt=4&date=20261120110000&description=1&descriptionDlr=DELIVERED`,
    );
    expect((await app.http('GET', delivered)).status).toBe(204);
    expect((await app.http('POST', delivered)).status).toBe(204);
    expect(await stateOf(app, id)).toMatchObject({ status: 'delivered' });
  });
});

describe('the local outbox', () => {
  let app: TestApp;
  beforeAll(async () => {
    clock.set('2026-11-20T10:00:00Z');
    app = await testApp({ clock });
  });
  afterAll(() => app.stop());

  it('receives what is queued, once, by the usual way, and shows it as a telephone would', async () => {
    const [id = ''] = await queue(app, [code(), code({ channel: 'email', to: 'zoe@exemple.invalid' })]);
    await app.runJobs();
    await app.get(SendingService).send([id]);
    expect(await countsOf(app)).toEqual({ sent: 2 });
    const page = await app.http('GET', '/demo/outbox');
    expect(page.status).toBe(200);
    expect(page.body).toMatch(/Téléphone 06\s39\s98\s00\s01/);
    expect(page.body).toContain('E-mail zoe@exemple.invalid');
    expect(page.body).not.toContain('<script>');
    const one = await app.http('GET', '/demo/outbox.json?to=06%2039%2098%2000%2001');
    expect(one.body.items).toEqual([expect.objectContaining({ to: '+33639980001', channel: 'sms' })]);
    expect((await app.http('GET', '/demo/outbox?to=%3Cscript%3E')).body).not.toContain('<script>');
  });

  it('is closed outside demonstrations', async () => {
    const closed = await testApp({ clock, environment: { DEMO: 'false' } });
    expect((await closed.http('GET', '/demo/outbox')).status).toBe(404);
    expect((await closed.http('GET', '/demo/outbox.json')).status).toBe(404);
    await closed.stop();
  });
});
