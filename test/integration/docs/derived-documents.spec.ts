import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from '../../../src/api/openapi.js';
import { envExample } from '../../../src/platform/config/env-example.js';
import { type TestApp, testApp } from '../../support/test-app.js';

/** `npm run docs:update` writes these documents instead of comparing them. */
function sameAs(file: string, text: string): void {
  if (process.env['UPDATE_DOCS'] === 'true') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
}

describe('documents made from the code', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.stop());

  it('.env.example names every setting as it is', () => {
    sameAs('.env.example', envExample());
  });

  it('docs/openapi.json describes every endpoint as it is', () => {
    sameAs('docs/openapi.json', `${JSON.stringify(openApiDocument(app.nest), null, 2)}\n`);
  });

  it('docs/openapi.json is a valid OpenAPI 3.1 document', async () => {
    const config = await createConfig({ extends: ['spec'] });
    const problems = await lintFromString({ source: readFileSync('docs/openapi.json', 'utf8'), config });
    expect(
      problems.filter(({ severity }) => severity === 'error').map(({ ruleId, message }) => `${ruleId}: ${message}`),
    ).toEqual([]);
  });
});
