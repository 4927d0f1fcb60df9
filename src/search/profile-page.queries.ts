import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Disc } from './disc.rules.js';
import { foldedSql, plainPatterns } from './words.rules.js';

/** A person as an organisation may see them. Nothing else of them is read. */
export interface ShownProfile {
  readonly id: string;
  readonly first_name: string;
  readonly commune_name: string;
  readonly lat: number;
  readonly lng: number;
  readonly skills: string[];
  readonly available_from: string | null;
  readonly hours_min: number | null;
  readonly hours_max: number | null;
}

const SHOWN = `person.id, person.first_name, commune.name AS commune_name, commune.lat, commune.lng, person.skills,
  person.available_from::text AS available_from, person.hours_min, person.hours_max`;
const FROM = 'candidates person JOIN communes commune ON commune.insee = person.insee';
const CONSENTED = "person.status = 'active' AND person.cv_visible AND person.accepts_contact";

/** Reads profiles as the people want to be seen at this moment: a consent withdrawn counts from its commit on. */
@Injectable()
export class ProfilePageQueries {
  constructor(private readonly database: Database) {}

  async shown(ids: readonly string[]): Promise<ShownProfile[]> {
    return this.database.query(`SELECT ${SHOWN} FROM ${FROM} WHERE person.id = ANY($1::uuid[]) AND ${CONSENTED}`, [
      ids,
    ]);
  }

  /** The same search on PostgreSQL alone, while the index is away: words must be spelt well. */
  async plainPage(wanted: {
    readonly text: string | undefined;
    readonly occupation: string | undefined;
    readonly disc: Disc | undefined;
    readonly offset: number;
    readonly limit: number;
  }): Promise<{ rows: ShownProfile[]; total: number }> {
    const words = foldedSql("concat_ws(' ', names.terms, array_to_string(person.skills, ' '))");
    const rows = await this.database.query<ShownProfile & { total: number }>(
      `SELECT ${SHOWN}, count(*) OVER ()::int AS total
       FROM ${FROM}
       LEFT JOIN locations place ON place.lat = round(commune.lat::numeric, 5)::float8 AND place.lng = round(commune.lng::numeric, 5)::float8
       LEFT JOIN unnest($1::int[], $2::float8[]) AS near (id, km) ON near.id = place.id
       LEFT JOIN LATERAL (
         SELECT string_agg(name.label, ' ') AS terms FROM candidate_occupations wish
         JOIN occupation_labels name ON name.occupation_code = wish.occupation_code AND name.kind IN ('principal', 'synonym')
         WHERE wish.candidate_id = person.id
       ) names ON cardinality($3::text[]) > 0
       WHERE ${CONSENTED} AND ($1::int[] IS NULL OR near.id IS NOT NULL) AND ${words} LIKE ALL ($3::text[])
         AND ($4::text IS NULL OR EXISTS (
           SELECT FROM candidate_occupations wish WHERE wish.candidate_id = person.id AND wish.occupation_code = $4))
       ORDER BY near.km NULLS LAST, place.id, person.updated_at DESC, person.id LIMIT $5 OFFSET $6`,
      [
        wanted.disc ? wanted.disc.locations.map((location) => location.id) : null,
        wanted.disc ? wanted.disc.locations.map((location) => location.km) : null,
        wanted.text ? plainPatterns(wanted.text) : [],
        wanted.occupation ?? null,
        wanted.limit,
        wanted.offset,
      ],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }
}
