import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export type NearestCommune = {
  readonly insee: string;
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
};

/** What an import needs to know of communes, occupations and of what it took earlier. */
@Injectable()
export class ImportsQueries {
  constructor(private readonly database: Database) {}

  /** The commune of today whose point is nearest, within about 15 km. */
  async nearestCommune(lat: number, lng: number): Promise<NearestCommune | undefined> {
    const [found] = await this.database.query<NearestCommune>(
      `SELECT insee, name, lat, lng FROM communes
        WHERE is_current AND kind = 'commune' AND lat BETWEEN $1 - 0.14 AND $1 + 0.14 AND lng BETWEEN $2 - 0.22 AND $2 + 0.22
        ORDER BY (lat - $1) ^ 2 + ((lng - $2) * cos(radians($1))) ^ 2 LIMIT 1`,
      [lat, lng],
    );
    return found;
  }

  /** The most populated commune of a postal code. */
  async communeOfPostalCode(postalCode: string): Promise<NearestCommune | undefined> {
    const [found] = await this.database.query<NearestCommune>(
      `SELECT insee, name, lat, lng FROM communes
        WHERE is_current AND kind = 'commune' AND postal_codes @> ARRAY[$1] ORDER BY population DESC, insee LIMIT 1`,
      [postalCode],
    );
    return found;
  }

  /** The occupations in force that came from a code of ROME version 3. */
  async occupationsFrom(parentCode: string): Promise<string[]> {
    const rows = await this.database.query<{ code: string }>(
      'SELECT code FROM occupations WHERE parent_code = $1 AND NOT retired ORDER BY code',
      [parentCode],
    );
    return rows.map(({ code }) => code);
  }

  /** Open items of a source, and how many of them the feed no longer names. */
  async missing(
    kind: 'offers' | 'missions',
    source: string,
    seenRefs: readonly string[],
  ): Promise<{ open: number; missing: number }> {
    const [counted] = await this.database.query<{ open: string; missing: string }>(
      `SELECT count(*) AS open, count(*) FILTER (WHERE seen.ref IS NULL) AS missing
         FROM ${kind} LEFT JOIN (SELECT DISTINCT unnest($2::text[]) AS ref) AS seen ON seen.ref = external_ref
        WHERE source = $1 AND status = 'published'`,
      [source, seenRefs],
    );
    return { open: Number(counted?.open ?? 0), missing: Number(counted?.missing ?? 0) };
  }
}
