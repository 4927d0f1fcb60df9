import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { registerGeoCommands } from '../../../src/cli/geo.command.js';
import { CommunesQueries } from '../../../src/geo/communes.queries.js';
import { GeoService } from '../../../src/geo/geo.service.js';
import { GeoImport } from '../../../src/geo/geo-import.service.js';
import { PlacesService } from '../../../src/geo/places.service.js';
import { type TestApp, testApp } from '../../support/test-app.js';

let app: TestApp;
let outside: Server;
/** What the service outside answers to the next request. */
let answer: { status: number; body: unknown } = { status: 503, body: {} };
const asked: URL[] = [];

beforeAll(async () => {
  outside = createServer((request, response) => {
    asked.push(new URL(request.url ?? '/', 'http://outside.invalid'));
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  app = await testApp({ environment: { GEO_API_URL: url, GEOCODER_BASE_URL: `${url}/geocodage` } });
  await app.get(GeoService).loadCommunes();
}, 120_000);

afterAll(async () => {
  await app?.stop();
  outside?.close();
});

describe('the communes', () => {
  test('are those of all France, joined with EPCI and arrondissement', async () => {
    const [count] = await app.database.query<{ france: number; aisne: number }>(
      `SELECT count(*) FILTER (WHERE kind = 'commune')::int AS france, count(*) FILTER (WHERE departement = '02')::int AS aisne FROM communes`,
    );
    expect(count).toEqual({ france: 34968, aisne: 797 });
    expect(await app.get(CommunesQueries).find('02408')).toMatchObject({
      name: 'Laon',
      departementName: 'Aisne',
      arrondissementName: 'Laon',
      epciName: expect.stringContaining('Laon'),
      postalCodes: ['02000'],
      precision: 'commune',
      source: 'geonames',
    });
  });

  test('are loaded once for one version of the packages, again when asked to, and never twice', async () => {
    const geo = app.get(GeoService);
    expect(await geo.loadCommunes()).toMatchObject({ loaded: false, count: 0 });
    expect(await geo.loadCommunes({ force: true })).toMatchObject({ loaded: true, count: 35013 });
    expect(await app.database.query('SELECT count(*)::int AS count FROM communes')).toEqual([{ count: 35013 }]);
  });

  test('answer to their former codes', async () => {
    const found = await app.get(CommunesQueries).findMany(['02434', '02018', '02408', '00000']);
    expect([...found].map(([code, commune]) => [code, commune.name]).sort()).toEqual([
      ['02018', 'Anizy-le-Grand'],
      ['02408', 'Laon'],
      ['02434', 'Anizy-le-Grand'],
    ]);
  });

  test('all have a coordinate in France, its source and its precision', async () => {
    const odd = await app.database.query(
      `SELECT insee FROM communes WHERE departement < '97' AND NOT (lat BETWEEN 41 AND 51.2 AND lng BETWEEN -5.3 AND 9.7)`,
    );
    expect(odd).toEqual([]);
  });
});

describe('an import of town halls', () => {
  const laon = (lat: number) => ({ code: '02408', nom: 'Laon', mairie: { type: 'Point', coordinates: [3.6242, lat] } });
  const run = (file?: string) => app.get(GeoImport).run({ departement: '02', file });

  test('replaces the coordinate, which the place look-up and the next loading respect', async () => {
    answer = { status: 200, body: [laon(49.5641), { code: '02408' }] };
    expect(await run()).toMatchObject({ updated: 1, unchanged: 0, refused: [{ row: 2, insee: '02408' }] });
    expect(asked.at(-1)?.search).toContain('codeDepartement=02');
    expect(await run()).toMatchObject({ updated: 0, unchanged: 1 });
    await app.get(GeoService).loadCommunes({ force: true });
    expect((await app.get(PlacesService).find('laon'))[0]).toMatchObject({ lat: 49.5641, source: 'geo-api-town-hall' });
  });

  test('says so when the service does not answer, and changes nothing', async () => {
    answer = { status: 502, body: {} };
    await expect(run()).rejects.toMatchObject({ code: 'geo.directory-unreachable' });
    answer = { status: 200, body: { error: 'not a list' } };
    await expect(run()).rejects.toMatchObject({ code: 'geo.directory-unreachable' });
    expect(await app.get(CommunesQueries).find('02408')).toMatchObject({ lat: 49.5641 });
  });

  test('reads a CSV file and a JSON file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'actifs-geo-'));
    const csv = join(folder, 'communes.csv');
    await writeFile(
      csv,
      '\uFEFFcode_insee;nom;codes_postaux;lat;lng\n02408;Laon;02000;49.565;3.625\n51454;Reims;51100;49.25;4.03\n',
    );
    expect(await run(csv)).toMatchObject({ updated: 1, refused: [{ row: 2, insee: '51454' }] });
    const json = join(folder, 'communes.json');
    await writeFile(json, JSON.stringify([laon(49.5641)]));
    expect(await run(json)).toMatchObject({ updated: 1 });
    await writeFile(json, '[ not json');
    await expect(run(json)).rejects.toMatchObject({ code: 'geo.file-unreadable' });
    await expect(run(join(folder, 'absent.csv'))).rejects.toMatchObject({ code: 'geo.file-unreadable' });
    const empty = join(folder, 'empty.csv');
    await writeFile(empty, 'code_insee;nom;lat;lng\n');
    await expect(run(empty)).rejects.toMatchObject({ code: 'geo.no-rows' });
  });
});

describe('the command line', () => {
  test('loads and imports, and says what it did', async () => {
    const said: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const run = async (...words: string[]) => {
      const program = new Command();
      registerGeoCommands(program, async () => app.nest);
      await program.parseAsync(['geo', ...words], { from: 'user' });
    };
    answer = { status: 200, body: [{ code: '99999', nom: 'Nulle part', lat: 49, lng: 3 }] };
    try {
      await run('load');
      await run('import', '--departement', '02');
    } finally {
      write.mockRestore();
    }
    expect(said.join('')).toMatch(
      /up to date[\s\S]*0 updated, 0 unchanged, 1 refused[\s\S]*row 1 \(99999\): not a commune of today/,
    );
  });
});

describe('a located place', () => {
  const found = (properties: object, coordinates = [3.6256, 49.5667]) => ({
    status: 200,
    body: {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry: { type: 'Point', coordinates }, properties }],
    },
  });
  const locate = (request: Parameters<GeoService['locatePlace']>[0]) => app.get(GeoService).locatePlace(request);

  test('is the address when the geocoder is certain of it and it lies in that commune', async () => {
    answer = found({ score: 0.95, type: 'housenumber', citycode: '02408' });
    expect(await locate({ insee: '02408', address: '2 rue Paul Doumer' })).toMatchObject({
      ok: true,
      value: {
        insee: '02408',
        communeName: 'Laon',
        lat: 49.5667,
        lng: 3.6256,
        source: 'geoplateforme',
        precision: 'address',
      },
    });
  });

  test.each([
    ['uncertain', found({ score: 0.69, type: 'housenumber', citycode: '02408' })],
    ['in another commune', found({ score: 0.95, type: 'street', citycode: '51454' })],
    ['only a commune', found({ score: 0.95, type: 'municipality', citycode: '02408' })],
    ['an error', { status: 500, body: {} }],
  ])('is the commune when the answer is %s', async (_, given) => {
    answer = given;
    expect(await locate({ place: 'laon', address: '2 rue Paul Doumer' })).toMatchObject({
      ok: true,
      value: { precision: 'commune', lat: 49.5641 },
    });
  });

  test('is the commune of today for a former code, and the name decides when the code is unknown', async () => {
    expect(await locate({ insee: '02434' })).toMatchObject({
      ok: true,
      value: { insee: '02018', communeName: 'Anizy-le-Grand' },
    });
    expect(await locate({ insee: '99999', place: 'soison' })).toMatchObject({
      ok: true,
      value: { communeName: 'Soissons' },
    });
  });

  test('is refused with a reason, and with choices when several are meant', async () => {
    expect(await locate({ place: '02400' })).toMatchObject({
      ok: false,
      reason: 'place.ambiguous',
      choices: expect.arrayContaining([expect.objectContaining({ name: 'Château-Thierry' })]),
    });
    expect(await locate({ place: 'Aisne' })).toMatchObject({ ok: false, reason: 'place.too-vague' });
    expect(await locate({ insee: '00000' })).toMatchObject({ ok: false, reason: 'place.unknown', choices: [] });
    expect(await locate({})).toMatchObject({ ok: false, reason: 'place.unknown' });
  });

  test('stands at one location id, whoever asks', async () => {
    const [one, two] = [await locate({ insee: '02408' }), await locate({ place: 'Laon' })];
    expect(one.ok && two.ok && one.value.locationId === two.value.locationId).toBe(true);
  });
});

describe('GET /api/v1/places', () => {
  test('answers choices to anybody', async () => {
    const { status, body } = await app.http('GET', '/api/v1/places?q=chateau%20thiery');
    expect(status).toBe(200);
    expect(body.choices[0]).toMatchObject({ insee: '02168', label: 'Château-Thierry (02400)' });
  });

  test.each(['', '?q=', `?q=${'a'.repeat(101)}`, '?q=laon&near=9999', '?q=laon&other=1'])(
    'refuses "%s" with a 4xx',
    async (query) => {
      const { status } = await app.http('GET', `/api/v1/places${query}`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );

  test.each(["'; DROP TABLE communes;--", '\u202elaon', '😀', '%', '\\', '()[]*+?'])('survives "%s"', async (text) => {
    const { status } = await app.http('GET', `/api/v1/places?q=${encodeURIComponent(text)}`);
    expect(status).toBeLessThan(500);
  });
});
