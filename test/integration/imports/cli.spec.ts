import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GeoService } from '../../../src/geo/geo.service.js';
import { OccupationsService } from '../../../src/occupations/occupations.service.js';
import { PROJECT_ROOT } from '../../../src/platform/data-files.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { samplePath } from '../../unit/imports/samples.js';

const folder = mkdtempSync(join(tmpdir(), 'import-cli-'));
let app: TestApp;

beforeAll(async () => {
  app = await testApp();
  await app.get(GeoService).loadCommunes();
  await app.get(OccupationsService).loadStarter();
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true });
});

/** Runs the command line as an operator does. */
async function cli(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', 'src/cli.ts', ...words], {
    cwd: PROJECT_ROOT,
    env: {
      PATH: process.env['PATH'],
      SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
      DATABASE_URL: app.config.database.url,
      MEILI_INDEX_PREFIX: 'cli',
      CLOCK_OFFSET_DAYS: offsetTo('2026-11-20'),
    },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (err += data));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** The samples are dated: the clock of the command stands at their day, whenever the test runs. */
function offsetTo(on: string): string {
  return String(Math.round((Date.parse(`${on}T12:00:00Z`) - Date.now()) / 86_400_000));
}

test('prints what needs a look, a summary and plain progress, and writes every outcome to the report', async () => {
  const report = join(folder, 'out.json');
  const { code, out, err } = await cli(
    'import',
    'offers',
    samplePath('france-travail-offres-v2.synthetique.json'),
    '--report',
    report,
  );
  expect(out).toContain(
    '    11  refusé  SYN0011 Animateur / Animatrice centre de loisirs — Lieu trop vague : « AISNE » est un département.',
  );
  expect(out).toContain(
    '11 créés, 0 mis à jour, 0 inchangés, 0 doublons, 1 refusés, 0 fermés (france-travail, source france-travail).',
  );
  expect(err).toContain('100 %  12 éléments');
  expect(code).toBe(0);
  const written = JSON.parse(readFileSync(report, 'utf8')) as { items: unknown[]; summary: { counts: unknown } };
  expect(written.items).toHaveLength(12);
  expect(written.summary.counts).toMatchObject({ created: 11, refused: 1 });
});

test('ends with an error and one sentence when nothing could be taken', async () => {
  const { code, out, err } = await cli('import', 'offers', samplePath('siret-cas-de-test.csv'));
  expect(code).toBe(1);
  expect(out + err).toContain('Ce fichier n’a pas une forme connue');
});

test('says in one sentence that a word is no identifier', async () => {
  const { code, err } = await cli('keys', 'revoke', 'Soissons');
  expect(code).toBe(1);
  expect(err).toBe('An identifier does not have the right form.\n');
});
