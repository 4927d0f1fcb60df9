import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Match, matchOf } from '../../../src/matching/facts.rules.js';
import { inputsSql, matchQuery, type Side } from '../../../src/matching/matching.queries.js';
import { cloneDatabase } from '../../support/services.js';
import { type Opportunity, type Person, randomWorld } from './random-pairs.js';

const TODAY = '2026-11-20';

/** The rule applied to every pair, one after the other: slow and plain. */
function oracle(opportunities: readonly Opportunity[], people: readonly Person[]): Map<string, Match> {
  const matches = new Map<string, Match>();
  for (const opportunity of opportunities) {
    for (const person of people) {
      const found = person.targets.flatMap((target) => {
        const fit = opportunity.topics.get(target.topic);
        const match =
          fit === undefined ? null : matchOf({ ...opportunity, topic: target.topic, fit: Math.fround(fit) }, target);
        return match ? [match] : [];
      });
      const best = found.sort(better)[0];
      if (best) matches.set(`${opportunity.id} ${person.id}`, best);
    }
  }
  return matches;
}

function better(a: Match, b: Match): number {
  const [x, y] = [a.inputs, b.inputs];
  return (
    b.score - a.score ||
    y.fit - x.fit ||
    x.metres - y.metres ||
    (x.topic < y.topic ? -1 : x.topic > y.topic ? 1 : 0) ||
    Number(x.search) - Number(y.search)
  );
}

/** A match as text; `fit` at the precision in which it is kept. */
function text(score: number, inputs: Match['inputs'], reasons: readonly string[]): string {
  const { topic, fit, metres, mode, search, skillsAsked, skillsHeld, days } = inputs;
  return JSON.stringify([score, topic, Math.fround(fit), metres, mode, search, skillsAsked, skillsHeld, days, reasons]);
}

describe('the SQL and the published rule', () => {
  const world = randomWorld(20261120, { opportunities: 400, people: 300 });
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let client: pg.Client;

  beforeAll(async () => {
    database = await cloneDatabase();
    client = new pg.Client(database.url);
    await client.connect();
    await client.query(
      `INSERT INTO match_targets (candidate_id, search_id, kind, topic, lat, lng, reach_km, adult, licences, eligibility, experienced, travel_mode, contracts, hours_min, hours_max, skills)
       SELECT candidate_id, search_id, 'offer', topic, lat, lng, reach_km, adult, NULLIF(licences, '{}'), NULLIF(eligibility, '{}'), experienced, travel_mode, NULLIF(contracts, '{}'), hours_min, hours_max, NULLIF(skills, '{}')
       FROM jsonb_to_recordset($1) AS r (candidate_id uuid, search_id uuid, topic text, lat float8, lng float8, reach_km smallint, adult boolean, licences text[], eligibility text[], experienced boolean, travel_mode text, contracts text[], hours_min real, hours_max real, skills text[])`,
      [
        JSON.stringify(
          world.people.flatMap((person) =>
            person.targets.map((t) => ({
              ...t,
              candidate_id: person.id,
              search_id: t.searchId,
              reach_km: t.reachKm,
              travel_mode: t.travelMode,
              hours_min: t.hoursMin,
              hours_max: t.hoursMax,
            })),
          ),
        ),
      ],
    );
    await client.query(
      `INSERT INTO opportunity_targets (opportunity_id, kind, topic, fit, lat, lng, adults_only, licences, reserved_for, contract, weekly_hours, skills, beginner_accepted, without_car, published_on, closes_on)
       SELECT opportunity_id, 'offer', topic, fit, lat, lng, adults_only, NULLIF(licences, '{}'), reserved_for, contract, weekly_hours, NULLIF(skills, '{}'), beginner_accepted, without_car, $2::date - days, $2
       FROM jsonb_to_recordset($1) AS r (opportunity_id uuid, topic text, fit real, lat float8, lng float8, adults_only boolean, licences text[], reserved_for text, contract text, weekly_hours real, skills text[], beginner_accepted boolean, without_car boolean, days int)`,
      [
        JSON.stringify(
          world.opportunities.flatMap((o) =>
            [...o.topics].map(([topic, fit]) => ({
              ...o,
              opportunity_id: o.id,
              topic,
              fit,
              adults_only: o.minimumAge === 18,
              reserved_for: o.reservedFor,
              weekly_hours: o.weeklyHours,
              beginner_accepted: o.beginnerAccepted,
              without_car: o.withoutCar,
            })),
          ),
        ),
        TODAY,
      ],
    );
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  async function stored(side: Side): Promise<Map<string, string>> {
    await client.query('TRUNCATE matches');
    const ids = side === 'opportunity' ? world.opportunities.map((o) => o.id) : world.people.map((p) => p.id);
    await client.query(matchQuery(side), [ids, '2026-11-20T10:00:00Z', TODAY]);
    const { rows } = await client.query(
      `SELECT opportunity_id, candidate_id, score, ${inputsSql} AS inputs, reasons FROM matches m`,
    );
    return new Map(
      rows.map((row) => [`${row.opportunity_id} ${row.candidate_id}`, text(row.score, row.inputs, row.reasons)]),
    );
  }

  it.each(['opportunity', 'candidate'] as const)(
    'find the same pairs, scores and reasons among 120,000 pairs from the side of the %s',
    async (side) => {
      const expected = new Map(
        [...oracle(world.opportunities, world.people)].map(([pair, match]) => [
          pair,
          text(match.score, match.inputs, match.reasons),
        ]),
      );
      const found = await stored(side);
      const missed = [...expected.keys()].filter((pair) => !found.has(pair));
      const wrong = [...found.keys()].filter((pair) => !expected.has(pair));
      const different = [...found].filter(([pair, match]) => expected.has(pair) && expected.get(pair) !== match);
      const pairs = world.opportunities.length * world.people.length;
      process.stdout.write(
        `${pairs} pairs, ${expected.size} matches: ${missed.length} missed, ${wrong.length} false, ${different.length} different (${side})\n`,
      );
      expect(pairs).toBeGreaterThanOrEqual(100_000);
      expect(expected.size).toBeGreaterThan(2_000);
      expect(different.slice(0, 3).map(([pair, match]) => [match, expected.get(pair)])).toEqual([]);
      expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
    },
  );

  it('find nothing new and write nothing when run again', async () => {
    const before = await stored('opportunity');
    const { rows: versions } = await client.query(
      'SELECT opportunity_id, candidate_id, xmin FROM matches ORDER BY 1, 2',
    );
    const again = await client.query(matchQuery('candidate'), [
      world.people.map((p) => p.id),
      '2026-11-20T11:00:00Z',
      TODAY,
    ]);
    expect(again.rows).toEqual([]);
    expect((await client.query('SELECT opportunity_id, candidate_id, xmin FROM matches ORDER BY 1, 2')).rows).toEqual(
      versions,
    );
    expect(before.size).toBe(versions.length);
  });
});
