import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OffersService } from '../../../src/offers/offers.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { day } from '../../../src/platform/lang/day.js';
import { type HttpAnswer, type TestApp, testApp } from '../../support/test-app.js';
import { loadPlacesAndOccupations, newOrganisation } from '../organisations/new-organisation.js';

const clock = new FixedClock('2026-11-20T10:00:00Z');
const complete = {
  title: 'Aide à domicile H/F',
  description: 'Vous aidez des personnes âgées chez elles : ménage, courses, préparation des repas et compagnie.',
  contract: 'permanent',
  weeklyHours: 24,
  payMin: 12.1,
  payMax: 12.8,
  payPeriod: 'hour',
  positions: 2,
  startsOn: '2026-12-01',
  beginnerAccepted: true,
  contactName: 'Mme Martin',
  contactPhone: '06 39 98 12 34',
  place: 'Laon',
};

let app: TestApp;
let team: string;

beforeAll(async () => {
  app = await testApp({ clock });
  await loadPlacesAndOccupations(app);
  team = await app.key('team');
}, 120_000);
afterAll(() => app.stop());

async function employer(trusted = true): Promise<{ id: string; key: string }> {
  return newOrganisation(app, team, 'employer', trusted);
}

function post(path: string, key: string, body?: unknown): Promise<HttpAnswer> {
  return app.http('POST', `/api/v1/offers${path}`, { key, ...(body !== undefined && { body }) });
}

async function draft(key: string, change: object = {}): Promise<HttpAnswer> {
  return post('', key, { ...complete, allowDuplicate: true, ...change });
}

async function published(key: string, change: object = {}): Promise<string> {
  const { body } = await draft(key, change);
  const answer = await post(`/${body.id}/publish`, key, { allowDuplicate: true });
  expect(answer.status).toBe(200);
  return body.id;
}

async function events(id: string): Promise<string[]> {
  const rows = await app.database.query<{ name: string }>(
    "SELECT name FROM outbox_events WHERE payload->'opportunityIds' ? $1 ORDER BY id",
    [id],
  );
  return rows.map(({ name }) => name);
}

describe('an offer', () => {
  test('is written as a draft, placed, given its occupation, and told what it lacks', async () => {
    const { key } = await employer();
    const answer = await draft(key, { contract: undefined, contactName: undefined });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toMatchObject({
      status: 'draft',
      insee: '02408',
      communeName: 'Laon',
      occupationCode: expect.stringMatching(/^K13/),
    });
    expect(answer.body.missing.map((problem: { field: string }) => problem.field)).toEqual(['contract', 'contactName']);
  });

  test('is published with one event, and shown without its contacts', async () => {
    const { key } = await employer();
    const id = await published(key);
    expect(await events(id)).toEqual(['offer.published']);
    const seen = await app.http('GET', `/api/v1/offers/${id}`);
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({ status: 'published', closesOn: '2026-12-20' });
    expect(JSON.stringify(seen.body)).not.toMatch(/Martin|06 39|contact/);
    const [row] = await app.database.query(
      'SELECT kind, title, commune_name, organisation_name FROM opportunities WHERE id = $1',
      [id],
    );
    expect(row).toMatchObject({ kind: 'offer', title: 'Aide à domicile H/F', commune_name: 'Laon' });
  });

  test('hides the name, the address and the links of an anonymous employer', async () => {
    const { key, id: organisationId } = await employer();
    const id = await published(key, {
      anonymousEmployer: true,
      address: '1 rue du Bourg',
      applicationUrl: 'https://exemple.invalid/emploi',
    });
    const { body } = await app.http('GET', `/api/v1/offers/${id}`);
    expect(body).toMatchObject({ organisationId: null, organisationName: null, address: null, applicationUrl: null });
    expect(JSON.stringify(body)).not.toContain(organisationId);
    const [row] = await app.database.query('SELECT organisation_name FROM opportunities WHERE id = $1', [id]);
    expect(row).toEqual({ organisation_name: null });
  });

  test('says everything that is missing at once', async () => {
    const { key } = await employer();
    const { body } = await post('', key, { title: 'Plombier H/F' });
    const refused = await post(`/${body.id}/publish`, key, {});
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('offer.incomplete');
    expect(refused.body.errors.length).toBeGreaterThanOrEqual(7);
  });

  test('is refused with the passage when its words are forbidden, and tells warnings when they are not', async () => {
    const { key } = await employer();
    const { body } = await draft(key, { description: `${complete.description} Vous avez moins de 30 ans.`, payMin: 9 });
    const refused = await post(`/${body.id}/publish`, key, {});
    expect(refused).toMatchObject({ status: 422, body: { code: 'offer.forbidden-wording' } });
    expect(refused.body.findings[0]).toMatchObject({ rule: 'age-limit', passage: 'moins de 30 ans' });
    const fixed = await app.http('PATCH', `/api/v1/offers/${body.id}`, {
      key,
      body: { description: complete.description },
      headers: { 'if-match': '"1"' },
    });
    expect(fixed.status).toBe(200);
    expect(fixed.body.findings).toMatchObject([{ rule: 'pay-below-minimum', level: 'warn' }]);
    expect((await post(`/${body.id}/publish`, key, { allowDuplicate: true })).status).toBe(200);
  });

  test('of an unknown organisation waits for a person, who returns it or lets it out', async () => {
    const { key } = await employer(false);
    const { body } = await draft(key);
    expect((await post(`/${body.id}/publish`, key, {})).body.status).toBe('pending-review');
    expect((await app.http('GET', `/api/v1/offers/${body.id}`)).status).toBe(404);
    expect(await events(body.id)).toEqual([]);
    expect((await post(`/${body.id}/approve`, key)).status).toBe(403);
    const queue = await app.http('GET', '/api/v1/offers?status=pending-review', { key: team });
    expect(queue.body.items.map((item: { id: string }) => item.id)).toContain(body.id);
    expect((await post(`/${body.id}/return`, team, { reason: 'Précisez les horaires.' })).body).toMatchObject({
      status: 'draft',
      reviewReason: 'Précisez les horaires.',
    });
    await post(`/${body.id}/publish`, key, {});
    expect((await post(`/${body.id}/approve`, team)).body.status).toBe('published');
    expect(await events(body.id)).toEqual(['offer.published']);
    const { body: now } = await app.http('GET', `/api/v1/offers/${body.id}`, { key });
    const edited = await app.http('PATCH', `/api/v1/offers/${body.id}`, {
      key,
      body: { payMin: 12.5 },
      headers: { 'if-match': `"${now.version}"` },
    });
    expect(edited.body.status).toBe('pending-review');
    expect(await events(body.id)).toEqual(['offer.published', 'offer.ended']);
  });

  test('is changed only in the version that was read', async () => {
    const { key } = await employer();
    const id = await published(key);
    const edit = (version: string | undefined) =>
      app.http('PATCH', `/api/v1/offers/${id}`, {
        key,
        body: { positions: 3 },
        headers: version ? { 'if-match': version } : {},
      });
    expect((await edit(undefined)).status).toBe(428);
    expect((await edit('"1"')).body.code).toBe('offer.stale-version');
    expect((await edit('"1"')).status).toBe(412);
    expect((await edit('"2"')).body).toMatchObject({ version: 3, positions: 3 });
    expect(await events(id)).toEqual(['offer.published', 'offer.changed']);
  });

  test('published twice at once goes out once', async () => {
    const { key } = await employer();
    const { body } = await draft(key);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(`/${body.id}/publish`, key, { allowDuplicate: true })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await events(body.id)).toEqual(['offer.published']);
  });

  test('written five times at once exists once', async () => {
    const { key } = await employer();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post('', key, { ...complete, title: 'Couvreur zingueur H/F' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const twin = answers.find(({ status }) => status === 409)?.body;
    expect(twin).toMatchObject({
      code: 'offer.duplicate',
      duplicateOf: answers.find(({ status }) => status === 201)?.body.id,
    });
  });

  test('is filled, gone for the public, reopened, extended and closed', async () => {
    const { key } = await employer();
    const id = await published(key, { title: 'Soudeur H/F' });
    expect((await post(`/${id}/fill`, key)).body.status).toBe('filled');
    expect(await app.http('GET', `/api/v1/offers/${id}`)).toMatchObject({ status: 410, body: { code: 'offer.gone' } });
    expect((await post(`/${id}/fill`, key)).status).toBe(409);
    expect((await post(`/${id}/reopen`, key, { closesOn: '2026-12-24' })).body.status).toBe('published');
    expect((await post(`/${id}/extend`, key, { closesOn: '2027-01-20' })).body).toMatchObject({
      code: 'offer.closing-date-too-far',
    });
    expect((await post(`/${id}/extend`, key, { closesOn: '2027-01-19' })).body.closesOn).toBe('2027-01-19');
    expect((await post(`/${id}/close`, key, { reason: 'Le projet est abandonné.' })).body.status).toBe('closed');
    expect(await events(id)).toEqual([
      'offer.published',
      'offer.ended',
      'offer.published',
      'offer.changed',
      'offer.ended',
    ]);
  });

  test('belongs to its organisation alone', async () => {
    const [one, other] = [await employer(), await employer()];
    const id = await published(one.key);
    const { body: hidden } = await draft(one.key);
    expect((await app.http('GET', `/api/v1/offers/${hidden.id}`, { key: other.key })).status).toBe(404);
    expect((await post(`/${hidden.id}/publish`, other.key, {})).status).toBe(404);
    expect((await post(`/${id}/close`, other.key, { reason: 'À moi.' })).status).toBe(403);
    expect((await post('', other.key, { ...complete, organisationId: one.id })).status).toBe(403);
    expect((await app.http('GET', `/api/v1/offers?organisationId=${one.id}`, { key: other.key })).body.total).toBe(0);
    expect((await app.http('GET', '/api/v1/offers?status=draft', { key: one.key })).body).toMatchObject({ total: 1 });
  });

  test('of a banned organisation disappears at once and is closed', async () => {
    const { id: organisationId, key } = await employer();
    const id = await published(key);
    const { body: waiting } = await draft(key, { title: 'Carreleur H/F' });
    await app.http('POST', `/api/v1/organisations/${organisationId}/ban`, {
      key: team,
      body: { motive: 'Fausses offres signalées.' },
    });
    expect((await app.http('GET', `/api/v1/offers/${id}`)).status).toBe(410);
    expect(await app.database.query('SELECT id FROM opportunities WHERE id = $1', [id])).toEqual([]);
    expect(await post(`/${waiting.id}/publish`, key, {})).toMatchObject({
      status: 422,
      body: { code: 'organisation.banned' },
    });
    expect((await draft(key)).body.code).toBe('organisation.banned');
    await app.get(OffersService).closeAllOf(organisationId, 'organisation-banned');
    const [row] = await app.database.query('SELECT status FROM offers WHERE id = $1', [id]);
    expect(row).toEqual({ status: 'closed' });
    expect(await events(id)).toEqual(['offer.published', 'offer.ended']);
  });

  test('expires the day after its last day, in one sweep', async () => {
    const { key } = await employer();
    const id = await published(key, { closesOn: '2026-11-20' });
    const offers = app.get(OffersService);
    expect(await offers.expireDue(day('2026-11-20'))).toBe(0);
    expect(await offers.expireDue(day('2026-11-21'))).toBe(1);
    expect(await offers.expireDue(day('2026-11-21'))).toBe(0);
    expect(await events(id)).toEqual(['offer.published', 'offer.ended']);
  });
});

describe('rubbish', () => {
  const bad: [string, object][] = [
    ['an unknown field', { salary: 1200 }],
    ['a wrong type', { positions: 'deux' }],
    ['a day that does not exist', { startsOn: '2026-02-30' }],
    ['a start in the past', { startsOn: '2026-11-19' }],
    ['a closing date in the past', { closesOn: '2026-11-19' }],
    ['a closing date after 60 days', { closesOn: '2027-01-20' }],
    ['an unknown place', { place: 'Zzyzxqw' }],
    ['an unknown occupation', { occupationCode: 'N9999' }],
    ['an emoji in the title', { title: 'Serveur 🍽️ H/F' }],
    ['a mark that turns the writing', { title: 'Serveur \u202E H/F' }],
    ['a hidden mark', { title: 'Ser\u200Bveur H/F' }],
    ['a control character', { description: 'Bonjour \u0000 le monde' }],
    ['half an emoji', { description: 'Bonjour \uD83D le monde' }],
    ['an address that runs', { applicationUrl: 'javascript:alert(1)' }],
    ['an address with a password', { applicationUrl: 'https://a:b@exemple.invalid/' }],
    ['a number that costs', { contactPhone: '08 99 12 34 56' }],
    ['too many hours', { weeklyHours: 49 }],
    ['no position', { positions: 0 }],
    ['a highest pay under the lowest', { payMin: 13, payMax: 12 }],
    ['an hourly pay that is a monthly one', { payMin: 1900, payMax: null, payPeriod: 'hour' }],
    ['a title without letters', { title: '!!!???' }],
    ['a very long title', { title: 'a'.repeat(121) }],
    ['not an object', [] as object],
  ];
  test.each(bad)('%s is refused, and nothing is written', async (_, change) => {
    const { id, key } = await employer();
    const answer = await post('', key, Array.isArray(change) ? change : { ...complete, ...change });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.code).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(await app.database.query('SELECT id FROM offers WHERE organisation_id = $1', [id])).toEqual([]);
  });

  test('texts are checked without a key, and nothing is saved', async () => {
    const answer = await app.http('POST', '/api/v1/offers/check', { body: { title: 'Cherche femme de ménage' } });
    expect(answer.body).toMatchObject({ publishable: false, findings: [{ rule: 'sex-only-title' }] });
  });
});
