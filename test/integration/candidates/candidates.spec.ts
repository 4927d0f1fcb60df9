import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CandidateImport } from '../../../src/candidates/candidate-import.service.js';
import { importedCandidateSchema } from '../../../src/candidates/candidate.schema.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { laon, type Laon } from '../matching/laon.js';

describe('candidates', () => {
  let world: Laon;
  let partner: string;

  beforeAll(async () => {
    world = await laon();
    partner = await world.app.key('partner');
  }, 120_000);
  afterAll(async () => world.app.stop());

  const call = (method: string, path: string, body?: unknown, key = world.team, headers: Record<string, string> = {}) =>
    world.app.http(method, `/api/v1/candidates${path}`, { key, headers, ...(body === undefined ? {} : { body }) });

  it('keeps a file as it was given, put in order, and gives it back with its version', async () => {
    const id = await world.register({
      firstName: ' Zoé ',
      lastName: "D’Arc-N'Diaye",
      phone: '06.39.98.77.01',
      email: 'Zoe@Exemple.invalid',
      skills: ['Ménage', 'ménage', 'Aide au repas'],
      licences: ['C'],
      occupations: [{ code: 'K1304', experienced: true }],
      experiences: [{ title: 'Aide de ma grand-mère', kind: 'family-help', from: '2023-01' }],
      support: { rsaStatus: 'bénéficiaire', barriers: ['mobilité'] },
    });
    const { status, body, headers } = await call('GET', `/${id}`);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({
      firstName: 'Zoé',
      phone: '+33639987701',
      email: 'zoe@exemple.invalid',
      place: { insee: '02408', name: 'Laon' },
      skills: ['aide-au-repas', 'menage'],
      licences: ['AM', 'B', 'B1', 'C', 'C1'],
      occupations: [{ code: 'K1304', experienced: true }],
      support: { rsaStatus: 'bénéficiaire', barriers: ['mobilité'] },
      consents: { 'sms-alerts': false, 'follow-up-calls': true },
    });
  });

  it('reads five digits as the postal code that people write, and offers the communes that share it', async () => {
    const answer = await call('POST', '', { firstName: 'Postale', lastName: 'Exemple', place: '02400' });
    expect([answer.status, answer.body.code]).toEqual([422, 'place.ambiguous']);
    expect(answer.body.choices.map((choice: { label: string }) => choice.label)).toContain('Château-Thierry (02400)');
  });

  it('refuses the same person twice, but not two people who share a telephone', async () => {
    await world.register({ firstName: 'Marie-Ève', lastName: 'Dupont', phone: '0639987702' });
    const twice = await call('POST', '', {
      firstName: 'DUPONT',
      lastName: 'marie eve',
      phone: '+33 6 39 98 77 02',
      place: 'Laon',
    });
    expect(twice).toMatchObject({ status: 409, body: { code: 'candidate.duplicate' } });
    expect(
      (await call('POST', '', { firstName: 'Paul', lastName: 'Dupont', phone: '0639987702', place: 'Laon' })).status,
    ).toBe(201);
  });

  it('registers one of two identical requests that arrive together', async () => {
    const body = { firstName: 'Jumelle', lastName: 'Exemple', phone: '0639987703', place: 'Laon' };
    const answers = await Promise.all([call('POST', '', body), call('POST', '', body)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['a name with a control character', { firstName: 'Ev\u0000e' }],
    ['a name that turns the writing', { firstName: 'Eve\u202e' }],
    ['a name with a zero-width mark', { firstName: 'E\u200bve' }],
    ['an emoji for a name', { firstName: 'Eve 🌸' }],
    ['digits for a name', { firstName: '12345' }],
    ['an address for a name', { firstName: 'www.exemple.fr' }],
    ['a telephone number that does not exist', { phone: '06 12' }],
    ['an unknown commune', { place: 'Zzzxqv' }],
    ['an unknown occupation', { occupations: [{ code: 'Z9999' }] }],
    ['a reach of 101 km', { reachKm: 101 }],
    ['a social security number', { nir: '2 99 01 02 408 001 22' }],
    ['a date of birth', { birthDate: '1999-01-01' }],
    ['a nationality', { nationality: 'FR' }],
    ['the family situation', { children: 2 }],
    ['the health', { disability: true }],
    ['hours that cross', { hoursMin: 30, hoursMax: 10 }],
    ['a job that ends before it begins', { experiences: [{ title: 'Serveuse', from: '2021-05', to: '2020-05' }] }],
    ['a social security number in a note', { support: { privateNote: 'n° 2 99 01 02 408 001 22' } }],
    ['an account in the headline', { headline: 'FR76 3000 6000 0112 3456 7890 189' }],
    ['a number that costs more', { phone: '0899 12 34 56' }],
    ['a number of the United States', { phone: '+1 202 555 0143' }],
    ['a person whom nothing reaches', { phone: null }],
    ['alerts by e-mail to no address', { consents: [{ purpose: 'email-alerts', granted: true, how: 'oral' }] }],
    ['a type that is another', { adult: 'oui' }],
  ])('refuses %s and keeps nothing', async (_what, fields) => {
    const before = await world.app.database.query('SELECT count(*) FROM candidates');
    const answer = await call('POST', '', {
      firstName: 'Refus',
      lastName: 'Exemple',
      phone: '0639987704',
      place: 'Laon',
      ...fields,
    });
    expect([answer.status, typeof answer.body.code]).toEqual([422, 'string']);
    expect(await world.app.database.query('SELECT count(*) FROM candidates')).toEqual(before);
  });

  it('changes a file only for who has read its last version', async () => {
    const id = await world.register();
    expect((await call('PATCH', `/${id}`, { reachKm: 30 })).status).toBe(428);
    const changed = await call('PATCH', `/${id}`, { reachKm: 30, place: 'Soissons' }, world.team, {
      'if-match': '"1"',
    });
    expect(changed).toMatchObject({ status: 200, body: { reachKm: 30, place: { name: 'Soissons' }, version: 2 } });
    expect(await call('PATCH', `/${id}`, { reachKm: 40 }, world.team, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'candidate.stale-version' },
    });
  });

  it('opens a file to the team and to the partner who registered the person, and to no organisation', async () => {
    const id = await world.register({}, partner);
    const { body } = await call('GET', `/${id}`, undefined, partner);
    expect(body.support).toBeUndefined();
    expect((await call('GET', `/${id}`, undefined, world.team)).body.support).toBeDefined();
    const other = await world.app.key('partner');
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/consents'],
      ['GET', '/searches'],
      ['GET', '/matches'],
    ] as const) {
      expect([method, path, (await call(method, `/${id}${path}`, undefined, other)).status]).toEqual([
        method,
        path,
        403,
      ]);
      expect([method, path, (await call(method, `/${id}${path}`, undefined, world.employer)).status]).toEqual([
        method,
        path,
        403,
      ]);
    }
    expect((await call('PATCH', `/${id}`, { support: { barriers: [] } }, partner, { 'if-match': '"1"' })).status).toBe(
      403,
    );
    expect((await call('GET', '/01900000-0000-7000-8000-000000000009')).status).toBe(404);
  });

  it('finds people by telephone, by the beginnings of their names, by commune', async () => {
    const names = async (query: string, key = world.team) => {
      const { status, body } = await call('GET', `?${query}`, undefined, key);
      return status === 200 ? body.items.map((line: { firstName: string }) => line.firstName) : body.code;
    };
    const phone = '0639985501';
    await world.register({ firstName: 'Zéphyrine', lastName: 'D’Œuvreville', phone, place: 'Guise' });
    await world.register({ firstName: 'Zélie', lastName: 'D’Œuvreville', phone, place: 'Soissons' }, partner);
    expect(await names('phone=06%2039%2098%2055%2001')).toEqual(['Zélie', 'Zéphyrine']);
    expect(await names(`name=${encodeURIComponent('OEUVR zéph')}`)).toEqual(['Zéphyrine']);
    expect(await names(`name=${encodeURIComponent("zel d'oeu")}&place=Soissons`)).toEqual(['Zélie']);
    expect(await names('name=oeuvreville&place=Laon')).toEqual([]);
    expect(await names(`name=${encodeURIComponent("oeuvreville' | zel:* \\")}`)).toEqual(['Zélie']);
    expect(await names('name=vreville')).toEqual([]);
    expect(await names('')).toBe('candidate.criterion-needed');
    expect(await names('place=Xqzwkjh')).toBe('place.unknown');
    expect(await names('phone=12')).toBe('request.invalid');
    expect(await names('name=oeuvreville&rsaStatus=x')).toBe('request.invalid');
    expect(await names('phone=0639985501', partner)).toEqual(['Zélie']);
    expect(await names('name=oeuvreville', await world.app.key('partner'))).toEqual([]);
    const paged = (await call('GET', '?name=oeuvreville&perPage=1&page=2')).body;
    expect(paged).toEqual({
      items: [
        {
          id: expect.any(String),
          firstName: 'Zéphyrine',
          lastName: 'D’Œuvreville',
          commune: 'Guise',
          phone: '+33639985501',
          status: 'active',
          version: 1,
        },
      ],
      total: 2,
      page: 2,
      perPage: 1,
    });
    expect((await call('GET', '?name=oeuvreville', undefined, partner)).body.items[0].phone).toBe('•• 01');
    await call('DELETE', `/${paged.items[0].id}`);
    expect(await names('name=oeuvreville')).toEqual(['Zélie']);
    expect((await call('GET', '?name=oeuvreville', undefined, world.employer)).status).toBe(403);
  });

  it('derives from the register of consents what may be shown', async () => {
    const id = await world.register();
    const visible = async () =>
      (await world.app.database.query('SELECT cv_visible, accepts_contact FROM candidates WHERE id = $1', [id]))[0];
    await call('POST', `/${id}/consents`, { purpose: 'cv-visible', granted: true, how: 'oral' });
    await call('POST', `/${id}/consents`, { purpose: 'employer-contact', granted: true, how: 'letter' });
    expect(await visible()).toEqual({ cv_visible: true, accepts_contact: true });
    const withdrawn = await call('POST', `/${id}/consents`, { purpose: 'cv-visible', granted: false, how: 'sms' });
    expect(await visible()).toEqual({ cv_visible: false, accepts_contact: true });
    expect(withdrawn.body.current).toMatchObject({ 'cv-visible': false, 'employer-contact': true });
    expect(withdrawn.body.history.map((entry: { granted: boolean }) => entry.granted)).toEqual([false, true, true]);
  });

  it('tells that a person does not want to be called any more', async () => {
    const id = await world.register();
    await world.app.runJobs();
    // The relay takes events along as soon as they are committed: they are read as they are published.
    const published = jest.spyOn(world.app.get(Outbox), 'publish');
    await call('POST', `/${id}/consents`, { purpose: 'follow-up-calls', granted: false, how: 'oral' });
    const names = published.mock.calls.map(([event]) => event.name).sort();
    published.mockRestore();
    expect(names).toEqual(['candidate.changed', 'candidate.opposed-to-calls']);
    await world.app.runJobs();
  });

  it('registers somebody without telephone or e-mail when a referent writes to them, and never loses the last way', async () => {
    const id = await world.register({ phone: null, support: { referent: 'Équipe de Laon' } });
    const out = await call('PATCH', `/${id}`, { support: { referent: null } }, world.team, { 'if-match': '"1"' });
    expect(out).toMatchObject({ status: 422, body: { code: 'candidate.out-of-reach', field: 'phone' } });
    const by = { firstName: 'Sans', lastName: 'Adresse', place: 'Laon' };
    expect((await call('POST', '', by, partner)).body.code).toBe('candidate.out-of-reach');
  });

  it('refuses alerts and consents by a way that the person does not have', async () => {
    const id = await world.register({ email: null });
    const alerts = (channels: string[], rhythm = 'digest') => call('PUT', `/${id}/alerts`, { rhythm, channels });
    expect(await alerts(['sms', 'email'])).toMatchObject({
      status: 422,
      body: { code: 'candidate.no-email', field: 'channels' },
    });
    expect((await alerts(['sms'])).status).toBe(200);
    expect((await alerts(['sms', 'email'], 'off')).status).toBe(200);
    const consent = { purpose: 'email-alerts', granted: true, how: 'oral' };
    expect((await call('POST', `/${id}/consents`, consent)).body.code).toBe('candidate.no-email');
    expect((await call('POST', `/${id}/consents`, { ...consent, granted: false })).status).toBe(201);
  });

  it('sets alerts, and keeps at most ten searches', async () => {
    const id = await world.register();
    const alerts = await call('PUT', `/${id}/alerts`, {
      rhythm: 'immediate',
      channels: ['sms'],
      pausedUntil: '2026-12-01',
    });
    expect(alerts.body.alerts).toEqual({ rhythm: 'immediate', channels: ['sms'], pausedUntil: '2026-12-01' });
    expect((await call('POST', `/${id}/searches`, { place: 'Laon' })).status).toBe(422);
    const search = await call('POST', `/${id}/searches`, { q: 'vendanges', place: 'Château-Thierry', radiusKm: 30 });
    expect(search.status).toBe(201);
    for (let i = 0; i < 9; i++)
      await call('POST', `/${id}/searches`, { occupationCode: 'K1304', place: 'Laon', radiusKm: i + 1 });
    expect(await call('POST', `/${id}/searches`, { q: 'trop', place: 'Laon' })).toMatchObject({
      status: 422,
      body: { code: 'candidate.too-many-searches' },
    });
    expect(
      (await call('PUT', `/${id}/searches/${search.body.id}`, { q: 'vigne', place: 'Laon', radiusKm: 5 })).status,
    ).toBe(204);
    const list = await call('GET', `/${id}/searches`);
    expect(list.body.items).toHaveLength(10);
    expect(list.body.items[0]).toMatchObject({ q: 'vigne', place: 'Laon', radiusKm: 5 });
    expect((await call('DELETE', `/${id}/searches/${search.body.id}`)).status).toBe(204);
    expect((await call('DELETE', `/${id}/searches/${search.body.id}`)).status).toBe(404);
  });

  it('takes a file in once: the same lines again change nothing, changed lines are updated, bad ones are refused', async () => {
    const row = (n: number, fields: object = {}) =>
      importedCandidateSchema.parse({
        source: 'cd02',
        externalRef: `B${n}`,
        firstName: 'Ligne',
        lastName: `Exemple ${'abcdefghij'.charAt(n)}`,
        phone: `063998660${n}`,
        place: 'Laon',
        occupations: [{ code: 'K1304' }],
        consents: [{ purpose: 'sms-alerts', granted: true, how: 'import' }],
        ...fields,
      });
    const imports = world.app.get(CandidateImport);
    const outcomes = async (rows: ReturnType<typeof row>[]) =>
      (await imports.importBatch(rows)).map((result) => result.outcome);
    await world.app.runJobs();
    expect(
      await outcomes([
        row(0),
        row(1),
        row(2, { place: 'Zzzxqv' }),
        row(3, { lastName: 'Exemple a', phone: '0639986600' }),
      ]),
    ).toEqual(['created', 'created', 'refused', 'refused']);
    expect(await world.app.database.query('SELECT count(*)::int AS count FROM outbox_events')).toEqual([{ count: 1 }]);
    expect(await outcomes([row(0), row(1)])).toEqual(['unchanged', 'unchanged']);
    expect(await outcomes([row(0, { place: 'Soissons' }), row(1)])).toEqual(['updated', 'unchanged']);
    expect(
      await world.app.database.query(
        `SELECT count(*)::int AS count FROM consents k JOIN candidates c ON c.id = k.candidate_id WHERE c.source = 'cd02'`,
      ),
    ).toEqual([{ count: 2 }]);
    const known = await world.register({ firstName: 'Ligne', lastName: 'Exemple e', phone: '0639986604' });
    expect(await imports.importBatch([row(4)])).toEqual([{ externalRef: 'B4', outcome: 'updated', id: known }]);
  });
});
