import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { offerEnded, offerPublished } from '../../../src/offers/offers.events.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { SearchService } from '../../../src/search/search.service.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { insert, LAON, type Opportunity, opportunity, organisation, pointAt, settle } from './world.js';

let app: TestApp;
let org: string;

const find = (query: string) => app.http('GET', `/api/v1/opportunities?${query}`);
const titles = async (query: string) => (await find(query)).body.items.map((item: { title: string }) => item.title);

async function add(...rows: Partial<Opportunity>[]): Promise<Opportunity[]> {
  const made = rows.map((row) => opportunity(org, row));
  await insert(app, made);
  await app.get(SearchService).sync(
    'opportunities',
    made.map((row) => row.id),
  );
  return made;
}

beforeAll(async () => {
  app = await testApp();
  await settle(app);
  org = await organisation(app, 'Association Les Tilleuls');
  await app.get(SearchService).ensureNow('opportunities');
});

afterAll(() => app.stop());

describe('GET /api/v1/opportunities: words', () => {
  beforeAll(() =>
    add(
      { title: 'Aide à domicile (H/F)', occupation: 'K1304' },
      { title: 'Serveur en salle', occupation: 'G1803' },
      { title: 'Maçon qualifié', occupation: 'F1703', licences: ['B'], contract: 'fixed-term', hours: 35 },
      { title: 'Vendanges 2027', occupation: 'A1405', contract: 'seasonal', hours: 12 },
      { title: 'Chauffeur SPL', occupation: 'N4101', licences: ['CE'] },
      { kind: 'mission', title: 'Aide aux devoirs', hours: 2 },
      { title: 'Brouillon de maçon', occupation: 'F1703', status: 'draft' },
    ).then(() => undefined),
  );

  test.each([
    ['macon', 'Maçon qualifié'],
    ['MAÇONNE', 'Maçon qualifié'],
    ['maçon qualifé', 'Maçon qualifié'],
    ['femme de ménage aide à domicile', undefined],
    ['auxiliaire de vie', 'Aide à domicile (H/F)'],
    ['auxillaire de vie', 'Aide à domicile (H/F)'],
    ['serveuse', 'Serveur en salle'],
    ['garcon de cafe', 'Serveur en salle'],
    ['vendangeur', 'Vendanges 2027'],
    ['chauffeur poids lourd', 'Chauffeur SPL'],
    ['je cherche un boulot de serveur', 'Serveur en salle'],
    ['serveur laon', 'Serveur en salle'],
    ['les tilleuls serveur', 'Serveur en salle'],
  ])('"%s" finds %s', async (q, expected) => {
    const found = await titles(`q=${encodeURIComponent(q)}&place=laon`);
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found).toContain(expected);
  });

  test('never shows a draft', async () => {
    expect(await titles('q=brouillon')).toEqual([]);
  });

  test.each([
    ['kind=mission', ['Aide aux devoirs']],
    ['kind=offer,mission&hours=under-15&sort=recent', ['Aide aux devoirs', 'Vendanges 2027']],
    ['contract=seasonal,fixed-term', ['Maçon qualifié', 'Vendanges 2027']],
    ['occupation=F1703', ['Maçon qualifié']],
    ['domain=education', ['Aide aux devoirs']],
    ['domain=K13', ['Aide à domicile (H/F)']],
    ['noLicence=true&hours=25-34,35-plus', ['Aide à domicile (H/F)', 'Serveur en salle']],
    ['q=&place=&kind=&within=&contract=seasonal', ['Vendanges 2027']],
  ])('%s keeps %j', async (query, expected) => {
    expect((await titles(query)).sort()).toEqual(expected.sort());
  });

  test('counts over all that is found, whatever the page', async () => {
    const { body } = await find('perPage=2&page=2');
    expect(body).toMatchObject({
      total: 6,
      page: 2,
      perPage: 2,
      sort: 'recent',
      around: null,
      widened: null,
      degraded: false,
    });
    expect(body.items).toHaveLength(2);
    expect(body.facets).toEqual({
      kind: { offer: 5, mission: 1 },
      contract: { permanent: 3, 'fixed-term': 1, seasonal: 1 },
      hours: { '25-34': 3, '35-plus': 1, 'under-15': 2 },
      licence: { needed: 2, 'not-needed': 4 },
      domain: { K13: 1, G18: 1, F17: 1, A14: 1, N41: 1, education: 1 },
    });
  });

  test('says all there is to say of an offer, and nothing of an anonymous employer', async () => {
    const [hidden] = await add({ title: 'Cuisinier mystère', anonymous: true });
    const [item] = (await find('q=mystere&place=laon&travel=bike')).body.items;
    expect(item).toMatchObject({
      id: hidden?.id,
      organisation: null,
      commune: { insee: '02408', name: 'Laon' },
      distanceKm: 0,
      travel: { mode: 'bike', effort: 'easy', text: 'à moins de 1 km, environ 1 min à vélo' },
    });
    expect(JSON.stringify(item)).not.toContain(org);
    expect(JSON.stringify(item)).not.toContain('Tilleuls');
    await app.database.query('DELETE FROM offers WHERE id = $1', [hidden?.id]);
    await app.get(SearchService).sync('opportunities', [hidden?.id ?? '']);
  });
});

describe('GET /api/v1/opportunities: places', () => {
  const lone = { lat: 43.6, lng: 1.44 };

  test('the disc is exact to the metre: neither a metre too far nor a corner of its box', async () => {
    const ring = [0, 37, 90, 145, 180, 233, 270, 311];
    const rounding = 0.0009; // points are kept to 5 decimals: half a metre either way
    await add(
      ...ring.map((bearing) => ({ title: `dedans ${bearing}`, ...pointAt(lone, 20 - rounding, bearing) })),
      ...ring.map((bearing) => ({ title: `dehors ${bearing}`, ...pointAt(lone, 20 + rounding, bearing) })),
      ...[45, 135, 225, 315].map((bearing) => ({ title: `coin ${bearing}`, ...pointAt(lone, 26, bearing) })),
    );
    for (const sort of ['nearest', 'recent', 'relevance']) {
      const { body } = await find(`lat=${lone.lat}&lng=${lone.lng}&within=20&sort=${sort}&perPage=100`);
      expect(body.total).toBe(ring.length);
      expect(body.items.map((item: { title: string }) => item.title).sort()).toEqual(
        ring.map((b) => `dedans ${b}`).sort(),
      );
      for (const item of body.items) expect(item.distanceKm).toBeLessThanOrEqual(20);
    }
    expect((await find(`lat=${lone.lat}&lng=${lone.lng}&within=19.998&widen=false`)).body.total).toBe(0);
    expect((await find(`lat=${lone.lat}&lng=${lone.lng}&within=20.002`)).body.total).toBe(ring.length * 2);
  });

  test('widens by itself when nothing is found, and says so', async () => {
    const { body } = await find(`lat=${lone.lat}&lng=${lone.lng}&within=5`);
    expect(body.around.within).toBe(20);
    expect(body.widened).toEqual({
      from: 5,
      to: 20,
      message: 'Rien à moins de 5 km. Voici ce qu’il y a à moins de 20 km.',
    });
    const far = pointAt(lone, 80, 10);
    const wide = await find(`lat=${far.lat}&lng=${far.lng}`);
    expect(wide.body.widened).toMatchObject({ from: 20, to: 100 });
    expect(wide.body.total).toBeGreaterThan(0);
    const nowhere = await find('lat=0&lng=0');
    expect(nowhere.body).toMatchObject({
      total: 0,
      items: [],
      widened: { from: 20, to: 100, message: 'Rien à moins de 100 km pour le moment.' },
    });
    expect((await find('lat=0&lng=0&widen=false')).body).toMatchObject({ total: 0, widened: null });
  });

  test.each([
    ['st quentin', 'Saint-Quentin'],
    ['soison', 'Soissons'],
    ['chateau thiery', 'Château-Thierry'],
    ['02400', 'Château-Thierry'],
    ['02408', 'Laon'],
  ])('understands %s as %s', async (place, name) => {
    expect((await find(`place=${encodeURIComponent(place)}`)).body.around.place.name).toBe(name);
  });

  test('asks back when several places are meant, with the choices', async () => {
    const { status, body } = await find('place=02200');
    expect(status).toBe(422);
    expect(body.code).toBe('place.ambiguous');
    expect(JSON.stringify(body)).toContain('Soissons');
    expect(JSON.stringify(body)).toContain('Villeneuve-Saint-Germain');
  });

  test.each([
    ['place=Atlantis', 'place.unknown'],
    ['place=Aisne', 'place.too-vague'],
    ['lat=49', 'place.half-coordinates'],
    ['place=laon&lat=49&lng=3', 'place.given-twice'],
    ['within=20', 'place.missing'],
    ['sort=nearest', 'search.nearest-of-what'],
    ['page=501&perPage=20', 'search.page-too-deep'],
    ['page=0', 'request.invalid'],
    ['page=1e9', 'request.invalid'],
    ['perPage=1000', 'request.invalid'],
    ['within=500&place=laon', 'request.invalid'],
    ['within=-1&place=laon', 'request.invalid'],
    ['lat=91&lng=3', 'request.invalid'],
    ['lat=abc&lng=3', 'request.invalid'],
    ['kind=house', 'request.invalid'],
    ['contract=permanent,slavery', 'request.invalid'],
    ['contract=permanent%22%20OR%201=1', 'request.invalid'],
    ['occupation=K1304%22%20OR%20kind=%22offer', 'request.invalid'],
    ['domain=%5C%22', 'request.invalid'],
    ['sort=price', 'request.invalid'],
    ['filter=kind=offer', 'request.invalid'],
    ['q=%00', 'request.invalid'],
    ['q=a&q=b', 'request.invalid'],
  ])('%s is refused: %s', async (query, code) => {
    const { status, body } = await find(query);
    expect({ status, code: body.code }).toEqual({ status: 422, code });
  });

  test.each([
    '" OR 1=1',
    "' OR 1=1 --",
    "'; DROP TABLE offers; --",
    'kind = offer',
    '\\" OR kind = "offer',
    'a\\"b',
    'x] OR location > 0',
    'location IN [1]',
    '_geoRadius(49,3,1000)',
    'x /* y */',
    '{"$ne": 1}',
    '\u202eabc',
    '\u0000',
    'a\nb',
  ])('operators are refused: %j', async (q) => {
    const { status, body } = await find(`q=${encodeURIComponent(q)}`);
    expect({ status, code: body.code, field: body.errors?.[0]?.field }).toEqual({
      status: 422,
      code: 'request.invalid',
      field: 'q',
    });
  });

  test.each([
    '"aide à domicile"',
    "l'aide",
    'serveur (H/F)',
    'R&D',
    'C++',
    'C#',
    'temps plein, 35 h ?',
    'UNION SELECT phone FROM candidates',
    '1) OR (1',
    '🥖🥖',
    '-boulanger',
    '%',
    '*',
  ])('takes %j as words', async (q) => {
    const { status, body } = await find(`q=${encodeURIComponent(q)}&kind=mission`);
    expect(status).toBe(200);
    for (const item of body.items) expect(item.kind).toBe('mission');
  });

  test('ten thousand characters are refused', async () => {
    const { status, body } = await find(`q=${'a'.repeat(10_000)}`);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'request.invalid' });
  });

  test('a page beyond the end is empty and keeps the totals', async () => {
    const { status, body } = await find(`lat=${LAON.lat}&lng=${LAON.lng}&page=400`);
    expect(status).toBe(200);
    expect(body.items).toEqual([]);
    expect(body.total).toBeGreaterThan(0);
    expect(body.facets.kind.offer).toBeGreaterThan(0);
  });
});

describe('GET /api/v1/opportunities: after an event', () => {
  test('an offer is found once its publication has been told, and no more once it has ended', async () => {
    const here = { lat: 48.11, lng: -1.68 };
    const row = opportunity(org, { title: 'Annoncé', ...here });
    await insert(app, [row]);
    const tell = (event: typeof offerPublished | typeof offerEnded) =>
      app.database.transaction(() => app.get(Outbox).publish(event, { opportunityIds: [row.id] }));
    await tell(offerPublished);
    await app.runJobs();
    const found = async () =>
      (await find(`lat=${here.lat}&lng=${here.lng}&widen=false`)).body.items.map((item: { id: string }) => item.id);
    expect(await found()).toEqual([row.id]);
    await app.database.query("UPDATE offers SET status = 'filled', version = version + 1 WHERE id = $1", [row.id]);
    expect(await found()).toEqual([]);
    await tell(offerEnded);
    await app.runJobs();
    expect((await app.get(SearchService).check('opportunities')).ghosts).not.toContain(row.id);
  });
});

describe('GET /api/v1/opportunities: an index that lags', () => {
  test('what is closed never appears, totals stay true and pages do not shift', async () => {
    const here = { lat: 45.76, lng: 4.83 };
    const rows = await add(
      ...Array.from({ length: 60 }, (_, i) => ({ title: `Lent ${i}`, ...pointAt(here, i / 10, 0) })),
    );
    const closed = rows.filter((_, i) => i % 3 === 1);
    await app.database.query("UPDATE offers SET status = 'closed' WHERE id = ANY($1)", [closed.map((row) => row.id)]);
    const expected = rows.filter((_, i) => i % 3 !== 1).map((row) => row.id);
    for (const sort of ['nearest', 'recent', 'relevance']) {
      const seen: string[] = [];
      for (let page = 1; page <= 5; page++) {
        const { body } = await find(`lat=${here.lat}&lng=${here.lng}&sort=${sort}&page=${page}&perPage=10`);
        seen.push(...body.items.map((item: { id: string }) => item.id));
        if (page === 5) expect(body.total).toBe(40);
      }
      expect(seen).toHaveLength(40);
      expect(new Set(seen)).toEqual(new Set(expected));
      if (sort === 'nearest') expect(seen).toEqual(expected);
    }
    await app.database.query("UPDATE offers SET status = 'published' WHERE id = ANY($1)", [
      closed.map((row) => row.id),
    ]);
    expect((await find(`lat=${here.lat}&lng=${here.lng}`)).body.total).toBe(60);
  });

  test('what has moved away does not appear in its old place', async () => {
    const here = { lat: 44.84, lng: -0.58 };
    const [row] = await add({ title: 'Déménage', ...here });
    await app.database.query(
      'UPDATE offers SET lat = 49, lng = 3, location_id = (SELECT location_id FROM offers WHERE id <> $1 LIMIT 1) WHERE id = $1',
      [row?.id],
    );
    expect((await find(`lat=${here.lat}&lng=${here.lng}&widen=false`)).body).toMatchObject({ total: 0, items: [] });
  });

  test('what closed yesterday is out at midnight', async () => {
    const here = { lat: 47.2, lng: -1.55 };
    const [row] = await add({ title: 'Finit', ...here });
    await app.database.query("UPDATE offers SET closes_on = '2020-01-01' WHERE id = $1", [row?.id]);
    await app.get(SearchService).sync('opportunities', [row?.id ?? '']);
    expect((await find(`lat=${here.lat}&lng=${here.lng}&widen=false`)).body.total).toBe(0);
  });
});
