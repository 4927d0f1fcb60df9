import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { CvSharesService } from '../../../src/candidates/cv-shares.service.js';
import type { PagePermission } from '../../../src/identity/access.js';
import { type Action, may, PERMISSIONS } from '../../../src/identity/permissions.js';
import { RouteCheck } from '../../../src/identity/route-check.js';
import { SessionsService } from '../../../src/identity/sessions.service.js';
import { type Role, ROLES } from '../../../src/identity/visitor.js';
import { newId } from '../../../src/platform/ids.js';
import { endpointOf } from '../../../src/platform/http/endpoint.js';
import { accountOf, candidateFile } from '../../support/people.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { signedIn } from '../../support/town.js';
import { csrfIn, type WebAnswer, WebVisitor } from '../../support/web-visitor.js';

/** Every route of the pages × every role × the objects of others. */

interface PageRoute {
  readonly controller: string;
  /** Made with @Page, which asks forms for their token. */
  readonly kit: boolean;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly open: boolean;
  readonly action: Action | undefined;
}

/** Programs press these without a page: SMS providers (signed), mail programs (RFC 8058, a token in the address). */
const WITHOUT_PAGE = ['ProviderCallbacksApi', 'AlertLinksPages'];
/** Spaces that nobody enters without signing in. */
const CLOSED = /^\/(mon-espace|equipe|structure)(\/|$)/;
/** Addresses with the id of one of the person's own things; offers and missions are everybody's. */
const THINGS = /^\/mon-espace\/(?!offres|missions).*:(id|partage|recherche)\b/;

const to = (answer: WebAnswer) => answer.headers.get('location') ?? '';

describe('access to the pages', () => {
  let app: TestApp;
  let routes: PageRoute[];
  const visitors = {} as Record<Role, WebVisitor>;
  /** What belongs to somebody else. */
  const theirs: string[] = [];

  const filled = (path: string, id: string = newId()) =>
    path
      .replace(':adresse', 'telephone')
      .replace(':question', 'headline')
      .replace(':service', 'proconnect')
      .replace(':numero', '1')
      .replace(/:\w+/g, id);

  beforeAll(async () => {
    app = await testApp({ environment: { TRUST_PROXY: 'true' } }); // each browser has an address, and a limit, of its own
    await loadReferenceData(app.nest, () => undefined);
    routes = app
      .get(RouteCheck)
      .routes()
      .flatMap(({ controller, method: handler, open, permission }) => {
        if (endpointOf(handler)) return [];
        const verb = RequestMethod[Reflect.getMetadata('method', handler) as number];
        if (verb !== 'GET' && verb !== 'POST') return [];
        const paths = [Reflect.getMetadata('path', handler) as string | string[]].flat();
        const { action } = (permission ?? {}) as Partial<PagePermission>;
        return paths.map((path) => {
          const kit = path.startsWith('/');
          return { controller, kit, method: verb, path: kit ? path : `/${path}`, open, action } as const;
        });
      });
    for (const [i, role] of ROLES.entries()) {
      const account = await accountOf(app, role);
      const { token } = await app.get(SessionsService).open(account, { device: 'test', remember: false });
      visitors[role] = new WebVisitor(app, `192.0.2.${i + 1}`);
      visitors[role].setCookie('session', token);
    }
    theirs.push(...(await belongings()));
  }, 120_000);
  afterAll(() => app?.stop());

  /** A person with an application, a link to their CV, a search and a session. */
  async function belongings(): Promise<string[]> {
    const owner = await candidateFile(app, { firstName: 'Propriétaire', phone: '+33639981200' });
    await signedIn(app, owner);
    const shares = app.get(CvSharesService);
    const share = await shares.create(owner, { label: 'Garage', showPhone: true, showEmail: true });
    const key = await app.key('team');
    const create = async (path: string, body: object) => {
      const answer = await app.http('POST', `/api/v1${path}`, { key, body });
      if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      return answer.body.id as string;
    };
    const organisation = await create('/organisations', { kind: 'association', name: 'Les Jardins', place: 'Laon' });
    const offer = await create('/offers', { organisationId: organisation, title: 'Jardinier (H/F)', place: 'Laon' });
    const search = await create(`/candidates/${owner}/searches`, { q: 'maçon', place: 'Laon' });
    const application = newId();
    await app.database.query(
      `INSERT INTO applications (id, candidate_id, opportunity_id, kind, organisation_id, state, sent_by, sent_at, sent_on, next_step_on,
         last_event_at, updated_at)
       VALUES ($1, $2, $3, 'offer', $4, 'sent', 'candidate', now(), current_date, current_date, now(), now())`,
      [application, owner, offer, organisation],
    );
    const [session] = await app.database.query<{ id: string }>(
      'SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.candidate_id = $1',
      [owner],
    );
    return [application, share.id, search, session?.id ?? '', owner];
  }

  const snapshot = () =>
    Promise.all(
      [
        'applications',
        'application_steps',
        'cv_shares',
        'saved_searches',
        'candidates',
        'consents',
        'candidate_cvs',
      ].map((table) =>
        app.database.query(
          `SELECT to_jsonb(t) AS row FROM ${table} t ${table === 'application_steps' ? '' : `WHERE t.${table === 'candidates' ? 'id' : 'candidate_id'} = $1`} ORDER BY 1`,
          table === 'application_steps' ? [] : [theirs.at(-1)],
        ),
      ),
    );

  const ask = async (visitor: WebVisitor, { method, path }: PageRoute, fields: Record<string, string> = {}) => {
    if (method === 'GET') return visitor.get(filled(path));
    return visitor.post(filled(path), { _csrf: await tokenOf(visitor), ...fields });
  };
  const tokens = new Map<WebVisitor, string>();
  const tokenOf = async (visitor: WebVisitor) => {
    const token = tokens.get(visitor) ?? csrfIn((await visitor.get('/mon-espace/donnees/appareils')).text);
    tokens.set(visitor, token);
    return token;
  };

  it('knows the routes it walks', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter(({ open, action }) => !open && action === undefined)).toEqual([]);
  });

  it('is never public in the spaces of people, of the team and of organisations', () => {
    expect(routes.filter(({ path, open }) => open && CLOSED.test(path))).toEqual([]);
  });

  it('sends the anonymous to sign in, and back afterwards', async () => {
    for (const route of routes.filter(({ open }) => !open)) {
      const answer = await ask(new WebVisitor(app, '192.0.2.99'), route);
      const path = filled(route.path).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '');
      const wanted = decodeURIComponent(to(answer)).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '');
      expect([route.method, route.path, answer.status, wanted]).toEqual([
        route.method,
        route.path,
        303,
        `/connexion?suite=${path}`,
      ]);
    }
  });

  it('refuses every role that the table of permissions does not name', async () => {
    let refusals = 0;
    for (const route of routes.filter(({ open }) => !open)) {
      for (const role of ROLES.filter((name) => route.action && !may(name, route.action))) {
        const answer = await ask(visitors[role], route);
        expect([role, route.method, route.path, answer.status]).toEqual([role, route.method, route.path, 403]);
        refusals++;
      }
    }
    expect(refusals).toBeGreaterThan(100);
  }, 120_000);

  it('never fails for whom it is open to', async () => {
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const role of ROLES.filter((name) => route.open || (route.action && may(name, route.action)))) {
        const answer = await ask(visitors[role], route);
        expect([role, route.path, answer.status < 500 || answer.status === 503]).toEqual([role, route.path, true]);
      }
    }
  }, 180_000);

  it('hides the things of others, and of nobody, as if they were not there', async () => {
    const before = await snapshot();
    let walked = 0;
    for (const route of routes.filter(
      ({ open, path }) => !open && THINGS.test(path) && !/offres|missions/.test(path),
    )) {
      if (!route.path.includes(':id') && !route.path.includes(':partage') && !route.path.includes(':recherche'))
        continue;
      for (const id of [...theirs, newId(), 'rien', '1%27', '..%2f..']) {
        const path = filled(route.path, id);
        const answer =
          route.method === 'GET'
            ? await visitors.candidate.get(path)
            : await visitors.candidate.post(path, { _csrf: await tokenOf(visitors.candidate) });
        expect([route.method, path, answer.status]).toEqual([route.method, path, 404]);
        walked++;
      }
    }
    expect(walked).toBeGreaterThan(9);
    expect(await snapshot()).toEqual(before);
  }, 120_000);

  it('takes no form without the token of a page', async () => {
    const before = await snapshot();
    const posts = routes.filter(({ method }) => method === 'POST');
    expect(posts.filter(({ kit, controller }) => !kit && !WITHOUT_PAGE.includes(controller))).toEqual([]);
    for (const route of posts.filter(({ kit }) => kit)) {
      const role = ROLES.find((name) => route.action && may(name, route.action)) ?? 'candidate';
      const answer = await visitors[role].post(filled(route.path), {});
      expect([route.path, answer.status, to(answer).split('?')[0]]).toEqual([route.path, 303, filledAs(answer, route)]);
    }
    expect((await visitors.candidate.get('/mon-espace/donnees/appareils')).status).toBe(200); // /deconnexion too
    expect(await snapshot()).toEqual(before);
  });

  /** The form's own page, whatever id stood in its address. */
  const filledAs = (answer: WebAnswer, { path }: PageRoute) => {
    const own = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
    const there = to(answer).split('?')[0] ?? '';
    return own.test(there) ? there : path;
  };

  it('has a page for every action of the table, or a reason', () => {
    const used = new Set(routes.map(({ action }) => action));
    /** Their pages come with the spaces of the team and of organisations. */
    const later = ['organisation:edit', 'people:act-for', 'letters:issue', 'accounts:manage'];
    const actions = new Set(Object.values(PERMISSIONS).flat());
    expect([...actions].filter((action) => !used.has(action) && !later.includes(action))).toEqual([]);
  });
});
