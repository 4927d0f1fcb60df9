import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AlertChecks } from '../../../src/alerts/alert-checks.js';
import { alertToken } from '../../../src/alerts/alert-token.js';
import { DigestsService } from '../../../src/alerts/digests.service.js';
import { PlanAlertsService } from '../../../src/alerts/plan-alerts.service.js';
import { candidateChanged } from '../../../src/candidates/candidates.events.js';
import { NotificationsService } from '../../../src/notifications/notifications.service.js';
import { SendingService } from '../../../src/notifications/sending.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { AlertWorld } from './alert-world.js';

/** A Friday at 11:00 in Paris. */
const FRIDAY = '2026-11-20T10:00:00Z';
const clock = new FixedClock(FRIDAY);
let app: TestApp;
let world: AlertWorld;

beforeAll(async () => {
  app = await testApp({ clock, environment: { PUBLIC_URL: 'https://aisne-actifs.invalid', SMS_STOP_NUMBER: '36105' } });
  world = new AlertWorld(app.database, app.get(Outbox), () => clock.now());
  await world.settle();
});
beforeEach(async () => {
  clock.set(FRIDAY);
  await app.database.query(
    `TRUNCATE alerts, alert_slots, short_links, alert_reactions, contact_breaks, messages, outbox_deliveries, inbound_sms, matches,
       match_targets, opportunity_targets, call_tasks, offers, outbox_events, outbox_jobs CASCADE`,
  );
  await app.database.query('DELETE FROM consents; DELETE FROM candidate_occupations; DELETE FROM candidates');
});
afterAll(() => app.stop());

const plan = (ids: string[]) => app.get(PlanAlertsService).plan(ids);
const rows = <T = Record<string, unknown>>(sql: string, parameters: unknown[] = []) =>
  app.database.query<T>(sql, parameters);
const told = () =>
  rows<{ candidate_id: string; channel: string; count: number }>(
    'SELECT candidate_id, channel, count(*)::int AS count FROM messages GROUP BY 1, 2',
  );
const decisions = async () =>
  Object.fromEntries(
    (
      await rows<{ key: string; count: number }>(
        "SELECT concat_ws(' ', channel, decision, reason) AS key, count(*)::int AS count FROM alerts GROUP BY 1",
      )
    ).map((row) => [row.key, row.count]),
  );

describe('from a published offer to a message', () => {
  it('tells the person it suits, with the reason, a short link and how to stop', async () => {
    const [candidateId = ''] = await world.people(1);
    await app.database.transaction(() => app.get(Outbox).publish(candidateChanged, { candidateIds: [candidateId] }));
    await app.runJobs();
    const [offerId = ''] = await world.offers(['Aide à domicile (H/F)']);
    await world.announce([offerId]);
    await app.runJobs();

    const messages = await rows<{ channel: string; status: string; body_text: string; unsubscribe_url: string | null }>(
      'SELECT channel, status, body_text, unsubscribe_url FROM messages ORDER BY channel',
    );
    expect(messages.map((message) => [message.channel, message.status])).toEqual([
      ['email', 'sent'],
      ['sms', 'sent'],
    ]);
    const sms = messages[1]?.body_text ?? '';
    expect(sms).toMatch(
      /^Aisne-actifs: Aide à domicile \(H\/F\), Laon, tout près\. Vous cherchez : aide à domicile\. /,
    );
    expect(sms).toContain('03 23 24 89 00 STOP au 36105');
    expect(messages[0]?.unsubscribe_url).toMatch(/^https:\/\/aisne-actifs\.invalid\/unsubscribe\/[\w-]{44}$/);

    const code = /\/o\/(\w+)/.exec(sms)?.[1] ?? '';
    const head = await app.http('HEAD', `/o/${code}`);
    expect(head.status).toBeLessThan(400);
    expect(await rows('SELECT 1 FROM alert_reactions')).toHaveLength(0);
    const opened = await app.http('GET', `/o/${code.toLowerCase()}`);
    expect(opened.status).toBe(302);
    expect(opened.headers.get('location')).toBe(`/offres/${offerId}`);
    expect(await rows('SELECT 1 FROM alert_reactions WHERE candidate_id = $1', [candidateId])).toHaveLength(1);
    expect((await app.http('GET', '/o/ZZZZZZ')).status).toBe(404);
  });

  it('plans for the next opening when it is night, and looks again at the hour when it leaves', async () => {
    clock.set('2026-11-20T20:00:00Z');
    const people = await world.people(2, { channels: ['sms'] });
    const offers = await world.offers(['Aide à domicile']);
    await world.match(offers, people);
    await plan(offers);
    const opening = new Date('2026-11-21T09:00:00Z');
    expect(await rows('SELECT DISTINCT send_after FROM messages')).toEqual([{ send_after: opening }]);
    clock.set('2026-11-21T17:30:00Z');
    await app.get(SendingService).sendDue();
    expect(await rows('SELECT DISTINCT status, send_after, attempts FROM messages')).toEqual([
      { status: 'queued', send_after: new Date('2026-11-23T08:00:00Z'), attempts: 0 },
    ]);
    clock.set('2026-11-23T08:00:00Z');
    await app.get(SendingService).sendDue();
    expect(await rows('SELECT DISTINCT status FROM messages')).toEqual([{ status: 'sent' }]);
  });
});

describe('under concurrency', () => {
  it('tells each person once when 20 workers plan the same offers', async () => {
    const people = await world.people(300);
    const offers = await world.offers(['Aide à domicile', 'Auxiliaire de vie', 'Garde de nuit']);
    await world.match(offers, people);
    await Promise.all(Array.from({ length: 20 }, () => plan(offers)));
    const counts = await told();
    expect(counts).toHaveLength(600);
    expect(counts.every((row) => row.count === 1)).toBe(true);
    expect(await decisions()).toEqual({
      'sms now': 300,
      'email now': 300,
      'sms digest slot-taken': 600,
      'email digest slot-taken': 600,
    });
  });

  it('keeps one SMS a day when 20 workers plan 20 different offers for the same people', async () => {
    const people = await world.people(60, { channels: ['sms'] });
    const offers = await world.offers(Array.from({ length: 20 }, (_, i) => `Aide à domicile secteur ${i}`));
    await world.match(offers, people);
    await Promise.all(offers.map((id) => plan([id])));
    expect(await told()).toHaveLength(60);
    expect(await rows('SELECT 1 FROM messages')).toHaveLength(60);
    expect(await rows("SELECT 1 FROM alerts WHERE decision = 'digest'")).toHaveLength(19 * 60);
  });

  it('sends one digest when four workers send digests at once', async () => {
    const people = await world.people(50, { rhythm: 'digest' });
    const offers = await world.offers(['Un métier', 'Deux métiers', 'Trois métiers', 'Quatre métiers']);
    await world.match(offers, people);
    await plan(offers);
    expect(await rows('SELECT 1 FROM messages')).toHaveLength(0);
    await Promise.all([1, 2, 3, 4].map(() => app.get(DigestsService).send()));
    const counts = await told();
    expect(counts).toHaveLength(100);
    expect(counts.every((row) => row.count === 1)).toBe(true);
    expect(
      await rows('SELECT message_id FROM alerts WHERE message_id IS NOT NULL GROUP BY 1 HAVING count(*) <> 3'),
    ).toEqual([]);
  });
});

describe('who is skipped, and why', () => {
  it('writes the reason down', async () => {
    const offers = await world.offers(['Aide à domicile']);
    const groups = [
      await world.people(1, { rhythm: 'off' }),
      await world.people(1, { pausedUntil: '2026-12-01' }),
      await world.people(1, { channels: ['sms'], consents: [] }),
      await world.people(1, { channels: ['sms'], phone: '+33323248900' }),
      await world.people(1, { channels: [] }),
    ];
    await world.match(offers, groups.flat());
    await world.match(offers, await world.people(1), 39);
    await plan(offers);
    expect(await decisions()).toEqual({
      'none skip rhythm-off': 1,
      'none skip paused': 1,
      'sms skip no-consent': 1,
      'sms skip unreachable': 1,
      'none skip no-channel': 1,
      'none skip score-too-low': 1,
    });
  });

  it('does not tell twice of a post that is published again', async () => {
    const people = await world.people(1, { channels: ['email'] });
    const first = await world.offers(['Aide à domicile (H/F)']);
    await world.match(first, people);
    await plan(first);
    clock.advance(86_400);
    const again = await world.offers(['AIDE A DOMICILE']);
    await world.match(again, people);
    await plan(again);
    expect(await decisions()).toEqual({ 'email now': 1, 'none skip already-told': 1 });
    clock.set('2026-11-23T10:00:00Z');
    expect(await app.get(DigestsService).send()).toBe(0);
  });

  it('asks the hotline to call after four alerts without an answer, and starts again after a sign of life', async () => {
    const [id = ''] = await world.people(1, { channels: ['email'] });
    const tell = async (day: string, title: string) => {
      clock.set(`${day}T10:00:00Z`);
      const offers = await world.offers([title]);
      await world.match(offers, [id]);
      await plan(offers);
      await app.get(SendingService).sendDue();
    };
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    for (const [i, day] of days.entries()) await tell(day, `Offre ${i}`);
    expect(await rows("SELECT 1 FROM messages WHERE status = 'sent'")).toHaveLength(4);
    await tell('2026-11-27', 'Une de trop');
    await tell('2026-11-28', 'Encore une');
    expect(await rows('SELECT 1 FROM messages')).toHaveLength(4);
    expect(await rows('SELECT reason FROM contact_breaks')).toEqual([{ reason: 'ignored-alerts' }]);
    const [link] = await rows<{ code: string }>('SELECT code FROM short_links LIMIT 1');
    clock.set('2026-11-30T09:00:00Z');
    expect((await app.http('GET', `/o/${link?.code}`)).status).toBe(302);
    await tell('2026-11-30', 'Après un signe de vie');
    expect(await rows("SELECT 1 FROM messages WHERE status = 'sent'")).toHaveLength(5);
  });
});

describe('at the moment of sending', () => {
  it('drops what has closed since, and gives the slot of the day back', async () => {
    const people = await world.people(1, { channels: ['sms'] });
    const offers = await world.offers(['Fermée entre-temps', 'Toujours ouverte']);
    await world.match(offers.slice(0, 1), people, 90);
    await world.match(offers.slice(1), people, 70);
    await plan(offers);
    await rows("UPDATE offers SET status = 'filled' WHERE id = $1", [offers[0]]);
    await app.get(SendingService).sendDue();
    expect(await rows('SELECT status, failure_reason FROM messages')).toEqual([
      { status: 'cancelled', failure_reason: 'closed-before-sending' },
    ]);
    expect(await rows('SELECT 1 FROM alert_slots')).toHaveLength(0);
    expect(await app.get(DigestsService).send()).toBe(1);
    await app.get(SendingService).sendDue();
    expect(
      await rows(
        "SELECT a.opportunity_id AS id FROM alerts a JOIN messages m ON m.id = a.message_id WHERE m.status = 'sent'",
      ),
    ).toEqual([{ id: offers[1] }]);
  });

  it('drops what is not wanted any more', async () => {
    const [id = ''] = await world.people(1, { channels: ['sms'] });
    const offers = await world.offers(['Aide à domicile']);
    await world.match(offers, [id]);
    await plan(offers);
    const [message] = await rows<{ id: string }>('SELECT id FROM messages');
    const verdict = async () => (await app.get(AlertChecks).verdicts([message?.id ?? ''])).get(message?.id ?? '');
    expect(await verdict()).toBeUndefined();
    await rows("UPDATE candidates SET phone = '+33639989999' WHERE id = $1", [id]);
    expect(await verdict()).toEqual({ cancel: 'address-changed' });
    await rows("UPDATE candidates SET alert_rhythm = 'off' WHERE id = $1", [id]);
    expect(await verdict()).toEqual({ cancel: 'rhythm-off' });
    expect(await decisions()).toEqual({ 'sms skip rhythm-off': 1 });
  });
});

describe('fewer alerts, a pause, or none', () => {
  const consent = (id: string, purpose: string) =>
    rows<{ granted: boolean; how: string }>(
      'SELECT granted, how FROM consents WHERE candidate_id = $1 AND purpose = $2 ORDER BY id DESC LIMIT 1',
      [id, purpose],
    );

  it('happens by a link only when the button is pressed, or by the one click of a mail program', async () => {
    const [id = ''] = await world.people(1);
    const token = (action: 'less' | 'pause' | 'stop') => alertToken(app.config.secret, { action, candidateId: id });
    const page = await app.http('GET', `/unsubscribe/${token('stop')}`);
    expect(page.body).toContain('<form method="post"');
    expect(await consent(id, 'email-alerts')).toMatchObject([{ granted: true }]);
    const oneClick = await app.http('POST', `/unsubscribe/${token('stop')}`, {
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(oneClick.status).toBe(200);
    expect(await consent(id, 'email-alerts')).toEqual([{ granted: false, how: 'email' }]);
    expect(await consent(id, 'sms-alerts')).toMatchObject([{ granted: true }]);
    expect((await app.http('POST', `/unsubscribe/${token('stop')}`)).status).toBe(200);
    expect((await app.http('POST', `/alertes/${token('less')}`)).status).toBe(200);
    expect((await app.http('POST', `/alertes/${token('pause')}`)).status).toBe(200);
    const [person] = await rows('SELECT alert_rhythm, alerts_paused_until FROM candidates WHERE id = $1', [id]);
    expect(person).toEqual({ alert_rhythm: 'digest', alerts_paused_until: '2026-12-20' });
    expect((await app.http('POST', `/unsubscribe/${token('stop').slice(0, -2)}xx`)).status).toBe(404);
  });

  it('happens at once by SMS, for everyone with that number, confirmed once', async () => {
    const phone = '+33639987777';
    const people = await world.people(2, { channels: ['sms'], phone });
    const offers = await world.offers(['Aide à domicile']);
    await world.match(offers, people);
    await plan(offers);
    const sms = { provider: 'http-json', from: phone, text: 'ARRÊT', receivedAt: null };
    await app.get(NotificationsService).receiveSms({ ...sms, reference: '1' });
    expect(await rows("SELECT 1 FROM messages WHERE status = 'cancelled'")).toHaveLength(2);
    await app.runJobs();
    for (const id of people) expect(await consent(id, 'sms-alerts')).toEqual([{ granted: false, how: 'sms' }]);
    await app.get(NotificationsService).receiveSms({ ...sms, reference: '2', text: 'stop' });
    await app.runJobs();
    expect(await rows('SELECT body_text FROM outbox_deliveries')).toEqual([
      { body_text: expect.stringContaining('vous ne recevrez plus nos alertes') },
    ]);
  });

  it('happens by itself when an address does not work, and the hotline is told', async () => {
    const [id = ''] = await world.people(1);
    const offers = await world.offers(['Aide à domicile']);
    await world.match(offers, [id]);
    await plan(offers);
    await app.runJobs();
    const [message] = await rows<{ id: string }>("SELECT id FROM messages WHERE channel = 'email'");
    await app.get(NotificationsService).receiveReceipt({
      provider: 'outbox',
      reference: message?.id ?? '',
      receipt: 'permanent-failure',
      detail: null,
    });
    await app.runJobs();
    expect(await rows('SELECT alert_channels FROM candidates WHERE id = $1', [id])).toEqual([
      { alert_channels: ['sms'] },
    ]);
    expect(await rows('SELECT candidate_id, channel, reason FROM contact_breaks')).toEqual([
      { candidate_id: id, channel: 'email', reason: 'bounced' },
    ]);
  });
});
