import { ApplicationsService, type ApplyWish } from '../../../src/applications/applications.service.js';
import { GeoService } from '../../../src/geo/geo.service.js';
import { newId } from '../../../src/platform/ids.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { day, parisInstant } from '../../../src/platform/lang/day.js';
import { type TestApp, testApp } from '../../support/test-app.js';

/** A small world of people who apply at Laon. */
export interface Applicants {
  readonly app: TestApp;
  readonly clock: FixedClock;
  readonly team: string;
  readonly service: ApplicationsService;
  at(on: string, time?: string): void;
  organisation(fields?: Record<string, unknown>): Promise<{ id: string; key: string }>;
  offer(organisationId: string, fields?: Record<string, unknown>): Promise<string>;
  mission(organisationId: string, fields?: Record<string, unknown>): Promise<string>;
  person(fields?: Record<string, unknown>): Promise<string>;
  /** Applies, sharing the telephone; the id of the application. Throws with the reason of a refusal. */
  apply(candidateId: string, opportunityId: string, wish?: Partial<ApplyWish>): Promise<string>;
  messages(
    where?: string,
  ): Promise<{ template: string; to_address: string; subject: string | null; body_text: string; status: string }[]>;
}

const AT_LAON = { insee: '02408', lat: 49.56333, lng: 3.62028 };
let people = 0;

export async function applicants(options: { redis?: boolean; now?: string } = {}): Promise<Applicants> {
  const clock = new FixedClock(options.now ?? '2026-11-20T10:00:00Z');
  const app = await testApp({ clock, ...(options.redis !== undefined && { redis: options.redis }) });
  await app.get(GeoService).loadCommunes();
  const locationId = await app.get(GeoService).locate(AT_LAON.lat, AT_LAON.lng);
  const service = app.get(ApplicationsService);
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const names = Object.keys(row);
    await app.database.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
    return String(row['id']);
  };
  const stamps = () => ({ created_at: clock.now(), updated_at: clock.now() });
  const post = (organisationId: string) => ({
    id: newId(),
    organisation_id: organisationId,
    status: 'published',
    description: 'Aider des personnes âgées chez elles.',
    closes_on: '2099-12-31',
    ...AT_LAON,
    location_id: locationId,
    published_at: clock.now(),
    ...stamps(),
  });
  return {
    app,
    clock,
    service,
    team: await app.key('team'),
    at: (on, time = '10:00') => clock.set(parisInstant(day(on), time).toISOString()),
    organisation: async (fields = {}) => {
      const id = await insert('organisations', {
        id: newId(),
        kind: 'employer',
        name: 'Aide à Laon',
        status: 'verified',
        contact_email: `contact-${newId()}@exemple.invalid`,
        ...stamps(),
        ...fields,
      });
      return { id, key: await app.key('organisation', { organisationId: id }) };
    },
    offer: (organisationId, fields = {}) =>
      insert('offers', {
        ...post(organisationId),
        title: 'Aide à domicile (H/F)',
        occupation_code: 'K1304',
        contract: 'permanent',
        ...fields,
      }),
    mission: (organisationId, fields = {}) =>
      insert('missions', { ...post(organisationId), title: 'Lire avec des enfants', domain: 'education', ...fields }),
    person: (fields = {}) => {
      people += 1;
      return insert('candidates', {
        id: newId(),
        first_name: 'Camille',
        last_name: `Exemple${people}`,
        name_key: `camille|exemple${people}`,
        phone: `+3363998${String(people % 10_000).padStart(4, '0')}`,
        insee: '02408',
        registered_by: 'test',
        ...stamps(),
        ...fields,
      });
    },
    apply: async (candidateId, opportunityId, wish = {}) => {
      const verdict = await service.apply(candidateId, {
        opportunityId,
        shares: ['phone'],
        by: { role: 'candidate' },
        ...wish,
      });
      if (!verdict.ok) throw new Error(verdict.reason);
      return verdict.value.applicationId;
    },
    messages: (where = 'true') =>
      app.database.query(
        `SELECT template, to_address, subject, body_text, status FROM messages WHERE ${where} ORDER BY created_at, id`,
      ),
  };
}
