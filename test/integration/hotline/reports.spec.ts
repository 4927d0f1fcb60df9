import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import type { Motive } from '../../../src/hotline/report.rules.js';
import { ReportsService } from '../../../src/hotline/reports.service.js';
import { newId } from '../../../src/platform/ids.js';
import { type Laon, laon } from '../matching/laon.js';

let world: Laon;
let address = 0;

beforeAll(async () => {
  world = await laon();
}, 60_000);
afterAll(() => world?.app.stop());
beforeEach(async () => {
  await world.app.database.query('TRUNCATE reports, rate_marks');
  world.clock.set('2026-11-20T10:00:00Z');
});

const rows = (sql: string, parameters: unknown[] = []) =>
  world.app.database.query<Record<string, unknown>>(sql, parameters);
const report = (
  opportunityId: string,
  motive: Motive,
  more: { candidateId?: string; ip?: string; words?: string } = {},
) =>
  world.app
    .get(ReportsService)
    .report({ opportunityId, motive, candidateId: null, ip: `192.0.2.${address++ % 250}`, ...more });
const statusOf = async (id: string) =>
  (await rows('SELECT status FROM opportunities WHERE id = $1', [id]))[0]?.['status'];

describe('a report', () => {
  it('about money hides an offer or a mission at once, and tells search', async () => {
    const [offer, mission] = [await world.publishOffer(), await world.publishMission()];
    await report(offer, 'asks-for-money', { words: 'On me demande 50 € pour la formation.' });
    await report(mission, 'asks-for-papers');
    expect([await statusOf(offer), await statusOf(mission)]).toEqual(['pending-review', 'pending-review']);
    expect(await rows(`SELECT name FROM outbox_events ORDER BY name`)).toEqual([
      { name: 'mission.ended' },
      { name: 'offer.ended' },
    ]);
    await world.app.runJobs();
  });

  it('of another kind hides it when three people make it, even at the same moment', async () => {
    const offer = await world.publishOffer();
    await report(offer, 'rude');
    await report(offer, 'already-filled');
    expect(await statusOf(offer)).toBe('published');
    await Promise.all([report(offer, 'other'), report(offer, 'other'), report(offer, 'other')]);
    expect(await statusOf(offer)).toBe('pending-review');
    expect(await rows('SELECT version FROM offers WHERE id = $1', [offer])).toEqual([{ version: 2 }]);
  });

  it('made again by the same person counts once', async () => {
    const offer = await world.publishOffer();
    const ip = '198.51.100.1';
    for (const motive of ['rude', 'rude', 'other', 'already-filled'] as const) await report(offer, motive, { ip });
    expect(await rows('SELECT motive FROM reports ORDER BY motive')).toHaveLength(3);
    expect(await statusOf(offer)).toBe('published');
  });

  it('leaves alone what is not public any more', async () => {
    const offer = await world.publishOffer();
    await rows(`UPDATE offers SET status = 'filled' WHERE id = $1`, [offer]);
    await report(offer, 'asks-for-money');
    expect(await statusOf(offer)).toBe('filled');
    expect(await rows('SELECT state FROM reports')).toEqual([{ state: 'open' }]);
    await expect(report(newId(), 'rude')).rejects.toMatchObject({ code: 'opportunity.not-found' });
  });

  it('is without effect from the sixth of one address in a day', async () => {
    const offer = await world.publishOffer();
    const others = await Promise.all(Array.from({ length: 6 }, () => world.publishOffer({ title: 'Autre (H/F)' })));
    for (const other of others) await report(other, 'rude', { ip: '198.51.100.2' });
    expect(await rows('SELECT 1 FROM reports')).toHaveLength(5);
    await report(offer, 'rude', { ip: '198.51.100.3' });
    expect(await rows('SELECT 1 FROM reports')).toHaveLength(6);
  });

  it('never keeps an address, and keeps no link to a person who left', async () => {
    const offer = await world.publishOffer();
    const person = await world.register({
      firstName: 'Alix',
      lastName: 'Parti',
      phone: '06 39 98 03 33',
      place: 'Laon',
    });
    await report(offer, 'rude', { candidateId: person, words: 'Alix Parti, 06 39 98 03 33' });
    await report(offer, 'rude', { ip: '203.0.113.77' });
    expect(JSON.stringify(await rows('SELECT * FROM reports'))).not.toContain('203.0.113.77');
    await world.app.get(CandidatesService).erase(person);
    await world.app.runJobs();
    const left = JSON.stringify(await rows('SELECT * FROM reports'));
    expect(left).not.toContain(person);
    expect(left).not.toContain('Alix');
    expect(await rows('SELECT count(DISTINCT reporter)::int AS reporters FROM reports')).toEqual([{ reporters: 2 }]);
  });
});

describe('the team', () => {
  it('reads the gravest first, decides once for all reports of an offer, and is not put off again by one report', async () => {
    const { app, team: key } = world;
    const offer = await world.publishOffer();
    const other = await world.publishOffer({ title: 'Autre (H/F)' });
    await report(other, 'rude');
    await report(offer, 'already-filled');
    await report(offer, 'asks-for-money', { words: 'Il faut payer.' });
    const listed = await app.http('GET', '/api/v1/reports', { key });
    expect(listed.body).toMatchObject({
      total: 3,
      items: [
        {
          motive: 'asks-for-money',
          grave: true,
          words: 'Il faut payer.',
          reporters: 2,
          signedIn: false,
          opportunity: { id: offer, kind: 'offer', status: 'pending-review' },
        },
        { motive: 'rude' },
        { motive: 'already-filled' },
      ],
    });
    const path = `/api/v1/reports/${listed.body.items[0].id}`;
    const decision = { agent: 'LM', decision: 'no-problem', note: 'Employeur joint, tout va bien.' };
    const [decided, again] = await Promise.all([
      app.http('POST', `${path}/decision`, { key, body: decision }),
      app.http('POST', `${path}/decision`, { key, body: { ...decision, agent: 'AB' } }),
    ]);
    expect([decided.status, again.status]).toEqual([200, 200]);
    expect(decided.body).toEqual(again.body);
    expect((await app.http('GET', `/api/v1/reports?opportunityId=${offer}`, { key })).body.total).toBe(0);
    expect((await app.http('GET', `/api/v1/reports?state=handled`, { key })).body.total).toBe(2);
    expect((await app.http('GET', path, { key })).body).toMatchObject({ state: 'handled', decision: 'no-problem' });

    await app.http('POST', `/api/v1/offers/${offer}/approve`, { key });
    expect(await statusOf(offer)).toBe('published');
    await report(offer, 'asks-for-money');
    expect(await statusOf(offer)).toBe('published');
    world.clock.set('2026-12-21T10:00:00Z');
    await rows(`UPDATE offers SET closes_on = '2027-01-10' WHERE id = $1`, [offer]);
    await report(offer, 'asks-for-papers');
    expect(await statusOf(offer)).toBe('pending-review');
  });

  it('refuses words with a bank number, and keeps reports from other keys', async () => {
    const offer = await world.publishOffer();
    await report(offer, 'rude');
    const [row] = await rows('SELECT id FROM reports');
    const path = `/api/v1/reports/${row?.['id']}/decision`;
    const body = { agent: 'LM', decision: 'closed', note: 'FR76 3000 6000 0112 3456 7890 189' };
    expect((await world.app.http('POST', path, { key: world.team, body })).status).toBe(422);
    expect((await world.app.http('POST', path, { key: world.employer, body })).status).toBe(403);
    expect((await world.app.http('GET', '/api/v1/reports')).status).toBe(401);
  });

  it('forgets who reported six months after the decision', async () => {
    const offer = await world.publishOffer();
    await report(offer, 'rude');
    const [row] = await rows('SELECT id, reporter FROM reports');
    await world.app.get(ReportsService).decide(String(row?.['id']), { agent: 'LM', decision: 'corrected' });
    const reporter = async () => (await rows('SELECT reporter FROM reports'))[0]?.['reporter'];
    world.clock.set('2027-05-20T03:00:00Z');
    await world.app.get(ReportsService).purgeReporters();
    expect(await reporter()).toBe(row?.['reporter']);
    world.clock.set('2027-05-21T03:00:00Z');
    await world.app.get(ReportsService).purgeReporters();
    expect(await reporter()).toBe(row?.['id']);
  });
});
