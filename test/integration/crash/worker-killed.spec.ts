import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { candidateChanged } from '../../../src/candidates/candidates.events.js';
import { OffersService } from '../../../src/offers/offers.service.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { SCOPES, type Principal } from '../../../src/platform/http/principal.js';
import { newId } from '../../../src/platform/ids.js';
import { minutesInParis } from '../../../src/platform/lang/day.js';
import { ProductProcess } from '../../support/product-process.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { AlertWorld } from '../alerts/alert-world.js';

const TRADES = 50;
const OFFERS = 1000;
/** Offers of a trade that nobody looks for; every second one is filled at once, so that the index must forget it. */
const UNWANTED = 50;
const KILLS = 6;

const team: Principal = { keyId: newId(), kind: 'team', organisationId: undefined, scopes: SCOPES };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const missing = process.env['TEST_REDIS_MISSING'];
const backends = missing === undefined ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);
if (missing !== undefined) describe.skip(`queues on Redis (${missing})`, () => it('are tested', () => undefined));

describe.each(backends)('a worker that is killed again and again, queues on %s', (backend) => {
  let app: TestApp;
  let worker: ProductProcess;
  let world: AlertWorld;
  let expected: string[];
  let offerIds: string[];

  beforeAll(async () => {
    await awayFromMidnight();
    app = await testApp({ redis: backend === 'Redis', environment: { ALERT_HOURS: 'always' } });
    world = new AlertWorld(app.database, app.get(Outbox), () => new Date());
    await world.settle();
    expected = await people();
    offerIds = await drafts();
    worker = new ProductProcess(app, 'worker');
    await worker.start();
    await done();
  }, 120_000);
  afterAll(async () => {
    await worker?.kill();
    await app?.stop();
  });

  /** 300 people, six for each trade; returns who must get what: "candidate sms". */
  async function people(): Promise<string[]> {
    const trade = (i: number) => tradeCode(i % TRADES);
    const wanted = [
      ...(await world.people(3 * TRADES, { channels: ['sms'] }, trade)).map((id) => `${id} sms`),
      ...(await world.people(TRADES, { channels: ['sms', 'email'] }, trade)).flatMap((id) => [
        `${id} sms`,
        `${id} email`,
      ]),
    ];
    await world.people(TRADES, { rhythm: 'digest' }, trade);
    await world.people(TRADES, { channels: ['sms'], consents: [] }, trade);
    const codes = Array.from({ length: TRADES + 1 }, (_, i) => tradeCode(i));
    await app.database.query(
      `INSERT INTO occupations (code, label, parent_code, source) SELECT code, 'Métier ' || code, code, 'starter' FROM unnest($1::text[]) code`,
      [codes],
    );
    await app.database.transaction(async () => {
      const rows = await app.database.query<{ id: string }>('SELECT id FROM candidates');
      await app.get(Outbox).publish(candidateChanged, { candidateIds: rows.map((row) => row.id) });
    });
    return wanted.sort();
  }

  /** The drafts of the thousand offers, in the order of their trades. */
  async function drafts(): Promise<string[]> {
    const rows = Array.from({ length: OFFERS }, (_, i) => ({
      id: newId(),
      title: `Poste ${i} (H/F)`,
      trade: tradeCode(i < OFFERS - UNWANTED ? Math.floor((i * TRADES) / (OFFERS - UNWANTED)) : TRADES),
    }));
    await app.database.query(
      `INSERT INTO offers (id, organisation_id, status, title, occupation_code, description, contract, weekly_hours, pay_min, pay_period,
         starts_on, insee, lat, lng, location_id, contact_name, contact_email, created_at, updated_at)
       SELECT row.id, organisation.id, 'draft', title, trade, 'Aider des personnes chez elles, à Laon et autour de la ville.', 'permanent', 30, 13, 'hour',
         current_date + 7, '02408', place.lat, place.lng, place.id, 'Camille Essai', 'emploi@exemple.invalid', now(), now()
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, title text, trade text),
         (SELECT id FROM organisations LIMIT 1) organisation, (SELECT * FROM locations LIMIT 1) place`,
      [JSON.stringify(rows)],
    );
    return rows.map((row) => row.id);
  }

  async function publishAll(): Promise<void> {
    const offers = app.get(OffersService);
    const waiting = offerIds.map((id, i) => ({ id, filled: i >= OFFERS - UNWANTED && i % 2 === 0 })).reverse();
    const lane = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        await offers.publish(team, next.id, { allowDuplicate: true });
        if (next.filled) await offers.fill(team, next.id);
      }
    };
    await Promise.all([lane(), lane(), lane()]);
  }

  /** Waits until the outbox is empty and no message is on its way. */
  async function done(): Promise<void> {
    const end = performance.now() + 90_000;
    for (;;) {
      const left = await leftovers();
      if (Object.values(left).every((count) => count === 0)) return;
      if (performance.now() > end) throw new Error(`Still undone: ${JSON.stringify(left)}. ${worker.said}`);
      await pause(50);
    }
  }

  async function leftovers(): Promise<Record<string, number>> {
    const [left] = await app.database.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM outbox_events) AS events, (SELECT count(*)::int FROM outbox_jobs) AS jobs,
         (SELECT count(*)::int FROM messages WHERE status = 'queued') AS queued,
         (SELECT count(*)::int FROM messages WHERE status = 'sending') AS sending`,
    );
    return left ?? {};
  }

  it('loses nothing and sends nothing twice while a thousand offers are published', async () => {
    const published = publishAll();
    for (let kill = 1; kill <= KILLS; kill++) {
      await pause(200 + Math.random() * 1500);
      await worker.kill();
      if (kill === 2) await emptyQueues(); // with nobody there
      await worker.start();
    }
    await pause(500);
    await emptyQueues(); // under a worker that goes on
    await published;
    await done();

    const told = await app.database.query<{ who: string }>(
      `SELECT m.candidate_id || ' ' || d.channel AS who FROM outbox_deliveries d JOIN messages m ON m.id = d.id`,
    );
    expect(told.map((row) => row.who).sort()).toEqual(expected);
    expect(await app.database.query('SELECT status, count(*)::int AS count FROM messages GROUP BY 1')).toEqual([
      { status: 'sent', count: expected.length },
    ]);
    expect(
      await app.database.query(
        `WITH suits AS (
           SELECT o.id AS opportunity_id, w.candidate_id FROM offers o JOIN candidate_occupations w USING (occupation_code) WHERE o.status = 'published')
         SELECT (SELECT count(*)::int FROM suits) AS due, (SELECT count(*)::int FROM matches) AS present,
           (SELECT count(*)::int FROM (SELECT * FROM suits EXCEPT SELECT opportunity_id, candidate_id FROM matches) lost) AS lost`,
      ),
    ).toEqual([{ due: 6 * (OFFERS - UNWANTED), present: 6 * (OFFERS - UNWANTED), lost: 0 }]);
    const open = await app.database.query<{ id: string }>(`SELECT id FROM offers WHERE status = 'published'`);
    expect(open).toHaveLength(OFFERS - UNWANTED / 2);
    expect(await indexed()).toEqual(open.map((row) => row.id).sort());
  }, 180_000);

  /** What FLUSHALL does to us, and to us alone: the Redis of the tests serves other suites too. */
  async function emptyQueues(): Promise<void> {
    const url = app.config.redisUrl;
    if (url === undefined) return;
    const redis = new Redis(url);
    const script = `local keys = redis.call('KEYS', ARGV[1]) for _, key in ipairs(keys) do redis.call('DEL', key) end return #keys`;
    expect(await redis.eval(script, 0, `${app.config.meili.prefix}:*`)).toBeGreaterThan(0);
    await redis.quit();
  }

  /** Ids in the index, as Meilisearch itself tells them. */
  async function indexed(): Promise<string[]> {
    const { url, key, prefix } = app.config.meili;
    const answer = await fetch(`${url}/indexes/${prefix}-opportunities/documents?fields=id&limit=5000`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { results } = (await answer.json()) as { results: { id: string }[] };
    return results.map((document) => document.id).sort();
  }
});

/** A code in the shape of ROME, so that each trade has people of its own. */
function tradeCode(number: number): string {
  return `N${1000 + number}`;
}

/** One immediate SMS a day: the test does not begin on one day and end on the next. */
async function awayFromMidnight(): Promise<void> {
  while (minutesInParis(new Date()) > 24 * 60 - 4) await pause(5_000);
}
