import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HttpAnswer, type TestApp, testApp } from '../../support/test-app.js';
import { freshSiret, loadPlacesAndOccupations, newOrganisation } from './new-organisation.js';

let app: TestApp;
let team: string;

beforeAll(async () => {
  app = await testApp();
  await loadPlacesAndOccupations(app);
  team = await app.key('team');
}, 120_000);
afterAll(() => app.stop());

function register(body: object, key = team): Promise<HttpAnswer> {
  return app.http('POST', '/api/v1/organisations', { key, body });
}

describe('an organisation', () => {
  test('is registered unverified, with its commune, its numbers tidied', async () => {
    const siret = freshSiret();
    const written = `${siret.slice(0, 3)} ${siret.slice(3, 6)} ${siret.slice(6, 9)} ${siret.slice(9)}`;
    const answer = await register({
      kind: 'association',
      name: 'Les  Restos de Laon',
      siret: written,
      rna: 'w021000009',
      place: 'laon',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'Les Restos de Laon',
      siret,
      rna: 'W021000009',
      insee: '02408',
      communeName: 'Laon',
      status: 'unverified',
      version: 1,
    });
  });

  test('is registered once, even five times at once', async () => {
    const body = { kind: 'employer', name: 'Boulangerie', siret: freshSiret() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('organisation.duplicate');
  });

  test('shows its contacts to itself and the team alone', async () => {
    const { id, key } = await newOrganisation(app, team, 'employer', false);
    await app.http('PATCH', `/api/v1/organisations/${id}`, {
      key,
      body: { contactPhone: '06 39 98 00 01' },
      headers: { 'if-match': '"1"' },
    });
    const path = `/api/v1/organisations/${id}`;
    expect((await app.http('GET', path, { key })).body.contactPhone).toBe('06 39 98 00 01');
    const open = await app.http('GET', path);
    expect(open.status).toBe(200);
    expect(JSON.stringify(open.body)).not.toMatch(/06 39|siret/);
  });

  test('is vouched for by the team, which leaves who, when and why; a new number is looked at again', async () => {
    const { id, key } = await newOrganisation(app, team, 'employer', false);
    expect(
      (await app.http('POST', `/api/v1/organisations/${id}/vouch`, { key, body: { motive: 'Moi.' } })).status,
    ).toBe(403);
    const vouched = await app.http('POST', `/api/v1/organisations/${id}/vouch`, {
      key: team,
      body: { motive: 'Rencontrée au bus.' },
    });
    expect(vouched.body).toMatchObject({
      status: 'vouched',
      vouchNote: 'Rencontrée au bus.',
      vouchedAt: expect.any(String),
    });
    const again = await app.http('POST', `/api/v1/organisations/${id}/vouch`, {
      key: team,
      body: { motive: 'Encore.' },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'organisation.already-trusted' } });
    expect((await app.http('POST', `/api/v1/organisations/${id}/verify`, { key: team })).body.status).toBe('verified');
    const edited = await app.http('PATCH', `/api/v1/organisations/${id}`, {
      key,
      body: { siret: freshSiret() },
      headers: { 'if-match': '"3"' },
    });
    expect(edited.body).toMatchObject({ status: 'unverified', version: 4 });
  });

  test('is excluded by the team with a motive, hidden from the public, and let back in', async () => {
    const { id } = await newOrganisation(app, team, 'employer', true);
    expect((await app.http('POST', `/api/v1/organisations/${id}/ban`, { key: team, body: {} })).status).toBe(422);
    expect(
      (await app.http('POST', `/api/v1/organisations/${id}/ban`, { key: team, body: { motive: 'Escroquerie.' } })).body
        .status,
    ).toBe('banned');
    expect((await app.http('GET', `/api/v1/organisations/${id}`)).status).toBe(404);
    expect((await app.http('POST', `/api/v1/organisations/${id}/lift-ban`, { key: team })).body.status).toBe(
      'unverified',
    );
  });

  test('is found by name, with the total, whatever is typed', async () => {
    const { body } = await register({ kind: 'employer', name: 'Menuiserie 100% bois_massif' });
    const list = (q: string) => app.http('GET', `/api/v1/organisations?q=${encodeURIComponent(q)}`, { key: team });
    expect((await list('100% bois_')).body).toMatchObject({ total: 1, items: [{ id: body.id }] });
    expect((await list("'; DROP TABLE organisations; --")).body).toMatchObject({ total: 0, items: [] });
  });

  test.each([
    ['a SIRET wrong by one digit', { siret: '73282932000075' }],
    ['a SIRET of 13 digits', { siret: '7328293200007' }],
    ['an RNA that is none', { rna: 'X021000001' }],
    ['an emoji in the name', { name: 'Boulangerie 🥖' }],
    ['a mark that turns the writing', { name: 'Bou\u202Elangerie' }],
    ['an unknown field', { rib: 'FR76' }],
    ['an unknown place', { place: 'Qqqqqqq' }],
    ['another kind', { kind: 'state' }],
    ['a name that is a number', { name: 12 }],
  ])('with %s is refused', async (_, change) => {
    const answer = await register({ kind: 'employer', name: 'Boulangerie Martin', ...change });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).not.toBe('');
  });
});
