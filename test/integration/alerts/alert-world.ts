import { offerPublished } from '../../../src/offers/offers.events.js';
import type { Database } from '../../../src/platform/database/database.js';
import type { Outbox } from '../../../src/platform/events/outbox.js';
import { newId } from '../../../src/platform/ids.js';

/** Rows for the tests and the benchmark of alerts, written straight into the tables in bulk. */

export interface PersonWish {
  readonly rhythm?: 'immediate' | 'digest' | 'off';
  readonly channels?: readonly ('sms' | 'email')[];
  readonly consents?: readonly ('sms' | 'email')[];
  readonly pausedUntil?: string | null;
  readonly phone?: string;
}

const LAON = { lat: 49.56412, lng: 3.61989 };
let phones = 0;

export class AlertWorld {
  private organisationId = newId();
  private locationId = 0;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly now: () => Date,
  ) {}

  async settle(): Promise<void> {
    await this.database.query(
      `INSERT INTO communes (insee, name, kind, postal_codes, population, departement, departement_name, former_codes, former_names,
         lat, lng, coordinate_source, coordinate_precision)
       VALUES ('02408', 'Laon', 'commune', '{02000}', 24000, '02', 'Aisne', '{}', '{}', $1, $2, 'file', 'commune') ON CONFLICT DO NOTHING`,
      [LAON.lat, LAON.lng],
    );
    await this.database.query(
      `INSERT INTO occupations (code, label, parent_code, source) VALUES ('K1304', 'Aide à domicile', 'K1304', 'starter') ON CONFLICT DO NOTHING`,
    );
    await this.database.query(
      `INSERT INTO occupation_proximities (code, close_code, proximity, source) VALUES ('K1304', 'K1304', 1, 'same') ON CONFLICT DO NOTHING`,
    );
    const [place] = await this.database.query<{ id: number }>(
      'INSERT INTO locations (lat, lng) VALUES ($1, $2) ON CONFLICT (lat, lng) DO UPDATE SET lat = excluded.lat RETURNING id',
      [LAON.lat, LAON.lng],
    );
    this.locationId = place?.id ?? 0;
    await this.database.query(
      `INSERT INTO organisations (id, kind, name, status, created_at, updated_at) VALUES ($1, 'employer', 'Services du Laonnois', 'verified', $2, $2)`,
      [this.organisationId, this.now()],
    );
  }

  /** Published offers of home help in Laon. Returns their ids; nothing is announced yet. */
  async offers(titles: readonly string[], occupationOf: (index: number) => string = () => 'K1304'): Promise<string[]> {
    const rows = titles.map((title, i) => ({ id: newId(), title, occupation: occupationOf(i) }));
    await this.database.query(
      `INSERT INTO offers (id, organisation_id, status, title, occupation_code, description, contract, closes_on, insee, lat, lng, location_id,
         beginner_accepted, published_at, created_at, updated_at)
       SELECT id, $2, 'published', title, occupation, 'Aider des personnes chez elles.', 'permanent', ($3::timestamptz + interval '30 days')::date,
         '02408', $4, $5, $6, true, $3, $3, $3
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, title text, occupation text)`,
      [JSON.stringify(rows), this.organisationId, this.now(), LAON.lat, LAON.lng, this.locationId],
    );
    return rows.map((row) => row.id);
  }

  /** People in Laon who look for home help, with their targets and consents. */
  async people(
    count: number,
    wish: PersonWish = {},
    occupationOf: (index: number) => string = () => 'K1304',
  ): Promise<string[]> {
    const { rhythm = 'immediate', channels = ['sms', 'email'], consents = channels, pausedUntil = null } = wish;
    const rows = Array.from({ length: count }, () => {
      const number = phones++;
      const phone = wish.phone ?? `+3363998${String(number).padStart(4, '0').slice(-4)}`;
      return { id: newId(), phone, email: `p${number}@exemple.invalid`, name_key: `personne|${number}` };
    });
    await this.database.query(
      `INSERT INTO candidates (id, first_name, last_name, name_key, phone, email, insee, lat, lng, location_id, travel_mode, reach_km,
         alert_rhythm, alert_channels, alerts_paused_until, registered_by, created_at, updated_at)
       SELECT id, 'Camille', 'Essai', name_key, phone, email, '02408', $2, $3, $4, 'bike', 20, $5, $6, $7, 'test', $8, $8
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, name_key text, phone text, email text)`,
      [JSON.stringify(rows), LAON.lat, LAON.lng, this.locationId, rhythm, channels, pausedUntil, this.now()],
    );
    const ids = rows.map((row) => row.id);
    await this.database.query(
      `INSERT INTO candidate_occupations (candidate_id, occupation_code, experienced) SELECT id, code, false FROM unnest($1::uuid[], $2::text[]) AS wish(id, code)`,
      [ids, ids.map((_, i) => occupationOf(i))],
    );
    const given = ids.flatMap((id) =>
      consents.map((channel) => ({ id: newId(), candidate_id: id, purpose: `${channel}-alerts` })),
    );
    await this.database.query(
      `INSERT INTO consents (id, candidate_id, purpose, granted, how, recorded_at, recorded_by)
       SELECT id, candidate_id, purpose, true, 'web', $2, 'test' FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, candidate_id uuid, purpose text)`,
      [JSON.stringify(given), this.now()],
    );
    return ids;
  }

  /** Matches of all these people with all these offers, as matching would write them. */
  async match(
    opportunityIds: readonly string[],
    candidateIds: readonly string[],
    score = 80,
    side = 'opportunity',
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO matches (opportunity_id, kind, candidate_id, score, freshness, rules_version, topic, fit, metres, mode, search,
         skills_asked, skills_held, days, reasons, side, created_at, updated_at)
       SELECT o, 'offer', c, $3, 5, 1, 'K1304', 1, 4200, 'bike', false, 0, 0, 0, '{wanted,near}', $4, $5, $5
       FROM unnest($1::uuid[]) o, unnest($2::uuid[]) c`,
      [opportunityIds, candidateIds, score, side, this.now()],
    );
  }

  /** Announces offers as their publication does. */
  async announce(opportunityIds: string[]): Promise<void> {
    await this.database.transaction(() => this.outbox.publish(offerPublished, { opportunityIds }));
  }
}
