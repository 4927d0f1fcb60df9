import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { DocumentSource } from './document-source.js';
import { type ProfileRow, profileDocument } from './documents.rules.js';
import type { IndexedDocument } from './search-index.js';

/** Who may be found: people who show their CV, accept that employers contact them, and live somewhere we know. */
const FROM = 'candidates person JOIN communes commune ON commune.insee = person.insee';
const MAY_BE_FOUND = "person.status = 'active' AND person.cv_visible AND person.accepts_contact";

/** Reads the profiles that organisations may find. The columns named here are all that ever leaves for the index. */
@Injectable()
export class ProfileSource implements DocumentSource {
  constructor(private readonly database: Database) {}

  async documents(ids: readonly string[]): Promise<IndexedDocument[]> {
    // The place is the commune's: the exact one would let distances from three points tell the home.
    const rows = await this.database.query<ProfileRow>(
      `SELECT person.id, person.version, coalesce(person.skills, '{}') AS skills,
              coalesce(jobs.codes, '{}') AS occupation_codes, coalesce(jobs.labels, '{}') AS occupations,
              coalesce(jobs.terms, '{}') AS occupation_terms,
              place.id AS location_id, place.lat, place.lng, extract(epoch FROM person.updated_at)::int AS changed
       FROM ${FROM}
       JOIN locations place ON place.lat = round(commune.lat::numeric, 5)::float8 AND place.lng = round(commune.lng::numeric, 5)::float8
       LEFT JOIN LATERAL (
         SELECT array_agg(DISTINCT wish.occupation_code) AS codes, array_agg(DISTINCT job.label) AS labels,
                array_agg(DISTINCT name.label) FILTER (WHERE name.label IS NOT NULL) AS terms
         FROM candidate_occupations wish
         JOIN occupations job ON job.code = wish.occupation_code
         LEFT JOIN occupation_labels name ON name.occupation_code = job.code AND name.kind = 'synonym'
         WHERE wish.candidate_id = person.id
       ) jobs ON true
       WHERE person.id = ANY($1::uuid[]) AND ${MAY_BE_FOUND}`,
      [ids],
    );
    return rows.map(profileDocument);
  }

  /** The points of the communes where these people live, to be known as locations before `documents` reads them. */
  async communePoints(ids: readonly string[]): Promise<{ lat: number; lng: number }[]> {
    return this.database.query(
      `SELECT DISTINCT commune.lat, commune.lng FROM ${FROM} WHERE person.id = ANY($1::uuid[]) AND ${MAY_BE_FOUND}`,
      [ids],
    );
  }

  async versions(ids: readonly string[]): Promise<IndexedDocument[]> {
    return this.database.query(
      `SELECT person.id, person.version FROM ${FROM} WHERE person.id = ANY($1::uuid[]) AND ${MAY_BE_FOUND}`,
      [ids],
    );
  }

  async versionsAfter(id: string, limit: number): Promise<IndexedDocument[]> {
    return this.database.query(
      `SELECT person.id, person.version FROM ${FROM} WHERE person.id > $1::uuid AND ${MAY_BE_FOUND} ORDER BY person.id LIMIT $2`,
      [id, limit],
    );
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${FROM} WHERE ${MAY_BE_FOUND}`,
    );
    return row?.count ?? 0;
  }
}
