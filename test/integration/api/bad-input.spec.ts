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
