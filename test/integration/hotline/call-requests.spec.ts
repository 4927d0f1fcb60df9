import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CallQueueService } from '../../../src/hotline/call-queue.service.js';
import { CallRequestsService } from '../../../src/hotline/call-requests.service.js';
import { CallsService } from '../../../src/hotline/calls.service.js';
import { newId } from '../../../src/platform/ids.js';
import { day, parisInstant } from '../../../src/platform/lang/day.js';
import { type Laon, laon } from '../matching/laon.js';

const NUMBER = '06 39 98 01 77';
const E164 = '+33639980177';
let world: Laon;
let offer: string;

beforeAll(async () => {
  world = await laon();
  offer = await world.publishOffer();
}, 60_000);
afterAll(() => world?.app.stop());
beforeEach(async () => {
  await world.app.database.query('TRUNCATE calls, call_tasks, rate_marks');
  await world.app.database.query('DELETE FROM messages');
  at('2026-11-20', '10:30');
});

const at = (on: string, time: string) => world.clock.set(parisInstant(day(on), time).toISOString());
let address = 0;
type Wish = Parameters<CallRequestsService['requestCall']>[0];
const request = (wish: Omit<Wish, 'by'>, ip = `192.0.2.${address++ % 250}`) =>
  world.app.get(CallRequestsService).requestCall({ ...wish, by: { accountId: null, ip } });
const claim = () => world.app.get(CallQueueService).claimNext('LM');
const rows = (sql: string) => world.app.database.query<Record<string, unknown>>(sql);

describe('"Appelez-moi, je veux en parler"', () => {
  it('promises a call in the next half-day, with a receipt by SMS, and keeps it', async () => {
    const answer = await request({ phone: NUMBER, opportunityId: offer, bestTime: 'afternoon' });
    expect(answer).toEqual({ on: '2026-11-20', halfDay: 'afternoon', words: 'aujourd’hui, entre 13 h 30 et 17 h 30' });
    expect(await rows('SELECT to_address, template, body_text FROM messages')).toEqual([
      {
        to_address: E164,
        template: 'call-request',
        body_text: expect.stringContaining("Nous vous appelons aujourd'hui, entre 13 h 30 et 17 h 30."),
      },
    ]);
    expect(await claim()).toBeUndefined();
    at('2026-11-20', '13:35'); // before the hours of calls that nobody asked for
    expect(await claim()).toMatchObject({
      followUp: { reason: 'callback-asked', subject: offer, bestTime: 'afternoon', candidateId: null },
      about: [{ id: offer, kind: 'offer', title: 'Aide à domicile (H/F)', organisation: 'Aide à Laon' }],
      person: { phone: E164 },
    });
  });

  it.each([
    ['on Christmas Eve in the evening', '2026-12-24', '19:00', '2026-12-28', 'lundi 28 décembre, entre 9 h et 12 h'],
    ['before the 1st of May', '2026-04-30', '17:00', '2026-05-04', 'lundi 4 mai, entre 9 h et 12 h'],
    ['on a Saturday', '2026-11-21', '11:00', '2026-11-23', 'lundi 23 novembre, entre 9 h et 12 h'],
  ])('%s promises the next working day', async (_case, on, time, calledOn, words) => {
    at(on, time);
    expect(await request({ phone: NUMBER })).toMatchObject({ on: calledOn, words });
    at(calledOn, '08:59');
    expect(await claim()).toBeUndefined();
    at(calledOn, '09:00');
    expect(await claim()).toBeDefined();
  });

  it('asked twice the same day, or ten times at once, is one call and one SMS', async () => {
    await Promise.all(Array.from({ length: 3 }, () => request({ phone: NUMBER, opportunityId: offer })));
    at('2026-11-20', '11:30');
    await request({ phone: NUMBER, opportunityId: offer });
    expect(await rows(`SELECT state FROM call_tasks`)).toEqual([{ state: 'due' }]);
    expect(await rows('SELECT 1 FROM messages')).toHaveLength(1);
  });

  it('about two offers is one call about both', async () => {
    const mission = await world.publishMission();
    await request({ phone: NUMBER, opportunityId: offer });
    await request({ phone: NUMBER, opportunityId: mission });
    const sheet = await claim();
    expect(sheet?.about.map(({ id }) => id).sort()).toEqual([offer, mission].sort());
    expect(await rows('SELECT 1 FROM messages')).toHaveLength(1);
    expect(await claim()).toBeUndefined();
  });

  it('finds the file of a number that belongs to one person, and leaves a shared number a number', async () => {
    const names = { lastName: 'Exemple', phone: '06 39 98 02 10', place: 'Laon' };
    const camille = await world.register({ ...names, firstName: 'Camille' });
    await request({ phone: names.phone });
    expect(await rows('SELECT candidate_id, phone FROM call_tasks')).toEqual([
      { candidate_id: camille, phone: '+33639980210' },
    ]);
    await world.app.database.query('TRUNCATE call_tasks CASCADE');
    await world.register({ ...names, firstName: 'Dominique' });
    await request({ phone: names.phone });
    expect(await rows('SELECT candidate_id, phone FROM call_tasks')).toEqual([
      { candidate_id: null, phone: '+33639980210' },
    ]);
  });

  it('of a person who is signed in needs no number, and says again what was promised', async () => {
    const person = await world.register({
      firstName: 'Sacha',
      lastName: 'Signé',
      phone: '06 39 98 02 11',
      place: 'Laon',
    });
    const first = await request({ candidateId: person, bestTime: 'morning', opportunityId: offer });
    at('2026-11-20', '11:20');
    expect(await request({ candidateId: person, bestTime: 'afternoon', opportunityId: offer })).toEqual(first);
    await expect(request({ candidateId: newId() })).rejects.toMatchObject({ code: 'candidate.not-found' });
  });

  it('answers the same to every number, whether known, limited or refused', async () => {
    const answers = new Set<string>();
    const ask = async (phone: string, ip?: string) => answers.add(JSON.stringify(await request({ phone }, ip)));
    await world.register({ firstName: 'Connu', lastName: 'Exemple', phone: '06 39 98 02 12', place: 'Laon' });
    await ask('06 39 98 02 12');
    await ask('06 39 98 02 13');
    for (let i = 0; i < 12; i++) await ask(`06 39 98 03 ${10 + i}`, '198.51.100.7');
    expect(answers.size).toBe(1);
    expect(await rows('SELECT 1 FROM call_tasks')).toHaveLength(12);
  });

  it('does not let a stranger have somebody called who said no', async () => {
    await request({ phone: NUMBER });
    const sheet = await claim();
    if (!sheet) throw new Error('nothing to call');
    const call = { leaseId: sheet.leaseId, agent: 'LM', direction: 'outgoing', outcome: 'wrong-number' } as const;
    await world.app.get(CallsService).record(sheet.followUp.id, call);
    at('2026-11-24', '10:30');
    await request({ phone: NUMBER });
    expect(await rows(`SELECT 1 FROM call_tasks WHERE state = 'due'`)).toEqual([]);
    expect(await rows('SELECT 1 FROM messages')).toHaveLength(1);
  });

  it('refuses a number that is not French, and an offer that does not exist', async () => {
    await expect(request({ phone: '+32 470 12 34 56' })).rejects.toMatchObject({
      code: 'call-request.phone-unusable',
      details: { field: 'phone' },
    });
    await expect(request({ phone: NUMBER, opportunityId: newId() })).rejects.toMatchObject({
      code: 'opportunity.not-found',
    });
  });
});

describe('the API of calls that people ask for', () => {
  it('takes a wish, lends the call, refuses a social security number in its note, and records it by hand', async () => {
    const { app, team: key } = world;
    const asked = await app.http('POST', '/api/v1/call-requests', {
      key,
      body: { phone: NUMBER, opportunityId: offer },
    });
    expect(asked).toMatchObject({ status: 201, body: { on: '2026-11-20', halfDay: 'morning' } });
    const listed = await app.http('GET', '/api/v1/follow-ups?reason=callback-asked&state=due', { key });
    expect(listed.body).toMatchObject({ total: 1, items: [{ reason: 'callback-asked', subject: offer }] });
    const next = await app.http('POST', '/api/v1/follow-ups/next', { key, body: { agent: 'LM' } });
    const { followUp, leaseId } = next.body.call;
    const path = `/api/v1/follow-ups/${followUp.id}/calls`;
    const body = { leaseId, agent: 'LM', outcome: 'reached-done', note: 'Son numéro est 1 84 12 76 451 089 46.' };
    const refused = await app.http('POST', path, { key, body });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('note')]);
    const recorded = await app.http('POST', path, { key, body: { ...body, note: 'Rappellera après sa visite.' } });
    expect(recorded).toMatchObject({
      status: 201,
      body: {
        followUp: { state: 'done' },
        call: { outcome: 'reached-done', note: 'Rappellera après sa visite.', answers: null },
      },
    });
    expect((await app.http('POST', '/api/v1/call-requests', { key, body: {} })).status).toBe(422);
    expect((await app.http('POST', '/api/v1/call-requests', { key: world.employer, body: {} })).status).toBe(403);
  });
});
