import { ApplicationsService } from '../../src/applications/applications.service.js';
import { loadReferenceData } from '../../src/cli/reference-data.js';
import { DemoData } from '../../src/demo/demo-data.service.js';
import { SessionsService } from '../../src/identity/sessions.service.js';
import { INDEX_KINDS } from '../../src/search/search.schema.js';
import { SearchService } from '../../src/search/search.service.js';
import { templateOnce } from './services.js';
import { type TestApp, testApp } from './test-app.js';
import { accountOf } from './people.js';
import { WebVisitor } from './web-visitor.js';

const TOWN = 'template_town';

/** The product with a small Aisne to read pages about: offers, missions, people and organisations, matched and indexed. Made once a run. */
export async function townApp(): Promise<TestApp> {
  await templateOnce(TOWN, async () => {
    const app = await testApp();
    await loadReferenceData(app.nest, () => undefined);
    await app
      .get(DemoData)
      .load({ seed: 7, offers: 300, missions: 30, candidates: 60, employers: 30, associations: 8 });
    await app.runJobs(120_000);
    await app.stopAndKeepAs(TOWN);
  });
  const app = await testApp({ template: TOWN });
  for (const kind of INDEX_KINDS) await app.get(SearchService).rebuild(kind);
  return app;
}

/** Someone of the demonstration who looks for work, with matches: Nadia, in Laon, by bike. */
export async function nadia(app: TestApp): Promise<{ candidateId: string; visitor: WebVisitor }> {
  const [person] = await app.database.query<{ id: string }>(
    "SELECT id FROM candidates WHERE phone = '+33639980001' ORDER BY created_at LIMIT 1",
  );
  if (!person) throw new Error('The demonstration has no Nadia');
  return { candidateId: person.id, visitor: await signedIn(app, person.id) };
}

/** A browser in which this candidate is signed in. */
export async function signedIn(app: TestApp, candidateId: string): Promise<WebVisitor> {
  const [known] = await app.database.query<{ id: string }>('SELECT id FROM accounts WHERE candidate_id = $1', [
    candidateId,
  ]);
  const account = known?.id ?? (await accountOf(app, 'candidate', { candidateId }));
  const { token } = await app.get(SessionsService).open(account, { device: 'Firefox', remember: false });
  const visitor = new WebVisitor(app);
  visitor.setCookie('session', token);
  return visitor;
}

/** The id of an application of Nadia's, sent now when she has sent none. */
export async function anApplication(app: TestApp): Promise<string> {
  const { candidateId } = await nadia(app);
  const [known] = await app.database.query<{ id: string }>(
    'SELECT id FROM applications WHERE candidate_id = $1 ORDER BY id LIMIT 1',
    [candidateId],
  );
  if (known) return known.id;
  const sent = await app.get(ApplicationsService).apply(candidateId, {
    opportunityId: await anOpen(app, 'offer'),
    words: 'Je peux commencer tout de suite.',
    shares: ['phone'],
    by: { role: 'candidate' },
  });
  if (!sent.ok) throw new Error(sent.message);
  return sent.value.applicationId;
}

/** The id of an open offer or mission, the latest. */
export async function anOpen(app: TestApp, kind: 'offer' | 'mission'): Promise<string> {
  const [found] = await app.database.query<{ id: string }>(
    "SELECT id FROM opportunities WHERE kind = $1 AND status = 'published' ORDER BY published_at DESC, id LIMIT 1",
    [kind],
  );
  if (!found) throw new Error(`The town has no open ${kind}`);
  return found.id;
}
