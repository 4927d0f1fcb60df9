import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GeoplateformeGateway } from '../../../src/geo/geoplateforme.gateway.js';
import { FixedClock } from '../../../src/platform/clock.js';

/** A server that speaks the documented shape of the Géoplateforme (and of addok). */
let server: Server;
let respond: (request: IncomingMessage, response: ServerResponse) => void;
let requests: URL[];
let clock: FixedClock;
let gateway: GeoplateformeGateway;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(new URL(request.url ?? '/', 'http://local.invalid'));
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  clock = new FixedClock('2026-11-20T10:00:00Z');
  gateway = new GeoplateformeGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}/geocodage`, clock);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => {
  respond = (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const collection = (properties: object, coordinates: unknown = [3.624, 49.566]) => ({
  type: 'FeatureCollection',
  version: 'draft',
  features: [
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates },
      properties: {
        label: '2 Rue Paul Doumer 02000 Laon',
        score: 0.96,
        type: 'housenumber',
        postcode: '02000',
        citycode: '02408',
        city: 'Laon',
        ...properties,
      },
    },
  ],
  attribution: 'BAN',
  licence: 'ETALAB-2.0',
  limit: 1,
});
const ask = (postalCode: string | undefined = '02000') =>
  gateway.geocode({ address: '2 rue Paul Doumer', communeName: 'Laon', postalCode });

describe('the address service', () => {
  test('gives longitude before latitude, and we read it so', async () => {
    json(collection({}));
    expect(await ask()).toEqual({ ok: true, value: { lat: 49.566, lng: 3.624, insee: '02408', precision: 'address' } });
    expect(requests[0]?.pathname).toBe('/geocodage/search/');
    expect(Object.fromEntries(requests[0]?.searchParams ?? [])).toEqual({
      q: '2 rue Paul Doumer Laon',
      limit: '1',
      autocomplete: '0',
      postcode: '02000',
    });
  });

  test('is not told the postal code overseas, where it filters out right answers', async () => {
    json(collection({}));
    await ask('97411');
    expect(requests[0]?.searchParams.has('postcode')).toBe(false);
  });

  test.each([
    [{ type: 'street' }, 'street'],
    [{ type: 'locality' }, 'street'],
    [{ score: 0.7 }, 'address'],
  ])('an answer with %j has the precision %s', async (properties, precision) => {
    json(collection(properties));
    expect(await ask()).toMatchObject({ ok: true, value: { precision } });
  });

  test.each([
    ['an uncertain score', collection({ score: 0.69 })],
    ['a commune', collection({ type: 'municipality' })],
    ['nothing', { type: 'FeatureCollection', features: [] }],
  ])('%s is not found', async (_, body) => {
    json(body);
    expect(await ask()).toMatchObject({ ok: false, reason: 'not-found' });
  });

  test('a question that it refuses (400) is not found, and no failure of the service', async () => {
    json({ code: 400, message: 'q must be between 3 and 200' }, 400);
    for (let i = 0; i < 5; i++) expect(await ask()).toMatchObject({ reason: 'not-found' });
    expect(requests).toHaveLength(5);
  });

  test.each([
    ['another shape', { results: [] }],
    ['coordinates beyond the Earth', collection({}, [3.624, 495.66])],
    ['text for coordinates', collection({}, ['3.624', '49.566'])],
  ])('%s counts as a failure', async (_, body) => {
    json(body);
    expect(await ask()).toMatchObject({ ok: false, reason: 'unavailable' });
  });

  test('is left alone for a minute after three failures in a row, then asked again', async () => {
    json({}, 500);
    for (let i = 0; i < 5; i++) expect(await ask()).toMatchObject({ reason: 'unavailable' });
    expect(requests).toHaveLength(3);
    clock.advance(61);
    json(collection({}));
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('a success between failures starts the count again', async () => {
    for (const status of [500, 500, 200, 500, 500]) {
      json(status === 200 ? collection({}) : {}, status);
      await ask();
    }
    expect(requests).toHaveLength(5);
    json(collection({}));
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('is left alone as long as it asks for with 429, or five seconds', async () => {
    json({}, 429, { 'retry-after': '20' });
    expect(await ask()).toMatchObject({ reason: 'unavailable' });
    clock.advance(19);
    await ask();
    expect(requests).toHaveLength(1);
    clock.advance(2);
    json({}, 429);
    await ask();
    clock.advance(6);
    json(collection({}));
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('silence ends after three seconds', async () => {
    respond = () => undefined;
    const start = performance.now();
    expect(await ask()).toMatchObject({ reason: 'unavailable' });
    expect(performance.now() - start).toBeLessThan(4500);
  }, 10_000);

  test('a broken line and half an answer are failures', async () => {
    respond = (_, response) => response.destroy();
    expect(await ask()).toMatchObject({ reason: 'unavailable' });
    respond = (_, response) => response.writeHead(200).end('{"features":[');
    expect(await ask()).toMatchObject({ reason: 'unavailable' });
  });

  test('is never asked while it is off', async () => {
    gateway = new GeoplateformeGateway('', clock);
    expect(await ask()).toMatchObject({ ok: false, reason: 'off' });
    expect(requests).toHaveLength(0);
  });
});
