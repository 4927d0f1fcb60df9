import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AccessLogService } from '../../../src/identity/access-log.service.js';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';

let app: TestApp;
let team: string;

beforeAll(async () => {
  app = await testApp();
  await loadReferenceData(app.nest, () => undefined);
  team = await app.key('team');
});
afterAll(() => app?.stop());

const NADIA = { firstName: 'Nadia', lastName: 'Exemple', place: 'Laon' };
const messagesTo = (phone: string) =>
  app.database.query<{ template: string; body_text: string }>(
    'SELECT template, body_text FROM messages WHERE to_address = $1 ORDER BY created_at',
    [phone],
  );

async function register(phone: string, how: 'oral' | 'letter'): Promise<string> {
  const consents = [{ purpose: 'sms-alerts', granted: true, how }];
  const body = { ...NADIA, phone, consents };
  const answer = await app.http('POST', '/api/v1/candidates', { key: team, body });
  expect(answer.status).toBe(201);
  return answer.body.id as string;
}

it('writes to somebody who agreed by voice, and lets them say that it was not them', async () => {
  const id = await register('06 39 98 41 01', 'oral');
  const [message, ...more] = await messagesTo('+33639984101');
  expect(message?.template).toBe('registration-confirmation');
  expect(more).toEqual([]);
  const path = /\/i\/[\w-]+/.exec(message?.body_text ?? '')?.[0] ?? '';
  const visitor = new WebVisitor(app);
  expect(wordsOf((await visitor.get(path)).text)).toContain('Aisne-actifs');
  expect((await visitor.send(`${path}/non`, {})).status).toBeLessThan(400);
  await app.runJobs();
  const [file] = await app.database.query<{ status: string }>('SELECT status FROM candidates WHERE id = $1', [id]);
  expect(file?.status).toBe('erased');
});

it('writes to nobody who agreed by letter', async () => {
  await register('06 39 98 41 02', 'letter');
  expect(await messagesTo('+33639984102')).toEqual([]);
});

it('gives a code for a letter, that signs in with the family name', async () => {
  const id = await register('06 39 98 41 03', 'letter');
  const issued = await app.http('POST', `/api/v1/candidates/${id}/letter-codes`, { key: team });
  expect(issued.status).toBe(201);
  const visitor = new WebVisitor(app);
  const answer = await visitor.send('/connexion/courrier', { code: issued.body.code, nom: 'Exemple' });
  expect(answer.headers.get('location')).toBe('/mon-espace');
});

it('changes a CV filled in on the telephone only once the person said yes', async () => {
  const id = await register('06 39 98 41 04', 'letter');
  const body = { answers: { headline: { headline: 'Je cuisine pour 50 personnes' } }, by: 'Claude' };
  const proposed = await app.http('POST', `/api/v1/candidates/${id}/cv-proposals`, { key: team, body });
  expect(proposed.status).toBe(201);
  const headline = async () =>
    (await app.database.query<{ headline: string | null }>('SELECT headline FROM candidates WHERE id = $1', [id]))[0]
      ?.headline;
  expect(await headline()).toBeNull();
  const [message] = await messagesTo('+33639984104');
  const path = /\/cv\/accord\/[\w-]+/.exec(message?.body_text ?? '')?.[0] ?? '';
  const visitor = new WebVisitor(app);
  const page = await visitor.get(path);
  expect(wordsOf(page.text)).toContain('Je cuisine pour 50 personnes');
  const name = /<button[^>]*name="([^"]+)"[^>]*value="(oui|[^"]*)"/.exec(page.text);
  expect((await visitor.send(path, name ? { [name[1] ?? '']: name[2] ?? '' } : {})).status).toBe(303);
  expect(await headline()).toBe('Je cuisine pour 50 personnes');
});

it('lets people read who opened their file, by the name of the team', async () => {
  const id = await register('06 39 98 41 05', 'letter');
  await app.http('GET', `/api/v1/candidates/${id}`, { key: team });
  await app.http('GET', `/api/v1/candidates/${id}`, { key: team });
  const seen = await app.get(AccessLogService).of(id, { page: 1, perPage: 10 });
  expect(seen.items).toMatchObject([{ by: 'Équipe Aisne-actifs', what: 'file' }]);
});
