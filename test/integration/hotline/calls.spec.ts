import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import type { Outcome } from '../../../src/hotline/call.rules.js';
import { CallsService, type RecordedCall } from '../../../src/hotline/calls.service.js';
import type { CallSheet } from '../../../src/hotline/call-task.schema.js';
import { FollowUpPlanningService } from '../../../src/hotline/follow-up-planning.service.js';
import { CallQueueService } from '../../../src/hotline/call-queue.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { day, parisInstant } from '../../../src/platform/lang/day.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { anAppointment, aPerson, followUpsOf, inShort, inShortOf, setClock } from './hotline-fixture.js';

const clock = new FixedClock('2026-08-31T06:00:00Z');
let app: TestApp;
let key: string;

beforeAll(async () => {
  app = await testApp({ clock });
  key = await app.key('team');
});
afterAll(() => app?.stop());
beforeEach(async () => {
  await app.database.query('TRUNCATE calls, call_tasks, appointments');
  setClock(clock, '2026-08-31', '08:00');
});

/** A person met on this day, whose first call is open on 30 November 2026 at 10:30. */
async function dueCall(
  on = '2026-08-31',
  person?: string,
): Promise<{ person: string; appointment: string; id: string }> {
  setClock(clock, '2026-08-31', '08:00');
  const who = person ?? (await aPerson(app));
  const appointment = await anAppointment(app, who, on);
  await app.get(FollowUpPlanningService).plan(appointment);
  setClock(clock, '2026-11-30', '10:30');
  await app.get(FollowUpPlanningService).openDue();
  return { person: who, appointment, id: (await followUpsOf(app, appointment))[3].id };
}

const claim = (agent = 'LM') => app.get(CallQueueService).claimNext(agent);
const lease = (id: string, direction: 'outgoing' | 'incoming' = 'outgoing') =>
  app.get(CallQueueService).lease(id, { agent: 'LM', direction });

function record(
  sheet: CallSheet,
  outcome: Outcome,
  more: { callBackAt?: string; note?: string; direction?: 'incoming' } = {},
): Promise<RecordedCall> {
  const answers = { situation: 'looking', wantsHelp: true, obstacles: ['transport'] } as const;
  return app.get(CallsService).record(sheet.followUp.id, {
    leaseId: sheet.leaseId,
    agent: sheet.followUp.lease?.agent ?? 'LM',
    direction: 'outgoing',
    outcome,
    ...more,
    ...(outcome === 'reached-done' && { answers: { ...answers, obstacles: [...answers.obstacles] } }),
  });
}

describe('the queue of calls', () => {
  it('gives one call to one of two agents who press "Suivant" together', async () => {
    const { id } = await dueCall();
    const sheets = await Promise.all(['LM', 'AB', 'CD', 'EF'].map(claim));
    expect(sheets.filter((sheet) => sheet !== undefined)).toHaveLength(1);
    expect(sheets.find((sheet) => sheet)?.followUp).toMatchObject({ id, state: 'due' });
  });

  it('gives as many calls as there are to as many agents at once, each once', async () => {
    for (let i = 0; i < 6; i++) await dueCall();
    const sheets = await Promise.all(Array.from({ length: 9 }, (_, i) => claim(`agent ${i}`)));
    const given = sheets.flatMap((sheet) => sheet?.followUp.id ?? []);
    expect(given).toHaveLength(6);
    expect(new Set(given).size).toBe(6);
  });

  it('begins with what is overdue, then what was promised, then what is due today, then what may be done early', async () => {
    const early = await dueCall('2026-09-01');
    const today = await dueCall('2026-08-31');
    const promised = await dueCall('2026-09-02');
    const overdue = await dueCall('2026-08-24');
    setClock(clock, '2026-11-30', '10:00');
    await app
      .get(CallQueueService)
      .reschedule(promised.id, { callAt: parisInstant(day('2026-11-30'), '10:20').toISOString() });
    setClock(clock, '2026-11-30', '10:30');
    const order = [];
    for (let sheet = await claim(); sheet; sheet = await claim()) order.push(sheet.followUp.id);
    expect(order).toEqual([overdue.id, promised.id, today.id, early.id]);
  });

  it('shows a colleague who is calling, and gives the call to another when the half hour is over', async () => {
    const { id } = await dueCall();
    const mine = await claim('LM');
    await expect(app.get(CallQueueService).lease(id, { agent: 'AB', direction: 'outgoing' })).rejects.toMatchObject({
      code: 'follow-up.being-called',
      details: { agent: 'LM' },
    });
    clock.advance(29 * 60);
    expect(await claim('AB')).toBeUndefined();
    const renewed = await app
      .get(CallQueueService)
      .lease(id, { agent: 'LM', leaseId: mine?.leaseId, direction: 'outgoing' });
    expect(renewed.leaseId).toBe(mine?.leaseId);
    clock.advance(29 * 60);
    expect(await claim('AB')).toBeUndefined();
    clock.advance(60);
    expect((await claim('AB'))?.followUp.lease?.agent).toBe('AB');
  });

  it('takes a call back that an agent gives up', async () => {
    const { id } = await dueCall();
    const sheet = await claim('LM');
    await app.get(CallQueueService).release(id, sheet?.leaseId ?? '');
    expect((await claim('AB'))?.followUp.id).toBe(id);
    await expect(app.get(CallQueueService).release(id, sheet?.leaseId ?? '')).resolves.toBeUndefined();
    expect(await claim('CD')).toBeUndefined();
  });

  it('is empty outside the hours of outgoing calls, except for a call that the person asked for', async () => {
    const { id } = await dueCall();
    const { id: promised } = await dueCall('2026-09-01');
    await app
      .get(CallQueueService)
      .reschedule(promised, { callAt: parisInstant(day('2026-12-01'), '09:15').toISOString() });
    for (const [on, at] of [
      ['2026-11-30', '12:30'],
      ['2026-11-30', '17:30'],
      ['2026-12-05', '10:30'],
      ['2026-12-01', '09:10'],
    ] as const) {
      setClock(clock, on, at);
      expect(await claim()).toBeUndefined();
      await expect(lease(id)).rejects.toMatchObject({ code: 'follow-up.outside-hours' });
    }
    setClock(clock, '2026-12-01', '09:20');
    expect((await claim())?.followUp.id).toBe(promised);
    expect(await claim()).toBeUndefined();
    // Whoever calls us is spoken to at any hour.
    await expect(lease(id, 'incoming')).resolves.toMatchObject({ followUp: { id } });
  });
});

describe('a call that fails', () => {
  it('is tried three times, a working day apart and in the other half of the day, with one SMS; then the person is out of reach', async () => {
    const { person, appointment } = await dueCall();
    const messages = () =>
      app.database.query('SELECT template, candidate_id FROM messages WHERE candidate_id = $1', [person]);
    const attempts: string[] = [];
    for (let hour = 0; hour < 24 * 14; hour++) {
      clock.set(new Date(parisInstant(day('2026-11-30'), '00:30').getTime() + hour * 3_600_000).toISOString());
      const sheet = await claim();
      if (!sheet) continue;
      attempts.push(clock.now().toISOString());
      await record(sheet, 'no-answer');
      expect(await messages()).toEqual([{ template: 'missed-call', candidate_id: person }]);
    }
    expect(attempts).toEqual(['2026-11-30T09:30:00.000Z', '2026-12-01T13:30:00.000Z', '2026-12-02T09:30:00.000Z']);
    expect(inShort((await followUpsOf(app, appointment))[3])).toBe('unreachable (three-attempts) 2026-11-30');
    expect((await inShortOf(app, appointment)).slice(1)).toEqual(['planned 2027-03-01', 'planned 2027-08-31']);
  });

  it('on a busy line is tried again after half an hour', async () => {
    const { id } = await dueCall();
    const sheet = await claim();
    if (sheet) await record(sheet, 'busy');
    clock.advance(29 * 60);
    expect(await claim()).toBeUndefined();
    clock.advance(60);
    expect((await claim())?.followUp.id).toBe(id);
  });

  it('is not made a fifth time in 30 days, whatever the milestone', async () => {
    const { person, id } = await dueCall();
    for (const days of [2, 9, 16, 23]) await aPastCall(id, person, days, 'no-answer');
    expect(await claim()).toBeUndefined();
    await expect(lease(id)).rejects.toMatchObject({ code: 'follow-up.too-many-calls' });
    setClock(clock, '2026-12-08', '10:30'); // 31 days after the first of the four
    expect((await claim())?.followUp.candidateId).toBe(person);
  });

  it('is not made for 60 days after the person refused one', async () => {
    const first = await dueCall();
    const sheet = await claim();
    if (sheet) await record(sheet, 'refuses-this-call');
    expect(inShort((await followUpsOf(app, first.appointment))[3])).toBe('refused (refuses-this-call) 2026-11-30');
    const second = await dueCall('2026-09-07', first.person);
    setClock(clock, '2026-12-07', '10:30');
    await app.get(FollowUpPlanningService).openDue();
    await expect(lease(second.id)).rejects.toMatchObject({ code: 'follow-up.silence' });
    setClock(clock, '2027-01-28', '10:30');
    expect(await claim()).toBeUndefined();
    setClock(clock, '2027-01-29', '10:31');
    expect((await claim())?.followUp.id).toBe(second.id);
  });
});

describe('the outcome of a call', () => {
  it('done keeps the answers and counts as a contact', async () => {
    const { person } = await dueCall();
    const sheet = await claim();
    if (!sheet) throw new Error('nothing to call');
    const recorded = await record(sheet, 'reached-done', { note: 'Cherche un moyen de transport.' });
    expect(recorded).toMatchObject({
      lost: false,
      followUp: { state: 'done', lease: null },
      call: { note: 'Cherche un moyen de transport.', answers: { situation: 'looking', obstacles: ['transport'] } },
    });
    const [file] = await app.database.query<{ last_contact_at: Date }>(
      'SELECT last_contact_at FROM candidates WHERE id = $1',
      [person],
    );
    expect(file?.last_contact_at).toEqual(clock.now());
  });

  it('recorded twice is recorded once', async () => {
    await dueCall();
    const sheet = await claim();
    if (!sheet) throw new Error('nothing to call');
    const [first, second] = await Promise.all([record(sheet, 'no-answer'), record(sheet, 'no-answer')]);
    expect(second.call).toEqual(first.call);
    expect(second.followUp.attempts).toBe(1);
  });

  it('"call me on Tuesday at 9:15" is kept, and refused at an hour when nobody is there', async () => {
    const { id } = await dueCall();
    const sheet = await claim();
    if (!sheet) throw new Error('nothing to call');
    const at = (on: string, time: string) => ({ callBackAt: parisInstant(day(on), time).toISOString() });
    await expect(record(sheet, 'reached-call-back', at('2026-12-06', '10:00'))).rejects.toMatchObject({
      code: 'follow-up.team-absent',
    });
    await expect(record(sheet, 'reached-call-back', at('2026-11-29', '10:00'))).rejects.toMatchObject({
      code: 'follow-up.call-in-the-past',
    });
    await expect(record(sheet, 'reached-call-back', at('2027-03-01', '10:00'))).rejects.toMatchObject({
      code: 'follow-up.call-too-far',
    });
    await record(sheet, 'reached-call-back', at('2026-12-01', '09:15'));
    setClock(clock, '2026-12-01', '09:14');
    expect(await claim()).toBeUndefined();
    setClock(clock, '2026-12-01', '09:15');
    expect((await claim())?.followUp.id).toBe(id);
  });

  it.each([
    ['do-not-call', 'refused (do-not-call)', 'cancelled (opposed)', ['follow-up-calls']],
    [
      'deceased',
      'cancelled (deceased)',
      'cancelled (deceased)',
      ['cv-visible', 'email-alerts', 'employer-contact', 'follow-up-calls', 'sms-alerts'],
    ],
    ['moved', 'cancelled (moved-away)', 'cancelled (moved-away)', []],
  ] as const)(
    '%s ends this call (%s) and the others (%s), and withdraws %s',
    async (outcome, this_, others, withdrawn) => {
      const { person, appointment } = await dueCall();
      const sheet = await claim();
      if (sheet) await record(sheet, outcome);
      expect(await inShortOf(app, appointment)).toEqual([
        `${this_} 2026-11-30`,
        `${others} 2027-03-01`,
        `${others} 2027-08-31`,
      ]);
      const consents = await app.database.query<{ purpose: string }>(
        'SELECT purpose FROM consents WHERE candidate_id = $1 AND NOT granted ORDER BY purpose',
        [person],
      );
      expect(consents.map((consent) => consent.purpose)).toEqual([...withdrawn]);
    },
  );
});

describe('a lease that was lost', () => {
  async function lost(): Promise<{ sheet: CallSheet; appointment: string; person: string }> {
    const { appointment, person } = await dueCall();
    const sheet = await claim('LM');
    if (!sheet) throw new Error('nothing to call');
    clock.advance(31 * 60);
    if (!(await claim('AB'))) throw new Error('the lease did not end');
    return { sheet, appointment, person };
  }

  it('that nobody has taken meanwhile still counts', async () => {
    await dueCall();
    const sheet = await claim();
    clock.advance(3 * 3600);
    if (sheet) expect(await record(sheet, 'no-answer')).toMatchObject({ lost: false, followUp: { attempts: 1 } });
  });

  it('leaves the follow-up to the colleague, and keeps what was said', async () => {
    const { sheet, appointment, person } = await lost();
    const answer = await app.http('POST', `/api/v1/follow-ups/${sheet.followUp.id}/calls`, {
      key,
      headers: { 'idempotency-key': 'lost-1' },
      body: { leaseId: sheet.leaseId, agent: 'LM', outcome: 'no-answer', note: 'Une longue note\nsur deux lignes.' },
    });
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'follow-up.lease-lost',
      submitted: { note: 'Une longue note\nsur deux lignes.' },
    });
    expect((await followUpsOf(app, appointment))[3]).toMatchObject({
      state: 'due',
      attempts: 0,
      lease: { agent: 'AB' },
    });
    const calls = await app.database.query('SELECT note, applied FROM calls WHERE candidate_id = $1', [person]);
    expect(calls).toEqual([{ note: 'Une longue note\nsur deux lignes.', applied: false }]);
  });

  it('does not lose the wish not to be called any more', async () => {
    const { sheet, appointment } = await lost();
    expect(await record(sheet, 'do-not-call')).toMatchObject({ lost: true });
    expect((await followUpsOf(app, appointment))[3]).toMatchObject({
      state: 'cancelled',
      endReason: 'opposed',
      lease: null,
    });
  });

  it('by the erasure of the person writes nothing about the person', async () => {
    const { person } = await dueCall();
    const sheet = await claim();
    await app.get(CandidatesService).erase(person);
    await app.get(FollowUpPlanningService).cancelFor([person]);
    if (sheet)
      expect(await record(sheet, 'reached-done', { note: 'Un secret' })).toMatchObject({
        lost: true,
        call: { note: null, answers: null },
      });
  });
});

describe('the API of appointments and follow-ups', () => {
  it('books, moves with the right version only, refuses two appointments at one time, and lists', async () => {
    const person = await aPerson(app);
    const body = { candidateId: person, stop: 'Hirson, gare', startsAt: '2026-09-10T10:00:00+02:00' };
    const booked = await app.http('POST', '/api/v1/appointments', { key, body });
    expect(booked).toMatchObject({
      status: 201,
      body: { status: 'booked', startsAt: '2026-09-10T08:00:00.000Z', version: 1 },
    });
    expect(booked.headers.get('etag')).toBe('"1"');
    const twice = await Promise.all(
      [1, 2, 3].map(() =>
        app.http('POST', '/api/v1/appointments', { key, body: { ...body, startsAt: '2026-09-10T10:20:00+02:00' } }),
      ),
    );
    expect(twice.map((answer) => answer.body.code)).toEqual(Array(3).fill('appointment.same-time'));
    const path = `/api/v1/appointments/${booked.body.id}`;
    const change = { startsAt: '2026-09-11T10:00:00+02:00' };
    expect((await app.http('PATCH', path, { key, body: change })).status).toBe(428);
    expect((await app.http('PATCH', path, { key, body: change, headers: { 'if-match': '"7"' } })).status).toBe(412);
    const moved = await app.http('PATCH', path, { key, body: change, headers: { 'if-match': '"1"' } });
    expect(moved).toMatchObject({ status: 200, body: { version: 2 } });
    expect(
      (await app.http('POST', `${path}/attendance`, { key, body: { attended: true }, headers: { 'if-match': '"2"' } }))
        .body.code,
    ).toBe('appointment.not-yet');
    await app.runJobs();
    const listed = await app.http(
      'GET',
      `/api/v1/follow-ups?candidateId=${person}&state=planned&dueBefore=2027-06-01&perPage=1`,
      { key },
    );
    expect(listed).toMatchObject({ status: 200, body: { total: 2, items: [{ months: 3, dueOn: '2026-12-11' }] } });
    expect((await app.http('POST', `${path}/cancel`, { key, headers: { 'if-match': '"2"' } })).body.status).toBe(
      'cancelled',
    );
    expect(
      (await app.http('GET', '/api/v1/appointments?status=cancelled&from=2026-09-11&to=2026-09-11', { key })).body
        .total,
    ).toBe(1);
  });

  it('books one of two appointments asked for at the same moment', async () => {
    const person = await aPerson(app);
    const body = { candidateId: person, stop: 'Hirson, gare', startsAt: '2026-09-10T10:00:00+02:00' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => app.http('POST', '/api/v1/appointments', { key, body })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409]);
  });

  it.each([
    ['an unknown person', { candidateId: '0190f0f0-0000-7000-8000-000000000000' }, 404],
    ['an unknown field', { color: 'blue' }, 422],
    ['a date without its offset', { startsAt: '2026-09-10T10:00:00' }, 422],
    ['a date that does not exist', { startsAt: '2026-02-30T10:00:00Z' }, 422],
    ['a date too far away', { startsAt: '2030-02-28T10:00:00Z' }, 422],
    ['control characters', { stop: 'Hir\u0007son' }, 422],
    ['marks that turn the writing', { stop: 'Hir\u202eson' }, 422],
    ['no stop', { stop: '  ' }, 422],
  ])('refuses %s', async (_case, wrong, status) => {
    const body = {
      candidateId: await aPerson(app),
      stop: 'Hirson, gare',
      startsAt: '2026-09-10T10:00:00+02:00',
      ...wrong,
    };
    expect((await app.http('POST', '/api/v1/appointments', { key, body })).status).toBe(status);
    expect(await app.database.query('SELECT 1 FROM appointments')).toEqual([]);
  });

  it('is for the team alone', async () => {
    const partner = await app.key('partner');
    for (const path of ['/api/v1/appointments', '/api/v1/follow-ups']) {
      expect((await app.http('GET', path, { key: partner })).status).toBe(403);
      expect((await app.http('GET', path)).status).toBe(401);
    }
  });

  it('lends, records and puts off calls', async () => {
    const { id } = await dueCall();
    const next = await app.http('POST', '/api/v1/follow-ups/next', { key, body: { agent: 'LM' } });
    expect(next.body.call).toMatchObject({
      followUp: { id, lease: { agent: 'LM' } },
      person: { firstName: 'Camille' },
      appointment: { stop: 'Place de la mairie, Guise' },
    });
    expect((await app.http('POST', '/api/v1/follow-ups/next', { key, body: { agent: 'AB' } })).body).toEqual({
      call: null,
    });
    expect((await app.http('POST', `/api/v1/follow-ups/${id}/lease`, { key, body: { agent: 'AB' } })).body.code).toBe(
      'follow-up.being-called',
    );
    const { leaseId } = next.body.call;
    const calls = `/api/v1/follow-ups/${id}/calls`;
    for (const wrong of [
      { outcome: 'happy' },
      { outcome: 'reached-done' },
      { outcome: 'reached-call-back' },
      { outcome: 'busy', direction: 'incoming' },
      { outcome: 'busy', note: 'x'.repeat(501) },
    ]) {
      expect((await app.http('POST', calls, { key, body: { leaseId, agent: 'LM', ...wrong } })).status).toBe(422);
    }
    expect(
      (await app.http('POST', calls, { key, body: { leaseId, agent: 'LM', outcome: 'voicemail-left' } })).status,
    ).toBe(201);
    const put = await app.http('POST', `/api/v1/follow-ups/${id}/reschedule`, { key, body: { callOn: '2026-12-03' } });
    expect(put.body).toMatchObject({ notBefore: '2026-12-03T09:00:00.000Z', callIn: null });
    expect(
      (await app.http('POST', `/api/v1/follow-ups/${id}/reschedule`, { key, body: { callOn: '2026-12-05' } })).body
        .code,
    ).toBe('follow-up.team-absent');
    expect((await app.http('DELETE', `/api/v1/follow-ups/${id}/lease?leaseId=${leaseId}`, { key })).status).toBe(204);
    expect((await app.http('GET', '/api/v1/follow-ups/not-an-id', { key })).status).toBe(404);
  });
});

async function aPastCall(followUpId: string, person: string, daysAgo: number, outcome: Outcome): Promise<void> {
  await app.database.query(
    `INSERT INTO calls (id, follow_up_id, candidate_id, lease_id, agent, direction, outcome, asked, applied, called_at)
     VALUES (gen_random_uuid(), $1, $2, gen_random_uuid(), 'LM', 'outgoing', $3, false, true, $4)`,
    [followUpId, person, outcome, new Date(clock.now().getTime() - daysAgo * 86_400_000)],
  );
}
