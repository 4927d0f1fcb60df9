import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MissionsService } from '../../../src/missions/missions.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { day } from '../../../src/platform/lang/day.js';
import { type HttpAnswer, type TestApp, testApp } from '../../support/test-app.js';
import { loadPlacesAndOccupations, newOrganisation } from '../organisations/new-organisation.js';

const clock = new FixedClock('2026-11-20T10:00:00Z');
const complete = {
  title: 'Aide aux devoirs',
  domain: 'education',
  activities: ['soutien-scolaire'],
  description: 'Vous aidez des collégiens à faire leurs devoirs, avec une autre personne de l’association.',
  schedule: 'Le mercredi après-midi, selon vos disponibilités',
  slots: 3,
  contactName: 'M. Petit',
  contactEmail: 'contact@association.invalid',
  place: 'Soissons',
};

let app: TestApp;
let team: string;

beforeAll(async () => {
  app = await testApp({ clock });
  await loadPlacesAndOccupations(app);
  team = await app.key('team');
}, 120_000);
afterAll(() => app.stop());

function post(path: string, key: string, body?: unknown): Promise<HttpAnswer> {
  return app.http('POST', `/api/v1/missions${path}`, { key, ...(body !== undefined && { body }) });
}

async function published(key: string, change: object = {}): Promise<string> {
  const { body } = await post('', key, { ...complete, ...change });
  expect((await post(`/${body.id}/publish`, key, {})).body.status).toBe('published');
  return body.id;
}

async function events(id: string): Promise<string[]> {
  const rows = await app.database.query<{ name: string }>(
    "SELECT name FROM outbox_events WHERE payload->'opportunityIds' ? $1 ORDER BY id",
    [id],
  );
  return rows.map(({ name }) => name);
}

describe('a mission', () => {
  test('of a known association is published, shown without contacts, and stands beside the offers', async () => {
    const { key } = await newOrganisation(app, team, 'association', true);
    const id = await published(key);
    expect(await events(id)).toEqual(['mission.published']);
    const { body } = await app.http('GET', `/api/v1/missions/${id}`);
    expect(body).toMatchObject({ domain: 'education', communeName: 'Soissons', closesOn: '2026-12-20' });
    expect(JSON.stringify(body)).not.toMatch(/Petit|association\.invalid/);
    const [row] = await app.database.query(
      'SELECT kind, domain, activities, positions, minimum_age, skills FROM opportunities WHERE id = $1',
      [id],
    );
    expect(row).toEqual({
      kind: 'mission',
      domain: 'education',
      activities: ['soutien-scolaire'],
      positions: 3,
      minimum_age: 18,
      skills: [],
    });
  });

  test('of an unknown association is read by a person first', async () => {
    const { key } = await newOrganisation(app, team, 'association', false);
    const { body } = await post('', key, complete);
    expect((await post(`/${body.id}/publish`, key, {})).body.status).toBe('pending-review');
    expect((await post(`/${body.id}/approve`, team)).body.status).toBe('published');
  });

  test('of an employer is refused, unless it is a public body', async () => {
    const { id, key } = await newOrganisation(app, team, 'employer', true);
    expect(await post('', key, complete)).toMatchObject({
      status: 422,
      body: { code: 'organisation.not-an-association' },
    });
    const { body } = await app.http('GET', `/api/v1/organisations/${id}`, { key });
    await app.http('PATCH', `/api/v1/organisations/${id}`, {
      key,
      body: { publicBody: true },
      headers: { 'if-match': `"${body.version}"` },
    });
    expect((await post('', key, complete)).status).toBe(201);
  });

  test('that speaks of pay or orders is refused with the passage', async () => {
    const { key } = await newOrganisation(app, team, 'association', true);
    const { body } = await post('', key, {
      ...complete,
      description: `${complete.description} Un salaire de 500 euros. Horaires imposés.`,
    });
    const refused = await post(`/${body.id}/publish`, key, {});
    expect(refused.body.code).toBe('mission.forbidden-wording');
    expect(refused.body.findings.map(({ rule }: { rule: string }) => rule)).toEqual([
      'mission-pay',
      'mission-subordination',
    ]);
  });

  test('is filled, reopened, changed in the version read, closed; expired ones go in one sweep', async () => {
    const { key } = await newOrganisation(app, team, 'association', true);
    const id = await published(key);
    expect((await post(`/${id}/fill`, key)).body.status).toBe('filled');
    expect((await app.http('GET', `/api/v1/missions/${id}`)).status).toBe(410);
    const { body } = await post(`/${id}/reopen`, key, { closesOn: '2026-11-22' });
    const edited = await app.http('PATCH', `/api/v1/missions/${id}`, {
      key,
      body: { slots: 5 },
      headers: { 'if-match': `"${body.version}"` },
    });
    expect(edited.body).toMatchObject({ slots: 5, version: body.version + 1 });
    expect(await app.get(MissionsService).expireDue(day('2026-11-23'))).toBe(1);
    expect(await events(id)).toEqual([
      'mission.published',
      'mission.ended',
      'mission.published',
      'mission.changed',
      'mission.ended',
    ]);
  });

  test('repeated by the same association is refused unless it is wished', async () => {
    const { key } = await newOrganisation(app, team, 'association', true);
    await published(key);
    expect((await post('', key, complete)).body.code).toBe('mission.duplicate');
    expect((await post('', key, { ...complete, allowDuplicate: true })).status).toBe(201);
  });

  test.each([
    ['pay', { payMin: 10 }],
    ['an unknown domain', { domain: 'jardins' }],
    ['an unknown activity', { activities: ['dormir'] }],
    ['an end before its start', { startsOn: '2026-12-10', endsOn: '2026-12-01' }],
    ['an end in the past', { endsOn: '2026-11-01' }],
    ['the hours of a job', { weeklyHours: 35 }],
    ['an emoji in the title', { title: 'Aide 🙂' }],
  ])('with %s is refused', async (_, change) => {
    const { key } = await newOrganisation(app, team, 'association', true);
    expect((await post('', key, { ...complete, ...change })).status).toBe(422);
  });

  test('comes in from a feed, and goes when the feed no longer names it', async () => {
    const { id: organisationId } = await newOrganisation(app, team, 'association', true);
    const missions = app.get(MissionsService);
    const item = {
      source: 'api-engagement',
      externalRef: 'syn-1',
      organisationId,
      publishedAt: clock.now(),
      contentHash: 'a',
      title: 'Distribuer des colis alimentaires',
      domain: 'humanitaire' as const,
      activities: ['distribution', 'Soutien, Accompagnement'],
      description: 'Vous distribuez des colis avec l’équipe.',
      insee: '02691',
      lat: 49.84753,
      lng: 3.27899,
      coordinateSource: 'given',
      coordinatePrecision: 'address',
    };
    const [created] = await missions.importBatch([item]);
    expect(created?.result).toBe('created');
    expect((await missions.importBatch([item]))[0]?.result).toBe('unchanged');
    expect((await missions.importBatch([{ ...item, contentHash: 'b', slots: 8 }]))[0]?.result).toBe('updated');
    expect((await missions.importBatch([{ ...item, externalRef: 'syn-2' }]))[0]).toMatchObject({
      result: 'duplicate',
      id: created?.id,
    });
    expect(
      (
        await missions.importBatch([
          { ...item, externalRef: 'syn-3', title: 'Trier', description: 'Un salaire de 500 euros.' },
        ])
      )[0]?.result,
    ).toBe('refused');
    expect(await missions.closeMissing('api-engagement', ['syn-9'])).toBe(1);
    expect(await events(created?.id ?? '')).toEqual(['mission.published', 'mission.changed', 'mission.ended']);
  });
});
