import { haversineKm } from '../../../src/geo/distance.rules.js';
import { GeoService } from '../../../src/geo/geo.service.js';
import { newId } from '../../../src/platform/ids.js';
import type { TestApp } from '../../support/test-app.js';

/** Rows for the tests of search, written straight into the tables: what other modules do has its own tests. */

export const LAON = { lat: 49.56412, lng: 3.61989 };

export interface Opportunity {
  id: string;
  kind: 'offer' | 'mission';
  organisation: string;
  status: string;
  title: string;
  description: string;
  occupation: string | null;
  domain: string | null;
  contract: string | null;
  hours: number | null;
  licences: string[];
  closesOn: string;
  publishedAt: string;
  anonymous: boolean;
  lat: number;
  lng: number;
  insee: string | null;
}

export const OCCUPATIONS = [
  { code: 'K1304', label: 'Aide à domicile', terms: ['auxiliaire de vie', 'aide ménagère'] },
  { code: 'G1803', label: 'Serveur / Serveuse en restauration', terms: ['garçon de café'] },
  { code: 'F1703', label: 'Maçon / Maçonne', terms: ['ouvrier maçon'] },
  { code: 'A1405', label: 'Ouvrier viticole / Ouvrière viticole', terms: ['vendangeur'] },
  { code: 'N4101', label: 'Conducteur / Conductrice de poids lourd', terms: ['chauffeur routier'] },
];

const COMMUNES = [
  { insee: '02408', name: 'Laon', postal: '02000', population: 24000, ...LAON },
  { insee: '02691', name: 'Saint-Quentin', postal: '02100', population: 53000, lat: 49.84861, lng: 3.28639 },
  { insee: '02722', name: 'Soissons', postal: '02200', population: 28000, lat: 49.38167, lng: 3.32361 },
  { insee: '02168', name: 'Château-Thierry', postal: '02400', population: 15000, lat: 49.04632, lng: 3.40306 },
  { insee: '02789', name: 'Villeneuve-Saint-Germain', postal: '02200', population: 2400, lat: 49.37972, lng: 3.35944 },
];

export async function settle(app: TestApp): Promise<void> {
  for (const { insee, name, postal, population, lat, lng } of COMMUNES) {
    await app.database.query(
      `INSERT INTO communes (insee, name, kind, postal_codes, population, departement, departement_name, former_codes, former_names,
                             lat, lng, coordinate_source, coordinate_precision)
       VALUES ($1, $2, 'commune', $3, $4, '02', 'Aisne', '{}', '{}', $5, $6, 'file', 'commune')`,
      [insee, name, [postal], population, lat, lng],
    );
  }
  await app.database.query('UPDATE communes_state SET revision = revision + 1');
  for (const { code, label, terms } of OCCUPATIONS) {
    await app.database.query(
      `INSERT INTO occupations (code, label, parent_code, source) VALUES ($1, $2, $1, 'starter')`,
      [code, label],
    );
    for (const [i, term] of [label, ...terms].entries()) {
      await app.database.query(
        `INSERT INTO occupation_labels (occupation_code, label, kind, rank, origin) VALUES ($1, $2, $3, $4, 'starter')`,
        [code, term, i === 0 ? 'principal' : 'synonym', i + 1],
      );
    }
  }
}

export async function organisation(app: TestApp, name = 'Mairie de Laon'): Promise<string> {
  const id = newId();
  await app.database.query(
    `INSERT INTO organisations (id, kind, name, status, created_at, updated_at) VALUES ($1, 'association', $2, 'verified', now(), now())`,
    [id, name],
  );
  return id;
}

/** An offer of home help in Laon, changed as told; `kind: 'mission'` makes a mission. */
export function opportunity(organisationId: string, change: Partial<Opportunity> = {}): Opportunity {
  const mission = change.kind === 'mission';
  return {
    id: newId(),
    kind: 'offer',
    organisation: organisationId,
    status: 'published',
    title: mission ? 'Aide aux devoirs' : 'Aide à domicile (H/F)',
    description: 'Chez des personnes âgées, le matin.',
    occupation: mission ? null : 'K1304',
    domain: mission ? 'education' : null,
    contract: mission ? null : 'permanent',
    hours: 28,
    licences: [],
    closesOn: '2099-01-01',
    publishedAt: '2026-11-01T10:00:00Z',
    anonymous: false,
    ...LAON,
    insee: '02408',
    ...change,
  };
}

/** Writes them, in one transaction. */
export async function insert(app: TestApp, rows: readonly Opportunity[]): Promise<void> {
  await app.database.transaction(async () => {
    const locations = await app.get(GeoService).locateMany(rows.map(({ lat, lng }) => ({ lat, lng })));
    for (const [i, row] of rows.entries()) {
      const shared = [
        row.id,
        row.organisation,
        row.status,
        row.title,
        row.description,
        row.hours,
        row.closesOn,
        row.insee,
      ];
      const place = [row.lat, row.lng, locations[i], row.publishedAt];
      if (row.kind === 'offer') {
        await app.database.query(
          `INSERT INTO offers (id, organisation_id, status, title, description, weekly_hours, closes_on, insee, lat, lng, location_id,
                               published_at, created_at, updated_at, occupation_code, contract, licences, anonymous_employer)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $12, $13, $14, $15, $16)`,
          [...shared, ...place, row.occupation, row.contract, row.licences, row.anonymous],
        );
      } else {
        await app.database.query(
          `INSERT INTO missions (id, organisation_id, status, title, description, weekly_hours, closes_on, insee, lat, lng, location_id,
                                 published_at, created_at, updated_at, domain)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $12, $13)`,
          [...shared, ...place, row.domain],
        );
      }
    }
  });
}

/** A point so many km from another, in a direction (degrees from north), to the millimetre. */
export function pointAt(from: { lat: number; lng: number }, km: number, bearing: number): { lat: number; lng: number } {
  const radians = Math.PI / 180;
  const angle = km / 6371;
  const lat = Math.asin(
    Math.sin(from.lat * radians) * Math.cos(angle) +
      Math.cos(from.lat * radians) * Math.sin(angle) * Math.cos(bearing * radians),
  );
  const lng =
    from.lng * radians +
    Math.atan2(
      Math.sin(bearing * radians) * Math.sin(angle) * Math.cos(from.lat * radians),
      Math.cos(angle) - Math.sin(from.lat * radians) * Math.sin(lat),
    );
  const point = { lat: lat / radians, lng: lng / radians };
  if (Math.abs(haversineKm(from, point) - km) > 1e-6) throw new Error('The point is not where it should be');
  return point;
}

/** Numbers between 0 and 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Person {
  id: string;
  firstName: string;
  insee: string;
  skills: string[];
  occupations: string[];
  cvVisible: boolean;
  acceptsContact: boolean;
}

export async function insertPerson(app: TestApp, change: Partial<Person> = {}): Promise<Person> {
  const person: Person = {
    id: newId(),
    firstName: 'Nadia',
    insee: '02408',
    skills: ['repassage', 'cuisine'],
    occupations: ['K1304'],
    cvVisible: true,
    acceptsContact: true,
    ...change,
  };
  // The home lies 3 km from the middle of the commune: nothing may tell.
  const home = pointAt(LAON, 3, 90);
  await app.database.query(
    `INSERT INTO candidates (id, first_name, last_name, phone, status, insee, lat, lng, location_id, skills, cv_visible, accepts_contact,
                             available_from, hours_min, hours_max, rsa_status, barriers, private_note, registered_by, created_at, updated_at)
     VALUES ($1, $2, 'Secretlastname', $3, 'active', $4, $5, $6, $7, $8, $9, $10, '2026-12-01', 20, 35, 'rsa-secret', '{housing-secret}',
             'note-secret', 'test', now(), now())`,
    [
      person.id,
      person.firstName,
      `+33639980${String(100 + phones++)}`,
      person.insee,
      home.lat,
      home.lng,
      await app.get(GeoService).locate(home.lat, home.lng),
      person.skills,
      person.cvVisible,
      person.acceptsContact,
    ],
  );
  for (const code of person.occupations) {
    await app.database.query('INSERT INTO candidate_occupations (candidate_id, occupation_code) VALUES ($1, $2)', [
      person.id,
      code,
    ]);
  }
  return person;
}
let phones = 0;
