import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProfileIds } from '../../../src/search/profile-ids.js';
import { SearchService } from '../../../src/search/search.service.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { insertPerson, organisation, type Person, settle } from './world.js';

let app: TestApp;
let key: string;
let org: string;
let people: Person[];

const find = (query: string, by = key) => app.http('GET', `/api/v1/profiles?${query}`, { key: by });
const names = async (query: string) =>
  (await find(query)).body.items.map((item: { firstName: string }) => item.firstName);
const sync = (...ids: string[]) => app.get(SearchService).sync('profiles', ids);

beforeAll(async () => {
  app = await testApp();
  await settle(app);
  org = await organisation(app);
  key = await app.key('organisation', { organisationId: org });
  people = [
    await insertPerson(app, { firstName: 'Nadia' }),
    await insertPerson(app, { firstName: 'Karim', occupations: ['F1703'], skills: ['enduit', 'coffrage'] }),
    await insertPerson(app, {
      firstName: 'Lucie',
      occupations: ['G1803', 'K1304'],
      insee: '02691',
      skills: ['service'],
    }),
    await insertPerson(app, { firstName: 'Cachée', cvVisible: false }),
    await insertPerson(app, { firstName: 'Discrète', acceptsContact: false }),
  ];
  await app.get(SearchService).ensureNow('profiles');
});

afterAll(() => app.stop());

test.each([
  ['place=laon', ['Karim', 'Nadia']],
  ['place=laon&within=50', ['Karim', 'Lucie', 'Nadia']],
  ['q=macon', ['Karim']],
  ['q=cofrage', ['Karim']],
  ['q=auxiliaire+de+vie', ['Lucie', 'Nadia']],
  ['occupation=K1304', ['Lucie', 'Nadia']],
  ['occupation=K1304&place=saint+quentin', ['Lucie']],
  ['q=Nadia', []],
  ['q=Secretlastname', []],
  ['q=secret', []],
  ['q=39980100', []],
])('%s finds %j', async (query, expected) => {
  expect((await names(query)).sort()).toEqual(expected);
});

test('shows what the person agreed to show and nothing else', async () => {
  const { body } = await find('place=laon&q=repassage');
  expect(body.items).toHaveLength(1);
  const [item] = body.items;
  expect(item).toEqual({
    id: expect.stringMatching(/^[\w-]{22}$/),
    firstName: 'Nadia',
    commune: 'Laon',
    // of the commune: the home is 3 km away
    distanceKm: 0,
    skills: ['repassage', 'cuisine'],
    availability: { from: '2026-12-01', hoursMin: 20, hoursMax: 35 },
  });
  const text = JSON.stringify(body);
  for (const secret of ['secret', 'Secret', people[0]?.id ?? '', '+33']) expect(text).not.toContain(secret);
});

test('the index itself holds no name, telephone, status, barrier or note', async () => {
  const answer = await fetch(`${app.config.meili.url}/indexes/${app.config.meili.prefix}-profiles/documents`, {
    headers: { authorization: `Bearer ${app.config.meili.key}` },
  });
  const text = await answer.text();
  expect(text).toContain('repassage');
  for (const secret of ['Nadia', 'Secretlastname', '+33', 'rsa-secret', 'housing-secret', 'note-secret']) {
    expect(text).not.toContain(secret);
  }
});

test('ids are stable for an organisation, different for another, and turn back into the person for us alone', async () => {
  const idOf = async (by: string) => (await find('q=repassage&place=laon', by)).body.items[0].id as string;
  const sameOrg = await app.key('organisation', { organisationId: org });
  const otherOrg = await app.key('organisation', { organisationId: await organisation(app, 'Autre') });
  const id = await idOf(key);
  expect(await idOf(sameOrg)).toBe(id);
  expect(await idOf(otherOrg)).not.toBe(id);
  const ids = app.get(ProfileIds);
  expect(ids.candidate(id, org)).toBe(people[0]?.id);
  expect(ids.candidate(id, 'another')).not.toBe(people[0]?.id);
  expect(ids.candidate('nonsense', org)).toBeUndefined();
});

test('a consent withdrawn counts at once, before the index catches up, and when given back', async () => {
  const nadia = people[0]?.id ?? '';
  for (const column of ['cv_visible', 'accepts_contact']) {
    await app.database.query(`UPDATE candidates SET ${column} = false, version = version + 1 WHERE id = $1`, [nadia]);
    const { body } = await find('place=laon');
    expect(body.items.map((item: { firstName: string }) => item.firstName)).toEqual(['Karim']);
    expect(body.total).toBe(1);
    await app.database.query(`UPDATE candidates SET ${column} = true, version = version + 1 WHERE id = $1`, [nadia]);
    expect((await names('place=laon')).sort()).toEqual(['Karim', 'Nadia']);
  }
  await app.database.query('UPDATE candidates SET cv_visible = false, version = version + 1 WHERE id = $1', [nadia]);
  await sync(nadia);
  expect((await app.get(SearchService).check('profiles')).documents).toBe(2);
  await app.database.query('UPDATE candidates SET cv_visible = true, version = version + 1 WHERE id = $1', [nadia]);
  await sync(nadia);
  expect((await names('place=laon')).sort()).toEqual(['Karim', 'Nadia']);
});

test('asks for a key with the right, and refuses what it does not know', async () => {
  expect((await app.http('GET', '/api/v1/profiles')).status).toBe(401);
  const weak = await app.key('organisation', { organisationId: org, scopes: ['offers:write'] });
  expect((await find('', weak)).status).toBe(403);
  for (const query of [
    'lat=49.5&lng=3.6',
    'sort=nearest',
    'q=%00',
    `q=${'x'.repeat(10_000)}`,
    'occupation=zz',
    'phone=06',
  ]) {
    expect((await find(query)).status).toBe(422);
  }
});

test('goes on without the search engine', async () => {
  const plain = await testApp({
    environment: { MEILI_URL: 'http://127.0.0.1:9', DATABASE_URL: app.config.database.url },
  });
  try {
    const answer = await plain.http('GET', '/api/v1/profiles?q=auxiliaire+de+vie&place=laon&within=100', { key });
    expect(answer.body).toMatchObject({ total: 2, degraded: true });
    expect(answer.body.items.map((item: { firstName: string }) => item.firstName)).toEqual(['Nadia', 'Lucie']);
  } finally {
    await plain.stop();
  }
});
