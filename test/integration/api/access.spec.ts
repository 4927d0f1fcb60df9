import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import type { KeyPermission } from '../../../src/identity/access.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { RouteCheck } from '../../../src/identity/route-check.js';
import { ROLES } from '../../../src/identity/visitor.js';
import { type EndpointSpec, endpointOf } from '../../../src/platform/http/endpoint.js';
import { SCOPES, type Scope } from '../../../src/platform/http/principal.js';
import { accountOf } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';

/** Every route of the API × every kind of key × the objects of others. */

const KINDS = ['organisation', 'partner', 'team'] as const;
type Kind = (typeof KINDS)[number];

const SEARCH = { q: 'maçon', place: 'Laon', radiusKm: 10 };

/** Correct bodies, so that what refuses a stranger is the right to act and not a mistake in the request. */
const BODIES: Readonly<Record<string, unknown>> = {
  'PATCH /api/v1/organisations/{id}': { name: 'Pris par un autre' },
  'PATCH /api/v1/offers/{id}': { title: 'Prise par un autre H/F' },
  'POST /api/v1/offers/{id}/publish': {},
  'POST /api/v1/offers/{id}/close': { reason: 'Fermée par un autre' },
  'POST /api/v1/offers/{id}/extend': { closesOn: '2099-01-01' },
  'POST /api/v1/offers/{id}/reopen': { closesOn: '2099-01-01' },
  'PATCH /api/v1/missions/{id}': { title: 'Prise par un autre' },
  'POST /api/v1/missions/{id}/publish': {},
  'POST /api/v1/missions/{id}/close': { reason: 'Fermée par un autre' },
  'POST /api/v1/missions/{id}/extend': { closesOn: '2099-01-01' },
  'POST /api/v1/missions/{id}/reopen': { closesOn: '2099-01-01' },
  'POST /api/v1/applications/{id}/answer': { answer: 'accepted' },
  'PATCH /api/v1/candidates/{id}': { firstName: 'Autre' },
  'POST /api/v1/candidates/{id}/consents': { purpose: 'sms-alerts', granted: true, how: 'oral' },
  'POST /api/v1/candidates/{id}/cv-proposals': { answers: { headline: { headline: 'Aide à domicile' } } },
  'PUT /api/v1/candidates/{id}/alerts': { rhythm: 'immediate', channels: ['sms'] },
  'POST /api/v1/candidates/{id}/searches': SEARCH,
  'PUT /api/v1/candidates/{id}/searches/{searchId}': SEARCH,
};

/** Routes with an object of somebody, that a stranger of an allowed kind must not reach. */
const OWNED =
  /^\/api\/v1\/(organisations|offers|missions|candidates|applications)\/\{id\}|^\/api\/v1\/application-limits/;

describe('access to the API', () => {
  let app: TestApp;
  let endpoints: { spec: EndpointSpec; open: boolean; permission: KeyPermission }[];
  const keys = {} as Record<Kind, string>;
  const strangers = {} as Record<Kind, string>;
  const ids: Record<string, string> = {};
  let searchId = '';

  const kindsOf = (permission: KeyPermission) =>
    KINDS.filter((kind) => !permission.kinds || permission.kinds.includes(kind));
  const addressOf = (spec: EndpointSpec) => {
    const subject = spec.path.split('/')[3] ?? '';
    return spec.path
      .replace('{id}', ids[subject] ?? crypto.randomUUID())
      .replace('{searchId}', searchId)
      .replace('{opportunityId}', ids['offers'] ?? '')
      .replace('{code}', 'K1304');
  };
  const call = (spec: EndpointSpec, key: string | undefined, headers: Record<string, string> = {}) =>
    app.http(spec.method, addressOf(spec), {
      ...(key && { key }),
      ...(spec.body && { body: BODIES[`${spec.method} ${spec.path}`] ?? {} }),
      headers: { 'if-match': '"1"', ...headers },
    });

  beforeAll(async () => {
    app = await testApp();
    await loadReferenceData(app.nest, () => undefined);
    endpoints = app
      .get(RouteCheck)
      .routes()
      .flatMap((route) => {
        const spec = endpointOf(route.method);
        return spec ? [{ spec, open: route.open, permission: route.permission as KeyPermission }] : [];
      });
    keys.team = await app.key('team');
    keys.partner = await app.key('partner');
    strangers.partner = await app.key('partner');
    const create = async (path: string, key: string, body: unknown) => {
      const answer = await app.http('POST', path, { key, body });
      expect([path, answer.status, answer.body]).toEqual([path, 201, expect.anything()]);
      return answer.body.id as string;
    };
    const own = await create('/api/v1/organisations', keys.team, {
      kind: 'association',
      name: 'Les Jardins de Laon',
      place: 'Laon',
    });
    const other = await create('/api/v1/organisations', keys.team, {
      kind: 'association',
      name: 'Les Ateliers de Guise',
      place: 'Guise',
    });
    keys.organisation = await app.key('organisation', { organisationId: own });
    strangers.organisation = await app.key('organisation', { organisationId: other });
    ids['organisations'] = own;
    ids['offers'] = await create('/api/v1/offers', keys.organisation, { title: 'Aide à domicile H/F', place: 'Laon' });
    ids['missions'] = await create('/api/v1/missions', keys.organisation, { title: 'Aide aux devoirs', place: 'Laon' });
    ids['candidates'] = await create('/api/v1/candidates', keys.partner, {
      firstName: 'Camille',
      lastName: 'Exemple',
      phone: '06 39 98 00 01',
      place: 'Laon',
    });
    ids['applications'] = crypto.randomUUID();
    await app.database.query(
      `INSERT INTO applications (id, candidate_id, opportunity_id, kind, organisation_id, state, sent_by, sent_at, sent_on, next_step_on,
         last_event_at, updated_at)
       VALUES ($1, $2, $3, 'offer', $4, 'sent', 'candidate', now(), '2026-11-20', '2026-11-23', now(), now())`,
      [ids['applications'], ids['candidates'], ids['offers'], own],
    );
    searchId = await create(`/api/v1/candidates/${ids['candidates']}/searches`, keys.partner, SEARCH);
  }, 60_000);
  afterAll(() => app.stop());

  it('knows the routes it walks', () => {
    expect(endpoints.length).toBeGreaterThan(40);
  });

  it('asks for a key everywhere but on public routes', async () => {
    for (const { spec, open } of endpoints) {
      const [without, unknown] = await Promise.all([call(spec, undefined), call(spec, `ak_${'x'.repeat(43)}`)]);
      const statuses = [spec.method, spec.path, without.status === 401, unknown.status === 401];
      expect(statuses).toEqual([spec.method, spec.path, !open, !open]);
    }
  });

  it('never opens to a session, whoever holds it', async () => {
    for (const role of ROLES) {
      const accountId = await accountOf(
        app,
        role,
        role === 'member' ? { organisationId: ids['organisations'] ?? '' } : {},
      );
      const { token } = await app.get(SessionsService).open(accountId, { device: 'test', remember: false });
      for (const { spec, open } of endpoints) {
        const answer = await call(spec, undefined, { cookie: `session=${token}` });
        const without = open ? await call(spec, undefined) : { status: 401 };
        expect([role, spec.method, spec.path, answer.status]).toEqual([role, spec.method, spec.path, without.status]);
      }
    }
  }, 120_000);

  it('asks for the scope of the route, whatever the kind of key', async () => {
    for (const kind of KINDS) {
      for (const scope of new Set(endpoints.filter(({ open }) => !open).map(({ permission }) => permission.scope))) {
        const others = SCOPES.filter((candidate): candidate is Scope => candidate !== scope);
        const key = await app.key(kind, {
          scopes: others,
          ...(kind === 'organisation' && { organisationId: ids['organisations'] ?? '' }),
        });
        for (const { spec } of endpoints.filter(({ open, permission }) => !open && permission.scope === scope)) {
          const answer = await call(spec, key);
          expect([spec.path, kind, answer.status, answer.body.code]).toEqual([
            spec.path,
            kind,
            403,
            'access.scope-missing',
          ]);
        }
      }
    }
  });

  it('keeps routes to the kinds of keys they are for', async () => {
    for (const { spec, open, permission } of endpoints) {
      if (open) continue;
      for (const kind of KINDS.filter((name) => !kindsOf(permission).includes(name))) {
        const answer = await call(spec, strangers[kind] ?? keys[kind]);
        expect([spec.path, kind, answer.status, answer.body.code]).toEqual([
          spec.path,
          kind,
          403,
          'access.not-for-this-key',
        ]);
      }
    }
  });

  it('never lets a stranger read or change what belongs to another', async () => {
    const before = await snapshot();
    let walked = 0;
    for (const { spec, open, permission } of endpoints) {
      if (open || !OWNED.test(spec.path)) continue;
      for (const kind of kindsOf(permission).filter((name) => name !== 'team')) {
        const answer = await call(spec, strangers[kind]);
        expect([spec.method, spec.path, kind, [403, 404].includes(answer.status), answer.body.code]).toEqual([
          spec.method,
          spec.path,
          kind,
          true,
          expect.stringMatching(/^(access\.not-yours|\w+\.not-found)$/),
        ]);
        walked++;
      }
    }
    expect(walked).toBeGreaterThan(20);
    expect(await snapshot()).toEqual(before);
  });

  it('shows a draft to its owner alone', async () => {
    for (const path of [`/api/v1/offers/${ids['offers']}`, `/api/v1/missions/${ids['missions']}`]) {
      expect((await app.http('GET', path, { key: keys.organisation })).status).toBe(200);
      expect([403, 404]).toContain((await app.http('GET', path, { key: strangers.organisation })).status);
      expect([403, 404]).toContain((await app.http('GET', path)).status);
    }
  });

  it('never shows benefit status or barriers to a partner, even of the people it registered', async () => {
    const path = `/api/v1/candidates/${ids['candidates']}`;
    const version = (await app.http('GET', path, { key: keys.team })).headers.get('etag') ?? '';
    const edit = { support: { rsaStatus: 'bénéficiaire', barriers: ['mobilité'] } };
    expect(
      (await app.http('PATCH', path, { key: keys.team, body: edit, headers: { 'if-match': version } })).status,
    ).toBe(200);
    expect(JSON.stringify((await app.http('GET', path, { key: keys.team })).body)).toContain('mobilité');
    expect(JSON.stringify((await app.http('GET', path, { key: keys.partner })).body)).not.toMatch(
      /mobilité|bénéficiaire|rsa/i,
    );
    const forbidden = await app.http('PATCH', path, { key: keys.partner, body: edit, headers: { 'if-match': '"2"' } });
    expect(forbidden.status).toBe(403);
  });

  async function snapshot(): Promise<unknown> {
    return Promise.all(
      ['organisations', 'offers', 'missions', 'candidates', 'saved_searches', 'consents', 'applications'].map((table) =>
        app.database.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY id`),
      ),
    );
  }
});
