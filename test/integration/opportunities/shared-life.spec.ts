import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blankMission } from '../../../src/missions/mission-blank.rules.js';
import { MissionsQueries } from '../../../src/missions/missions.queries.js';
import { blankOffer } from '../../../src/offers/offer-blank.rules.js';
import { OffersQueries } from '../../../src/offers/offers.queries.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { type HttpAnswer, type TestApp, testApp } from '../../support/test-app.js';
import { loadPlacesAndOccupations, newOrganisation } from '../organisations/new-organisation.js';

/** What offers and missions have alike, asked of both. */

const offer = {
  title: 'Aide à domicile H/F',
  description: 'Vous aidez des personnes âgées chez elles : ménage, courses, préparation des repas et compagnie.',
  occupationCode: 'K1304',
  contract: 'permanent',
  weeklyHours: 24,
  payText: '12,50 € de l’heure',
  startsOn: '2026-12-01',
  contactName: 'Mme Martin',
  contactPhone: '06 39 98 12 34',
  place: 'Laon',
};
const mission = {
  title: 'Aide aux devoirs',
  domain: 'education',
  activities: ['soutien-scolaire'],
  description: 'Vous aidez des enfants à faire leurs devoirs après l’école, avec notre équipe.',
  schedule: 'Le mardi, selon vos disponibilités.',
  contactName: 'Mme Martin',
  contactPhone: '06 39 98 12 34',
  place: 'Laon',
};
const kinds = [
  ['offer', 'offers', 'employer', offer],
  ['mission', 'missions', 'association', mission],
] as const;

let app: TestApp;
let team: string;

beforeAll(async () => {
  app = await testApp({ clock: new FixedClock('2026-11-20T10:00:00Z') });
  await loadPlacesAndOccupations(app);
  team = await app.key('team');
}, 120_000);
afterAll(() => app.stop());

describe.each(kinds)('one %s', (name, table, organisation, complete) => {
  const queries = () => (name === 'offer' ? app.get(OffersQueries) : app.get(MissionsQueries));
  const post = (path: string, key: string, body: object = {}): Promise<HttpAnswer> =>
    app.http('POST', `/api/v1/${table}${path}`, { key, body });
  async function published(key: string, change: object = {}): Promise<string> {
    const { body } = await post('', key, { ...complete, allowDuplicate: true, ...change });
    const answer = await post(`/${body.id}/publish`, key, { allowDuplicate: true });
    expect([answer.status, answer.body.code]).toEqual([200, undefined]);
    return body.id;
  }

  test('that repeats another is refused with its twin and the way to keep both', async () => {
    const { key } = await newOrganisation(app, team, organisation, true);
    const twin = await published(key);
    const again = { ...complete, place: 'Laon' };
    const refused = await post('', key, again);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: `${name}.duplicate`,
        detail: expect.stringContaining('allowDuplicate: true'),
        duplicateOf: twin,
        see: `/api/v1/${table}/${twin}`,
        confirmWith: { allowDuplicate: true },
      },
    });
    expect((await app.http('GET', refused.body.see, { key })).status).toBe(200);
    const { body: second } = await post('', key, { ...again, ...refused.body.confirmWith });
    expect((await post(`/${second.id}/publish`, key, refused.body.confirmWith)).status).toBe(200);
    await post(`/${second.id}/fill`, key);
    const day = { closesOn: '2026-12-20' };
    expect((await post(`/${second.id}/reopen`, key, day)).body.code).toBe(`${name}.duplicate`);
    expect((await post(`/${second.id}/reopen`, key, { ...day, allowDuplicate: true })).status).toBe(200);
  });

  test('that contradicts itself or is incomplete is told the first problems in French', async () => {
    const { key } = await newOrganisation(app, team, organisation, true);
    expect((await post('', key, { ...complete, startsOn: '2026-11-01' })).body).toMatchObject({
      code: `${name}.invalid`,
      detail: 'La date de début est déjà passée.',
    });
    const { body } = await post('', key, { title: complete.title });
    const { body: refused } = await post(`/${body.id}/publish`, key);
    expect(refused.code).toBe(`${name}.incomplete`);
    expect(refused.detail).toMatch(/^Il manque des informations pour publier\. .+\. Et \d autres points\.$/);
  });

  test('is shown by its id while it is open and when it has ended, never before', async () => {
    const { key } = await newOrganisation(app, team, organisation, true);
    const { body: draft } = await post('', key, { ...complete, allowDuplicate: true });
    expect(await queries().shown(draft.id)).toBeUndefined();
    const id = await published(key);
    expect(await queries().shown(id)).toMatchObject({ open: true, view: { id, communeName: 'Laon' } });
    expect(JSON.stringify(await queries().shown(id))).not.toMatch(/Martin|06 39|contact|reviewReason/);
    await post(`/${id}/fill`, key);
    expect(await queries().shown(id)).toMatchObject({ open: false, view: { title: complete.title, status: 'filled' } });
    expect(await queries().shown(crypto.randomUUID())).toBeUndefined();
  });

  test('that has ended leads to open ones like it, the most alike and the nearest first', async () => {
    await app.database.query(`UPDATE ${table} SET status = 'closed'`);
    const { key } = await newOrganisation(app, team, organisation, true);
    const other = name === 'offer' ? { occupationCode: 'F1703' } : { domain: 'sport', activities: ['animation'] };
    const ended = await published(key);
    const near = await published(key);
    const further = await published(key, { place: 'Saint-Quentin' });
    await published(key, other);
    await post(`/${ended}/fill`, key);
    const similar = await queries().similar(ended);
    expect(similar.map(({ id }) => id)).toEqual([near, further]);
    expect(similar[0]).toMatchObject({ title: complete.title, communeName: 'Laon', distanceKm: 0 });
    expect(similar[1]?.distanceKm).toBeGreaterThan(30);
    expect(await queries().similar(ended, 1)).toHaveLength(1);
  });
});

test('texts are checked at each step, before a draft exists', () => {
  const first = app.get(OffersQueries).remarksOn({ ...blankOffer, title: 'Cherche femme de ménage' });
  expect(first.findings).toMatchObject([{ rule: 'sex-only-title', field: 'title' }]);
  expect(first.publishable).toBe(false);
  expect(first.missing.map(({ field }) => field)).not.toContain('title');
  const asked = { ...blankMission, schedule: 'Horaires imposés.' };
  expect(app.get(MissionsQueries).remarksOn(asked).findings).toMatchObject([{ rule: 'mission-subordination' }]);
});
