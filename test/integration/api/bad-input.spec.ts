import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { problemOf } from '../../../src/platform/http/problem.filter.js';
import { type TestApp, testApp } from '../../support/test-app.js';

describe('a request that is not as it should be', () => {
  let app: TestApp;
  let key: string;
  beforeAll(async () => {
    app = await testApp();
    key = await app.key('team');
  });
  afterAll(() => app.stop());

  it('is refused when its JSON is malformed', async () => {
    const answer = await app.http('POST', '/api/v1/organisations', { key, body: '{"name": ' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });

  it('is refused when it is not JSON', async () => {
    const answer = await app.http('POST', '/api/v1/organisations', {
      key,
      body: '<name/>',
      headers: { 'content-type': 'text/xml' },
    });
    expect(answer).toMatchObject({ status: 415, body: { code: 'request.unsupported-format' } });
  });

  it.each(['text/plain', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'is refused as %s, though the words be JSON',
    async (type) => {
      const answer = await app.http('POST', '/api/v1/organisations', {
        key,
        body: '{"kind":"employer","name":"Garage"}',
        headers: { 'content-type': type },
      });
      expect(answer).toMatchObject({ status: 415, body: { code: 'request.unsupported-format' } });
    },
  );

  it('may name its JSON as a kind of JSON', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await app.http('POST', '/api/v1/organisations', { key, body: '{}', headers })).status).toBe(422);
  });

  it('is told which methods the address knows', async () => {
    const wrong = await app.http('PUT', '/api/v1/offers/0190d7c0-0000-7000-8000-000000000000', { key });
    expect(wrong).toMatchObject({
      status: 405,
      body: { code: 'request.method-not-allowed', allowed: ['GET', 'HEAD', 'PATCH'] },
    });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, PATCH');
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    expect((await app.http('DELETE', '/api/openapi.json')).headers.get('allow')).toBe('GET, HEAD');
    expect((await app.http('DELETE', '/api/v1/nothing')).status).toBe(404);
    expect((await app.http('DELETE', '/a page that is not/')).status).toBe(404);
  });

  it('is told by a code of its own what a name may not hold', async () => {
    const answer = await app.http('POST', '/api/v1/organisations', {
      key,
      body: { kind: 'employer', name: 'Garage \u{1F600}' },
    });
    expect(answer.body).toMatchObject({ errors: [{ field: 'name', code: 'not-accepted' }] });
  });

  it('is told in plain French what is expected', async () => {
    const answer = await app.http('POST', '/api/v1/candidates', {
      key,
      body: {
        firstName: 'Cam',
        place: 'Laon',
        phone: '06 39 98 12 34',
        reachKm: 300,
        travelMode: 'horse',
        adult: 'yes',
      },
    });
    expect(answer.body.errors.map((error: { field: string; message: string }) => [error.field, error.message])).toEqual(
      [
        ['lastName', 'Écrivez un texte.'],
        ['adult', 'Répondez par oui (true) ou par non (false).'],
        ['reachKm', 'Donnez un nombre entier entre 1 et 100 km.'],
        ['travelMode', 'Cette valeur n’existe pas. Choisissez parmi : walk, bike, scooter, car.'],
      ],
    );
    const query = await app.http('GET', '/api/v1/opportunities?perPage=101');
    expect(query.body.errors).toEqual([
      { field: 'perPage', code: 'too-big', message: 'Donnez un nombre entier entre 1 et 100.' },
    ]);
    const path = await app.http('GET', '/api/v1/candidates/12', { key });
    expect(path.body.detail).toBe('id : Cet identifiant n’a pas la bonne forme.');
  });

  it('is refused when it weighs 10 MB', async () => {
    const answer = await app.http('POST', '/api/v1/organisations', {
      key,
      body: { name: 'x'.repeat(10 * 1024 * 1024) },
    });
    expect(answer).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
  });

  it('is refused when its body is null or is not UTF-8, and nothing is written', async () => {
    expect((await app.http('POST', '/api/v1/offers', { key, body: 'null' })).status).toBe(422);
    const bytes = Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xff, 0xfe]), Buffer.from(' offre"}')]);
    const answer = await fetch(`${app.url}/api/v1/offers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: bytes,
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'request.malformed']);
    expect((await app.http('GET', '/api/v1/opportunities?q=%FF%FE')).status).toBe(400);
    expect(await app.database.query('SELECT id FROM offers')).toEqual([]);
  });

  it('is told to come back when the database is out of reach', async () => {
    const refused = await new pg.Client('postgres://nobody@127.0.0.1:1/none')
      .connect()
      .catch((error: unknown) => error);
    const stopping = Object.assign(new Error('terminating connection'), { code: '57P01' });
    for (const error of [refused, stopping, new Error('Connection terminated unexpectedly')]) {
      expect(problemOf(error)).toMatchObject({ status: 503, code: 'server.unavailable' });
    }
    expect(problemOf(new Error('a fault of ours'))).toMatchObject({ status: 500, code: 'server.error' });
  });
});
