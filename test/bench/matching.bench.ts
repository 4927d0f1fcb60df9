import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { CreateMatching1763700000090 } from '../../migrations/1763700000090-matching.js';
import { LeanMatches1763800000060 } from '../../migrations/1763800000060-lean-matches.js';
import { startPostgres } from '../../src/local/postgres.js';
import { matchQuery } from '../../src/matching/matching.queries.js';

/**
 * How long the real query of matching takes, inserts included, when the people are many: one offer at a time, then 1,000 at once.
 * The density is the same in both sizes (12,000 people in one département, a million in France), the number of occupations is chosen so
 * that an offer finds about 50 people in both.
 */

const { values: flags } = parseArgs({
  options: {
    people: { type: 'string', default: '12000,1000000' },
    /** Occupations that people spread over, one number for each size. */
    occupations: { type: 'string', default: '400,637' },
    offers: { type: 'string', default: '1000' },
    /** Topics of an offer: its own occupation and those close to it. */
    topics: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
  },
});
const sizes = flags.people.split(',').map(Number);
const occupations = flags.occupations.split(',').map(Number);
const offers = Number(flags.offers);
const topics = Number(flags.topics);
const rounds = Number(flags.rounds);
const NOW = '2026-11-20T10:00:00Z';
const TODAY = '2026-11-20';
const PEOPLE_OF_A_DEPARTEMENT = 12_000;

const folder = mkdtempSync(join(tmpdir(), 'actifs-bench-'));
chmodSync(folder, 0o755);
const server = await startPostgres({ folder: join(folder, 'postgres'), durable: true, sharedBuffers: '2GB' });
try {
  const results: Awaited<ReturnType<typeof measure>>[] = [];
  for (const [index, people] of sizes.entries())
    results.push(await measure(people, occupations[index] ?? occupations[0] ?? 400));
  console.table(Object.fromEntries(results.map(({ people, ...figures }) => [`${people} people`, figures])));
  const [first, last] = [results[0], results.at(-1)];
  if (first && last && first !== last) {
    console.log(
      `Ratio of ${last.people} to ${first.people} people: p50 ${(last.p50 / first.p50).toFixed(2)}, p95 ${(last.p95 / first.p95).toFixed(2)}`,
    );
  }
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(people: number, codes: number) {
  const name = `people_${people}`;
  await server.ensureDatabase(name);
  const client = new pg.Client(server.url(name));
  await client.connect();
  try {
    for (const migration of [new CreateMatching1763700000090(), new LeanMatches1763800000060()])
      await migration.up({ query: (sql: string) => client.query(sql) } as never);
    await fill(client, people, codes);
    const ids = (
      await client.query(
        'SELECT opportunity_id AS id FROM opportunity_targets GROUP BY 1 ORDER BY md5(opportunity_id::text)',
      )
    ).rows.map((row): string => row.id);
    const single: number[] = [];
    for (const id of ids.slice(0, 600)) single.push(await timed(client, [id]));
    const found = await count(client);
    single.splice(0, 100); // the first ones warm the caches
    single.sort((a, b) => a - b);
    const bulk: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await client.query('TRUNCATE matches');
      bulk.push(await timed(client, ids.slice(0, offers)));
    }
    const matches = await count(client);
    const size = await client.query("SELECT pg_size_pretty(pg_relation_size('match_targets_probe')) AS size");
    return {
      people,
      'matches per offer': Number((found / 600).toFixed(1)),
      p50: at(single, 0.5),
      p95: at(single, 0.95),
      [`${offers} offers at once, ms`]: at(
        bulk.sort((a, b) => a - b),
        0.5,
      ),
      'matches of these': matches,
      index: String(size.rows[0]?.size),
    };
  } finally {
    await client.end();
  }
}

/** One run of the query as the job runs it, in a transaction of its own; milliseconds without the commit. */
async function timed(client: pg.Client, ids: readonly string[]): Promise<number> {
  await client.query(`BEGIN; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off`);
  const start = performance.now();
  await client.query(matchQuery('opportunity'), [ids, NOW, TODAY]);
  const ms = performance.now() - start;
  await client.query('COMMIT');
  return ms;
}

async function count(client: pg.Client): Promise<number> {
  return Number((await client.query('SELECT count(*) AS count FROM matches')).rows[0]?.count);
}

function at(sorted: readonly number[], share: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
}

/** People with two occupations and every second one with a saved search, reach mostly 10 to 30 km, over a square that grows with them. */
async function fill(client: pg.Client, people: number, codes: number): Promise<void> {
  const side = Math.sqrt(people / PEOPLE_OF_A_DEPARTEMENT);
  const place = `46.5 + (random() - 0.5) * ${side} AS lat, 2.5 + (random() - 0.5) * 1.5 * ${side} AS lng`;
  const code = `'T' || floor(random() * ${codes})::int`;
  await client.query('SELECT setseed(0.42)');
  await client.query(
    `WITH person AS MATERIALIZED (
       SELECT gen_random_uuid() AS id, ${place}, random() < 0.97 AS adult,
         (ARRAY[5,10,10,10,20,20,20,20,20,20,20,20,30,30,30,30,30,50,50,100])[1 + floor(random() * 20)::int] AS reach_km,
         CASE WHEN random() < 0.6 THEN ARRAY['AM','B','B1'] END AS licences,
         CASE WHEN random() < 0.3 THEN ARRAY['insertion-clause'] END AS eligibility,
         (ARRAY['walk','bike','scooter','car'])[1 + floor(random() * 4)::int] AS travel_mode,
         CASE WHEN random() < 0.5 THEN ARRAY['fixed-term','permanent'] END AS contracts,
         CASE WHEN random() < 0.5 THEN ARRAY['conduite','cuisine','menage'] END AS skills
       FROM generate_series(1, ${people}))
     INSERT INTO match_targets (candidate_id, search_id, kind, topic, lat, lng, reach_km, adult, licences, eligibility, experienced, travel_mode, contracts, skills)
     SELECT id, search_id, 'offer', topic, lat, lng, reach_km, adult, licences, eligibility, random() < 0.5, travel_mode, contracts, skills
     FROM person CROSS JOIN LATERAL (
       SELECT NULL::uuid AS search_id, ${code} AS topic FROM generate_series(1, 2) WHERE person.id IS NOT NULL
       UNION ALL SELECT gen_random_uuid(), ${code} FROM generate_series(1, 1) WHERE random() < 0.5 AND person.id IS NOT NULL) wish
     ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `INSERT INTO opportunity_targets (opportunity_id, kind, topic, fit, lat, lng, adults_only, licences, contract, weekly_hours, skills,
       beginner_accepted, without_car, published_on, closes_on)
     SELECT id, 'offer', 'T' || (base + near) % ${codes}, CASE near WHEN 0 THEN 1 ELSE 0.7 END, lat, lng, random() < 0.1, licences, 'permanent', 35,
       ARRAY['cuisine','menage'], true, false, '${TODAY}', '${TODAY}'::date + 30
     FROM (SELECT gen_random_uuid() AS id, floor(random() * ${codes})::int AS base, ${place}, CASE WHEN random() < 0.2 THEN ARRAY['B'] END AS licences
       FROM generate_series(1, ${offers + 600})) offer, generate_series(0, ${topics - 1}) near`,
  );
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}
