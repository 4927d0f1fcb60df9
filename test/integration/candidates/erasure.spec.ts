import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { CvDraftsService } from '../../../src/candidates/cv-drafts.service.js';
import { CvProposalsService } from '../../../src/candidates/cv-proposals.service.js';
import { CvSharesService } from '../../../src/candidates/cv-shares.service.js';
import { CvsService } from '../../../src/candidates/cvs.service.js';
import { FollowUpPlanningService } from '../../../src/hotline/follow-up-planning.service.js';
import { NotificationsService } from '../../../src/notifications/notifications.service.js';
import { offerPublished } from '../../../src/offers/offers.events.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { type Laon, laon } from '../matching/laon.js';

/** The names, the address and every spelling of the telephone numbers of the two people who leave. */
const TRACE = 'effacine|gommette|oubliard|6[ .-]?39[ .-]?98[ .-]?77[ .-]?(88|99)';

const missing = process.env['TEST_REDIS_MISSING'];
const backends = missing === undefined ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);
if (missing !== undefined) describe.skip(`queues on Redis (${missing})`, () => it('are tested', () => undefined));

describe.each(backends)('the erasure of a person, queues on %s', (backend) => {
  let world: Laon;

  beforeAll(async () => {
    world = await laon({ redis: backend === 'Redis' });
  }, 120_000);
  afterAll(async () => world?.app.stop());

  let keys = 0;
  const post = async (path: string, body: object, requestKey = `key-${keys++}`) => {
    const headers = { 'idempotency-key': requestKey };
    const answer = await world.app.http('POST', `/api/v1${path}`, { key: world.team, body, headers });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  /** A person of whom every module knows something. */
  async function known(): Promise<string> {
    const { id } = await post('/candidates', {
      firstName: 'Effacine',
      lastName: 'Oubliard',
      phone: '06 39 98 77 88',
      email: 'effacine@exemple.invalid',
      place: 'Laon',
      occupations: [{ code: 'K1304' }],
      skills: ['Ménage'],
      headline: 'Effacine cherche des heures',
      experiences: [{ title: 'Chez Oubliard' }],
      support: { privateNote: 'Effacine a appelé du 06.39.98.77.88', referent: 'Mme Oubliard' },
      consents: ['sms-alerts', 'email-alerts', 'cv-visible', 'employer-contact'].map((purpose) => ({
        purpose,
        granted: true,
        how: 'oral',
      })),
    });
    const alerts = { rhythm: 'immediate', channels: ['sms', 'email'] };
    const set = await world.app.http('PUT', `/api/v1/candidates/${id}/alerts`, { key: world.team, body: alerts });
    expect(set.status).toBe(200);
    await post(`/candidates/${id}/searches`, { q: 'oubliard', place: 'Laon' });
    await world.app.runJobs();
    world.clock.advance(60);
    await announceOffer();
    await writes('+33639987788', 'Bonjour, ici Effacine Oubliard');
    await calls(id);
    await writesCv(id);
    return id;
  }

  /** A CV, one more begun, one dictated, and a link to it. */
  async function writesCv(candidateId: string): Promise<void> {
    const { app } = world;
    const words = (text: string) => ({ skills: { skillWords: [`${text} Oubliard`] } });
    await app.get(CvsService).save(candidateId, words('Bricoler chez'), { by: 'self', how: 'web' });
    await app.get(CvDraftsService).answer({ candidateId }, 'headline', { headline: 'Effacine, encore' });
    await app.get(CvProposalsService).propose(candidateId, words('Dicté par'), { id: 'agent', name: null });
    await app.get(CvSharesService).create(candidateId, { label: 'Garage Oubliard', showPhone: true, showEmail: false });
    await app.runJobs();
  }

  async function announceOffer(): Promise<void> {
    const offer = await world.publishOffer();
    await world.app.database.transaction(() =>
      world.app.get(Outbox).publish(offerPublished, { opportunityIds: [offer] }),
    );
    await world.app.runJobs();
  }

  async function writes(from: string, text: string): Promise<void> {
    const sms = { provider: 'http-json', reference: null, from, text, receivedAt: null };
    await world.app.get(NotificationsService).receiveSms(sms);
  }

  /** Met at the bus three months ago, called back today by an agent who writes names down. */
  async function calls(candidateId: string): Promise<void> {
    await post('/appointments', { candidateId, stop: 'Mairie', startsAt: '2026-08-31T10:00:00+02:00' });
    await world.app.runJobs();
    world.clock.set('2026-11-30T09:30:00Z');
    await world.app.get(FollowUpPlanningService).openDue();
    const { call: sheet } = await post('/follow-ups/next', { agent: 'LM' });
    expect(sheet?.person.candidateId).toBe(candidateId);
    await post(`/follow-ups/${sheet.followUp.id}/calls`, {
      leaseId: sheet.leaseId,
      agent: 'LM',
      outcome: 'reached-done',
      answers: { situation: 'job', employer: 'Garage Oubliard', wantsHelp: false },
      note: 'Rappeler Effacine au 0639987788',
    });
    await world.app.runJobs();
  }

  it('leaves no trace in any table, queue or index', async () => {
    const id = await known();
    const gommette = { firstName: 'Gommette', lastName: 'Oubliard', phone: '0639987799', place: 'Laon' };
    const wrote = await post('/candidates', gommette, 'registration');
    await writes('+33639987799', 'C’est Gommette, merci');
    await world.app.runJobs();
    expect(await traces([id])).toEqual(
      expect.arrayContaining([
        'public.candidates',
        'public.calls',
        'public.candidate_cvs',
        'public.cv_drafts',
        'public.cv_proposals',
        'public.cv_shares',
        'public.idempotency_keys',
        'public.inbound_sms',
        'public.messages',
        'public.outbox_deliveries',
        'index profiles',
      ]),
    );

    for (const person of [id, wrote.id]) {
      const path = `/api/v1/candidates/${person}`;
      expect((await world.app.http('DELETE', path, { key: world.team })).status).toBe(204);
      expect((await world.app.http('DELETE', path, { key: world.team })).status).toBe(404);
      expect((await world.app.http('GET', path, { key: world.team })).status).toBe(404);
    }
    await world.app.runJobs();
    expect(await post('/candidates', gommette, 'registration')).toBe(''); // a late repetition brings nobody back
    expect(await traces([id, wrote.id])).toEqual([]);
    for (const table of ['match_targets', 'matches', 'alerts'])
      expect(await world.app.database.query(`SELECT 1 FROM ${table} WHERE candidate_id = $1`, [id])).toEqual([]);
    expect(await world.app.database.query('SELECT status FROM candidates WHERE id = $1', [id])).toEqual([
      { status: 'erased' },
    ]);
  }, 60_000);

  /** Where anything of the two people is found. An index knows them by their ids alone, so it is searched for these too. */
  async function traces(ids: readonly string[]): Promise<string[]> {
    return [...(await tracesInTables()), ...(await tracesInIndexes(ids)), ...(await tracesInRedis())];
  }

  async function tracesInTables(): Promise<string[]> {
    const tables = await world.app.database.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await world.app.database.query(`SELECT 1 FROM ${name} t WHERE t::text ~* $1 LIMIT 1`, [TRACE]);
      if (rows.length > 0) found.push(name);
    }
    return found;
  }

  async function tracesInIndexes(ids: readonly string[]): Promise<string[]> {
    const { url, key, prefix } = world.app.config.meili;
    const found: string[] = [];
    for (const kind of ['profiles', 'opportunities']) {
      const answer = await fetch(`${url}/indexes/${prefix}-${kind}/documents?limit=1000`, {
        headers: { authorization: `Bearer ${key}` },
      });
      if (new RegExp([TRACE, ...ids].join('|'), 'i').test(await answer.text())) found.push(`index ${kind}`);
    }
    return found;
  }

  async function tracesInRedis(): Promise<string[]> {
    const { redisUrl, meili } = world.app.config;
    if (redisUrl === undefined) return [];
    const redis = new Redis(redisUrl);
    const read: Record<string, (name: string) => Promise<unknown>> = {
      string: (name) => redis.get(name),
      hash: (name) => redis.hgetall(name),
      list: (name) => redis.lrange(name, 0, -1),
      set: (name) => redis.smembers(name),
      zset: (name) => redis.zrange(name, '0', '-1'),
      stream: (name) => redis.xrange(name, '-', '+'),
    };
    const names = await redis.keys(`${meili.prefix}:*`);
    expect(names.length).toBeGreaterThan(0);
    const found: string[] = [];
    for (const name of names) {
      const value = await read[await redis.type(name)]?.(name);
      if (new RegExp(TRACE, 'i').test(JSON.stringify(value ?? null))) found.push(`key ${name}`);
    }
    await redis.quit();
    return found;
  }
});
