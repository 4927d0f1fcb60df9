import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
});
