import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdempotencyKeys } from '../../../src/platform/http/idempotency-keys.js';
import { type TestApp, testApp } from '../../support/test-app.js';

describe('the server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.stop());

  it('says that it is alive and ready', async () => {
    expect((await app.http('GET', '/health')).status).toBe(200);
    expect((await app.http('GET', '/ready')).body).toMatchObject({ postgres: 'ok', queues: 'ok' });
  });

  it('answers a problem for an address that does not exist', async () => {
    const answer = await app.http('GET', '/api/v1/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'request.unknown-path', status: 404 });
  });

  it('describes its API', async () => {
    expect((await app.http('GET', '/api/openapi.json')).body).toMatchObject({ openapi: '3.1.0' });
    expect((await app.http('GET', '/api/docs')).status).toBe(200);
    const slashed = await app.http('GET', '/api/docs/');
    expect([slashed.status, slashed.headers.get('location')]).toEqual([308, '/api/docs']);
    expect((await app.http('GET', '/api/docs/swagger-ui.css')).status).toBe(200);
  });

  it('forgets the answers to requests of two days ago', async () => {
    await app.database.query(
      `INSERT INTO idempotency_keys (key_id, idempotency_key, request_hash, status, created_at)
       SELECT gen_random_uuid(), name, '', 201, now() - age::interval FROM (VALUES ('old', '49 hours'), ('new', '47 hours')) key(name, age)`,
    );
    await app.get(IdempotencyKeys).purge({});
    expect(await app.database.query('SELECT idempotency_key AS name FROM idempotency_keys')).toEqual([{ name: 'new' }]);
  });
});
