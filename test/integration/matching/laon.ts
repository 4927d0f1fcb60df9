import { GeoService } from '../../../src/geo/geo.service.js';
import { OccupationsService } from '../../../src/occupations/occupations.service.js';
import { newId } from '../../../src/platform/ids.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { FixedClock } from '../../../src/platform/clock.js';

/** A small world around Laon: the communes and occupations of the product, an employer, an association, offers and missions. */
export interface Laon {
  readonly app: TestApp;
  readonly clock: FixedClock;
  readonly team: string;
  readonly employerId: string;
  readonly employer: string;
  publishOffer(fields?: Record<string, unknown>): Promise<string>;
  publishMission(fields?: Record<string, unknown>): Promise<string>;
  register(fields?: Record<string, unknown>, key?: string): Promise<string>;
  /** Every match, as it is stored, byte for byte. */
  matches(): Promise<string[]>;
}

export const AT_LAON = { insee: '02408', lat: 49.56333, lng: 3.62028 };
let people = 0;

export async function laon(options: { redis?: boolean } = {}): Promise<Laon> {
  const clock = new FixedClock('2026-11-20T10:00:00Z');
  const app = await testApp({ clock, ...options });
  await app.get(GeoService).loadCommunes();
  await app.get(OccupationsService).loadStarter();
  const team = await app.key('team');
  const [employerId, associationId] = [newId(), newId()];
  await app.database.query(
    `INSERT INTO organisations (id, kind, name, status, created_at, updated_at)
     VALUES ($1, 'employer', 'Aide à Laon', 'verified', $3, $3), ($2, 'association', 'Lire à Laon', 'verified', $3, $3)`,
    [employerId, associationId, clock.now()],
  );
  const locationId = await app.get(GeoService).locate(AT_LAON.lat, AT_LAON.lng);
  const publish = async (table: 'offers' | 'missions', fields: Record<string, unknown>): Promise<string> => {
    const id = newId();
    const row = {
      id,
      status: 'published',
      description: 'Aider des personnes âgées chez elles, à Laon et autour.',
      closes_on: '2026-12-20',
      ...AT_LAON,
      location_id: locationId,
      published_at: clock.now(),
      created_at: clock.now(),
      updated_at: clock.now(),
      ...fields,
    };
    const names = Object.keys(row);
    await app.database.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
    return id;
  };
  return {
    app,
    clock,
    team,
    employerId,
    employer: await app.key('organisation', { organisationId: employerId }),
    publishOffer: (fields = {}) =>
      publish('offers', {
        organisation_id: employerId,
        title: 'Aide à domicile (H/F)',
        occupation_code: 'K1304',
        contract: 'permanent',
        weekly_hours: 24,
        ...fields,
      }),
    publishMission: (fields = {}) =>
      publish('missions', {
        organisation_id: associationId,
        title: 'Lire avec des enfants',
        domain: 'education',
        activities: ['soutien-scolaire'],
        ...fields,
      }),
    register: async (fields = {}, key = team) => {
      people += 1;
      const body = {
        firstName: 'Camille',
        lastName: 'Exemple',
        phone: `06 39 98 ${Math.floor(people / 100)
          .toString()
          .padStart(2, '0')} ${(people % 100).toString().padStart(2, '0')}`,
        place: 'Laon',
        occupations: [{ code: 'K1304' }],
        ...fields,
      };
      const answer = await app.http('POST', '/api/v1/candidates', { key, body });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return String(answer.body.id);
    },
    matches: async () => {
      const rows = await app.database.query<{ row: string }>(
        'SELECT m::text AS row FROM matches m ORDER BY opportunity_id, candidate_id',
      );
      return rows.map((match) => match.row);
    },
  };
}
