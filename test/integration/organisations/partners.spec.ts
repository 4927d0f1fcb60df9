import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '../../../src/platform/clock.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { loadPlacesAndOccupations } from './new-organisation.js';

const OFFER = {
  title: 'Aide à domicile H/F',
  description: 'Vous aidez des personnes âgées chez elles : ménage, courses, préparation des repas et compagnie.',
  contract: 'permanent',
  weeklyHours: 24,
  payMin: 12.5,
  payMax: 13,
  positions: 1,
  beginnerAccepted: true,
  startsOn: '2026-12-01',
  payPeriod: 'hour',
  contactName: 'Mme Martin',
  contactPhone: '06 39 98 12 34',
  place: 'Laon',
};

/** A partner (a job agency, a town hall's service) acts for the organisations that its own key registered, and for no other. */
describe('a partner', () => {
  let app: TestApp;
  const keys = { team: '', partner: '', other: '' };
  const registered = async (key: string, kind: string, name: string): Promise<string> => {
    const answer = await app.http('POST', '/api/v1/organisations', { key, body: { kind, name, place: 'Laon' } });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const post = (path: string, key: string, body: object = {}) => app.http('POST', `/api/v1${path}`, { key, body });
  const get = (path: string, key: string) => app.http('GET', `/api/v1${path}`, { key });

  beforeAll(async () => {
    app = await testApp({ clock: new FixedClock('2026-11-20T10:00:00Z') });
    await loadPlacesAndOccupations(app);
    keys.team = await app.key('team');
    keys.partner = await app.key('partner');
    keys.other = await app.key('partner');
  }, 120_000);
  afterAll(() => app.stop());

  it('publishes, reads, lists and ends the offers and missions of an organisation that it registered', async () => {
    const organisationId = await registered(keys.partner, 'association', 'Les Aides du Laonnois');
    const offer = await post('/offers', keys.partner, { ...OFFER, organisationId });
    expect(offer).toMatchObject({ status: 201, body: { status: 'draft', organisationId } });
    const path = `/offers/${offer.body.id}`;
    // Nobody knows this organisation yet: the team reads its first offer.
    expect((await post(`${path}/publish`, keys.partner)).body).toMatchObject({ status: 'pending-review' });
    expect((await post(`${path}/approve`, keys.team)).body).toMatchObject({ status: 'published' });
    expect((await get(path, keys.partner)).body).toMatchObject({ contactPhone: '06 39 98 12 34' });
    expect((await get(`${path}/matches`, keys.partner)).status).toBe(200);
    expect((await get('/offers', keys.partner)).body).toMatchObject({ total: 1, items: [{ id: offer.body.id }] });
    expect((await get(`/offers?organisationId=${organisationId}`, keys.partner)).body.total).toBe(1);
    expect((await post(`${path}/fill`, keys.partner)).body).toMatchObject({ status: 'filled' });

    const mission = await post('/missions', keys.partner, {
      title: 'Lire avec des enfants',
      place: 'Laon',
      organisationId,
    });
    expect(mission.status).toBe(201);
    expect((await get('/missions', keys.partner)).body).toMatchObject({ total: 1, items: [{ id: mission.body.id }] });
    const edited = await app.http('PATCH', `/api/v1/organisations/${organisationId}`, {
      key: keys.partner,
      body: { contactName: 'Mme Martin' },
      headers: { 'if-match': '"1"' },
    });
    expect(edited).toMatchObject({ status: 200, body: { contactName: 'Mme Martin' } });
  });

  it('does nothing for an organisation of the team or of another partner, and does not see its drafts', async () => {
    for (const owner of [keys.team, keys.other]) {
      const organisationId = await registered(owner, 'association', 'Une autre association');
      const { body: offer } = await post('/offers', owner, { ...OFFER, organisationId });
      const { body: mission } = await post('/missions', owner, { title: 'Jardiner', place: 'Laon', organisationId });
      const before = await app.database.query('SELECT to_jsonb(o) FROM offers o ORDER BY id');
      const statuses = [
        await post('/offers', keys.partner, { ...OFFER, organisationId }),
        await post('/missions', keys.partner, { title: 'Jardiner', place: 'Laon', organisationId }),
        await get(`/offers/${offer.id}`, keys.partner),
        await get(`/missions/${mission.id}`, keys.partner),
        await get(`/offers/${offer.id}/matches`, keys.partner),
        await post(`/offers/${offer.id}/publish`, keys.partner),
        await post(`/offers/${offer.id}/close`, keys.partner, { reason: 'Par un autre' }),
      ].map(({ status }) => status);
      expect(statuses).toEqual([403, 403, 404, 404, 403, 404, 404]);
      expect((await get(`/offers?organisationId=${organisationId}`, keys.partner)).body).toMatchObject({ total: 0 });
      expect(await app.database.query('SELECT to_jsonb(o) FROM offers o ORDER BY id')).toEqual(before);
    }
    expect((await get('/offers', keys.partner)).body.total).toBe(1);
  });

  it('lists, page by page, the organisations that it manages and no other', async () => {
    const key = await app.key('partner');
    expect((await get('/organisations', key)).body).toEqual({ items: [], total: 0, page: 1, perPage: 20 });
    const ids = [
      await registered(key, 'association', 'Abeilles de la Thiérache'),
      await registered(key, 'employer', 'Boulangerie de la gare'),
      await registered(key, 'employer', 'Couverture et zinc'),
    ];
    const page = (query: string) => get(`/organisations?${query}`, key);
    expect((await page('perPage=2')).body).toMatchObject({ total: 3, items: [{ id: ids[0] }, { id: ids[1] }] });
    expect((await page('perPage=2&page=2')).body).toMatchObject({ total: 3, items: [{ id: ids[2] }] });
    expect((await page('perPage=2&page=9')).body).toMatchObject({ total: 3, items: [] });
    expect((await page('kind=employer&q=zinc')).body).toMatchObject({ total: 1, items: [{ id: ids[2] }] });
    expect((await page('q=Laonnois')).body.total).toBe(0); // of another partner
    expect((await get('/organisations', keys.team)).body.total).toBeGreaterThan(3);
    const own = await app.key('organisation', { organisationId: ids[1] ?? '' });
    expect((await get('/organisations', own)).body).toMatchObject({ total: 1, items: [{ id: ids[1] }] });
  });

  it('says for whom it publishes', async () => {
    expect((await post('/offers', keys.partner, OFFER)).body.code).toBe('offer.organisation-needed');
  });

  it('publishes nothing more for an organisation that was banned', async () => {
    const organisationId = await registered(keys.partner, 'employer', 'Structure exclue');
    await post(`/organisations/${organisationId}/ban`, keys.team, { motive: 'Fausses offres.' });
    expect((await post('/offers', keys.partner, { ...OFFER, organisationId })).body.code).toBe('organisation.banned');
  });
});
