import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import { MatchingService } from '../../../src/matching/matching.service.js';
import { laon, type Laon } from './laon.js';

describe('matching', () => {
  let world: Laon;

  beforeAll(async () => {
    world = await laon();
  }, 120_000);
  afterAll(async () => world.app.stop());
  beforeEach(async () => {
    await world.app.runJobs();
    await world.app.database.query('TRUNCATE matches, match_targets, opportunity_targets');
    await world.app.database.query(`UPDATE offers SET status = 'closed'`);
    await world.app.database.query(`UPDATE missions SET status = 'closed'`);
    await world.app.database.query(`UPDATE candidates SET status = 'suspended' WHERE status = 'active'`);
  });
  const matchOffer = (id: string) => world.app.get(MatchingService).matchOpportunities([id]);

  it('finds from the offer the people who look for it, with reasons in words', async () => {
    const person = await world.register({
      skills: ['Ménage'],
      hoursMin: 20,
      hoursMax: 30,
      contracts: ['permanent'],
      travelMode: 'bike',
    });
    await world.app.runJobs();
    const offer = await world.publishOffer({ skills: ['menage', 'repassage'], beginner_accepted: true });
    await matchOffer(offer);
    const { body } = await world.app.http('GET', `/api/v1/candidates/${person}/matches`, { key: world.team });
    expect(body.total).toBe(1);
    expect(body.items[0]).toMatchObject({
      opportunityId: offer,
      pluses: [
        'Vous cherchez : aide à domicile.',
        expect.stringMatching(/^C’est à moins de 1 km, environ .* à vélo\.$/),
        'Vous avez 1 compétence sur 2.',
      ],
      minus: null,
      score: 40 + 12 + 25 + 10 + 5 + 5,
    });
  });

  it('finds from the person the offers that were there before, and says so', async () => {
    const offer = await world.publishOffer();
    await matchOffer(offer);
    const person = await world.register();
    await world.app.runJobs();
    const rows = await world.app.database.query('SELECT opportunity_id, candidate_id, side FROM matches');
    expect(rows).toEqual([{ opportunity_id: offer, candidate_id: person, side: 'candidate' }]);
  });

  it('reaches people who look for a close occupation, with fewer points', async () => {
    const person = await world.register({ occupations: [{ code: 'K1302' }] });
    await world.app.runJobs();
    await matchOffer(await world.publishOffer());
    const [match] = await world.app.database.query<{ candidate_id: string; reasons: string[] }>(
      'SELECT candidate_id, reasons FROM matches',
    );
    expect(match).toMatchObject({ candidate_id: person });
    expect(match?.reasons).toContain('close');
  });

  it('matches a volunteer with a mission on its activity or its domain, without any occupation', async () => {
    const topics = { occupations: [], volunteering: true };
    const exact = await world.register({ ...topics, missionTopics: ['activity:soutien-scolaire'] });
    const near = await world.register({ ...topics, missionTopics: ['domain:education'] });
    await world.register({ ...topics, volunteering: false, missionTopics: ['domain:education'] });
    await world.app.runJobs();
    await matchOffer(await world.publishMission({ open_to_minors: true }));
    const rows = await world.app.database.query('SELECT candidate_id, score FROM matches ORDER BY score DESC');
    expect(rows).toEqual([
      { candidate_id: exact, score: 80 },
      { candidate_id: near, score: 65 },
    ]);
  });

  it('matches from the place of a saved search too', async () => {
    const person = await world.register({ place: 'Soissons', occupations: [], reachKm: 5 });
    await world.app.http('POST', `/api/v1/candidates/${person}/searches`, {
      key: world.team,
      body: { occupationCode: 'K1304', place: 'Laon', radiusKm: 5 },
    });
    await world.app.runJobs();
    await matchOffer(await world.publishOffer());
    expect(await world.app.database.query('SELECT search, topic FROM matches')).toEqual([
      { search: true, topic: 'K1304' },
    ]);
  });

  it('matches a saved search of words alone with the occupation that they clearly name, and no other', async () => {
    const person = await world.register({ place: 'Soissons', occupations: [], reachKm: 5 });
    const path = `/api/v1/candidates/${person}/searches`;
    for (const body of [
      { q: 'femme de ménage', place: 'Laon' },
      { q: 'quelque chose', place: 'Laon' },
      { kind: 'mission', q: 'aide à domicile', place: 'Laon' },
    ])
      expect((await world.app.http('POST', path, { key: world.team, body })).status).toBe(201);
    const { body } = await world.app.http('GET', path, { key: world.team });
    expect(body.items.map((search: { occupationCode: string | null }) => search.occupationCode)).toEqual([
      'K1304',
      null,
      null,
    ]);
    await world.app.runJobs();
    await matchOffer(await world.publishOffer());
    expect(await world.app.database.query('SELECT candidate_id, search, topic FROM matches')).toEqual([
      { candidate_id: person, search: true, topic: 'K1304' },
    ]);
  });

  it('matches again all that is open when the proximities have changed, and tells at once of nothing old', async () => {
    const person = await world.register({
      occupations: [{ code: 'F1703' }],
      email: 'f1703@exemple.invalid',
      consents: [
        { purpose: 'sms-alerts', granted: true, how: 'oral' },
        { purpose: 'email-alerts', granted: true, how: 'oral' },
      ],
    });
    await world.app.http('PUT', `/api/v1/candidates/${person}/alerts`, {
      key: world.team,
      body: { rhythm: 'immediate', channels: ['sms', 'email'] },
    });
    await world.app.runJobs();
    const old = await world.publishOffer({ title: 'Ancienne offre', published_at: new Date('2026-11-19T09:00:00Z') });
    const fresh = await world.publishOffer({ title: 'Nouvelle offre' });
    const mission = await world.publishMission();
    await world.publishOffer({ title: 'Offre finie', status: 'closed' });
    // Both come after the person's registration, as if the clock had run.
    await world.app.database.query(`UPDATE candidates SET created_at = '2026-11-01' WHERE id = $1`, [person]);
    for (const id of [old, fresh, mission]) await matchOffer(id);
    await world.app.runJobs();
    expect(await world.matches()).toEqual([]);

    await world.app.database.query(
      `INSERT INTO occupation_proximities (code, close_code, proximity, source) VALUES ('K1304', 'F1703', 0.7, 'mobility')
       ON CONFLICT (code, close_code) DO UPDATE SET proximity = 0.7`,
    );
    const steps: string[] = [];
    const rematch = () => world.app.get(MatchingService).rematch((done, total) => steps.push(`${done}/${total}`));
    expect(await rematch()).toBe(3);
    expect(steps).toEqual(['3/3']);
    await world.app.runJobs();
    const decided = () =>
      world.app.database.query(
        'SELECT DISTINCT opportunity_id, decision FROM alerts WHERE candidate_id = $1 ORDER BY opportunity_id',
        [person],
      );
    const expected = [
      { opportunity_id: old, decision: 'digest' },
      { opportunity_id: fresh, decision: 'now' },
    ].sort((a, b) => (a.opportunity_id < b.opportunity_id ? -1 : 1));
    expect(await decided()).toEqual(expected);
    const before = await world.matches();
    await rematch();
    await world.app.runJobs();
    expect(await world.matches()).toEqual(before);
    expect(await decided()).toEqual(expected);
    await world.app.database.query(`DELETE FROM occupation_proximities WHERE (code, close_code) = ('K1304', 'F1703')`);
  });

  it('matches all that is open again by itself after a load of occupations, once', async () => {
    const matching = world.app.get(MatchingService);
    await world.publishOffer();
    await matching.rematchWhenChanged();
    expect(await matching.rematchWhenChanged()).toBe(0);
    await world.app.database.query('UPDATE occupations_state SET revision = revision + 1');
    expect(await matching.rematchWhenChanged()).toBeGreaterThan(0);
    expect(await matching.rematchWhenChanged()).toBe(0);
  });

  it('tells at once what was published after the person asked, even when the person is matched first', async () => {
    const settled = async () => {
      const person = await world.register({
        email: `n${Math.random()}@exemple.invalid`,
        consents: [{ purpose: 'email-alerts', granted: true, how: 'oral' }],
      });
      await world.app.http('PUT', `/api/v1/candidates/${person}/alerts`, {
        key: world.team,
        body: { rhythm: 'immediate', channels: ['email'] },
      });
      return person;
    };
    const decided = async (person: string, offer: string) => {
      await world.app.runJobs();
      return world.app.database.query(
        'SELECT m.side, a.decision FROM matches m LEFT JOIN alerts a USING (opportunity_id, candidate_id) WHERE candidate_id = $1 AND opportunity_id = $2',
        [person, offer],
      );
    };
    const before = await world.publishOffer({ published_at: new Date('2026-11-19T09:00:00Z') });
    await matchOffer(before);
    // The offer's own job has run; the person's has not: their registration still waits in the outbox.
    const person = await settled();
    const after = await world.publishOffer({ title: 'Offre du jour', published_at: new Date('2026-11-21T09:00:00Z') });
    await matchOffer(after);
    expect(await decided(person, before)).toMatchObject([{ side: 'candidate' }]);
    expect(await decided(person, after)).toEqual([{ side: 'opportunity', decision: 'now' }]);
  });

  it('follows what changes: a licence that becomes necessary removes the match, the end of the offer removes all', async () => {
    await world.register({ licences: [] });
    const driver = await world.register({ licences: ['C'] });
    await world.app.runJobs();
    const offer = await world.publishOffer();
    await matchOffer(offer);
    expect(await world.matches()).toHaveLength(2);
    await world.app.database.query(`UPDATE offers SET licences = '{B}' WHERE id = $1`, [offer]);
    await matchOffer(offer);
    expect(await world.app.database.query('SELECT candidate_id FROM matches')).toEqual([{ candidate_id: driver }]);
    await world.app.database.query(`UPDATE offers SET status = 'filled', filled_at = now() WHERE id = $1`, [offer]);
    await matchOffer(offer);
    expect(await world.matches()).toEqual([]);
    expect(await world.app.database.query('SELECT 1 FROM opportunity_targets')).toEqual([]);
  });

  it('gives the same bytes whatever changes in all that must not count', async () => {
    const person = await world.register({
      skills: ['Ménage'],
      experiences: [{ title: 'Ménage', from: '2024-01', to: '2024-12' }],
    });
    await world.app.runJobs();
    const offer = await world.publishOffer();
    await matchOffer(offer);
    const before = await world.matches();
    expect(before).toHaveLength(1);
    const forbidden: Record<string, unknown> = {
      first_name: 'Ousmane',
      last_name: 'Autre',
      name_key: 'autre|ousmane',
      phone: '+33639989999',
      email: 'autre@exemple.invalid',
      rsa_status: 'beneficiaire',
      barriers: ['mobilité', 'garde d’enfants'],
      referent: 'Une autre référente',
      territory: 'Thiérache',
      private_note: 'Une note',
      registered_by: 'import:autre',
      headline: 'Autre titre',
      experiences: JSON.stringify([{ title: 'Ménage', kind: 'job', from: '2004-01', to: '2005-01' }]),
      last_contact_at: '2020-01-01T00:00:00Z',
      created_at: '2020-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      alert_rhythm: 'off',
      alert_channels: [],
      alerts_paused_until: '2027-01-01',
      cv_visible: true,
      accepts_contact: true,
      insee: '02691',
      source: 'autre',
      external_ref: 'A1',
      content_hash: 'autre',
      version: 12,
    };
    for (const [column, value] of Object.entries(forbidden)) {
      await world.app.database.query(`UPDATE candidates SET ${column} = $2 WHERE id = $1`, [person, value]);
      await world.app.get(MatchingService).matchCandidates([person]);
      await matchOffer(offer);
      expect([column, await world.matches()]).toEqual([column, before]);
    }
    await world.app.get(CandidatesService).opposeToCalls(person, 'test');
    await world.app.runJobs();
    expect(await world.matches()).toEqual(before);
  });

  it.each(['person first', 'offer first'])(
    'loses no pair when both sides work at the same moment (%s)',
    async (order) => {
      const person = await world.register();
      await world.app.database.query('DELETE FROM outbox_events');
      const offer = await world.publishOffer();
      const other = new pg.Client(world.app.config.database.url);
      await other.connect();
      try {
        // A third transaction holds the turn, so that both jobs have begun before either writes.
        await other.query('BEGIN; SELECT pg_advisory_xact_lock(7202690)');
        const sides = [() => world.app.get(MatchingService).matchCandidates([person]), () => matchOffer(offer)];
        const jobs = (order === 'person first' ? sides : sides.toReversed()).map((start) => start());
        await waiting(other, 2);
        expect(await world.matches()).toEqual([]);
        await other.query('COMMIT');
        await Promise.all(jobs);
      } finally {
        await other.end();
      }
      expect(await world.matches()).toHaveLength(1);
    },
  );

  it('shows an employer words and no score, and only of people who wish to be seen and contacted', async () => {
    await world.register({ firstName: 'Cachée' });
    const seen = await world.register({
      firstName: 'Visible',
      lastName: 'Durand',
      consents: [
        { purpose: 'cv-visible', granted: true, how: 'oral' },
        { purpose: 'employer-contact', granted: true, how: 'oral' },
      ],
    });
    await world.app.runJobs();
    const offer = await world.publishOffer();
    await matchOffer(offer);
    const { body } = await world.app.http('GET', `/api/v1/offers/${offer}/matches`, { key: world.employer });
    expect(body).toMatchObject({ total: 1, page: 1, perPage: 20 });
    expect(body.items[0]).toEqual({
      candidateId: seen,
      firstName: 'Visible',
      initial: 'D.',
      commune: 'Laon',
      distanceKm: 0,
      criteria: [expect.stringMatching(/^Cherche : /)],
    });
    const team = await world.app.http('GET', `/api/v1/offers/${offer}/matches`, { key: world.team });
    expect(team.body.total).toBe(2);
    expect(team.body.items[0]).toMatchObject({
      score: expect.any(Number),
      trace: { rulesVersion: 1, reasons: expect.any(Array) },
    });
    const stranger = await world.app.key('organisation', { organisationId: '01900000-0000-7000-8000-000000000001' });
    expect((await world.app.http('GET', `/api/v1/offers/${offer}/matches`, { key: stranger })).status).toBe(403);
    expect((await world.app.http('GET', `/api/v1/missions/${offer}/matches`, { key: world.team })).status).toBe(404);
    expect((await world.app.http('GET', `/api/v1/candidates/${seen}/matches`, { key: world.employer })).status).toBe(
      403,
    );
  });

  it('orders equals by date, then always the same way', async () => {
    for (let i = 0; i < 5; i++) await world.register();
    await world.app.runJobs();
    const offer = await world.publishOffer();
    await matchOffer(offer);
    const page = async () =>
      (await world.app.http('GET', `/api/v1/offers/${offer}/matches?perPage=2&page=2`, { key: world.team })).body;
    const first = await page();
    expect(first).toMatchObject({ total: 5, page: 2 });
    expect(await page()).toEqual(first);
    expect(
      (await world.app.http('GET', `/api/v1/offers/${offer}/matches?perPage=2&page=9`, { key: world.team })).body,
    ).toEqual({ items: [], total: 5, page: 9, perPage: 2 });
  });
});

/** Waits until this many sessions stand in line for the turn. */
async function waiting(client: pg.Client, sessions: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
    );
    if (rows[0]?.count >= sessions) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The jobs did not stand in line');
}
