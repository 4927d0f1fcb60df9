import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestApp, testApp } from '../../support/test-app.js';

describe('the server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.stop());

  it('says that it is alive and ready', async () => {
    expect((await app.http('GET', '/health')).status).toBe(200);
    expect((await app.http('GET', '/ready')).body).toMatchObject({ status: 'ok', postgres: 'ok', queues: 'ok' });
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
    expect((await app.http('GET', '/api/docs/swagger-ui.css')).status).toBe(200);
  });
});
