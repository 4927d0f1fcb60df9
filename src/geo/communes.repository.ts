import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Coordinate } from './commune-coordinates.rules.js';
import type { CommuneRow } from './commune-rows.rules.js';
import type { CoordinateSource } from './geo.schema.js';

/** Sources that come from `cli geo import`: loading the reference again does not undo them. */
const IMPORTED: readonly CoordinateSource[] = ['geo-api-town-hall', 'geo-api-centre', 'file'];

/** PostgreSQL's unnest flattens arrays of arrays, so that a list travels as one text. No code or name holds this character. */
const SEPARATOR = '|';

export interface PlacedCommune extends Coordinate {
  readonly insee: string;
}

/** Writes communes, always many at once. */
@Injectable()
export class CommunesRepository {
  constructor(private readonly database: Database) {}

  /** Locks the state for the rest of the transaction, so that two loadings or imports follow one another. */
  async lockState(): Promise<{ referenceVersion: string; revision: number }> {
    const [state] = await this.database.query<{ referenceVersion: string; revision: number }>(
      'SELECT reference_version AS "referenceVersion", revision FROM communes_state FOR UPDATE',
    );
    if (!state) throw new Error('communes_state has lost its row');
    return state;
  }

  /** Says that communes have changed, and to which reference they belong. */
  async touch(referenceVersion?: string): Promise<void> {
    await this.database.query(
      'UPDATE communes_state SET revision = revision + 1, reference_version = coalesce($1, reference_version), changed_at = now()',
      [referenceVersion ?? null],
    );
  }

  /** Inserts or updates all of them in one statement; those of the table that are not among them stop being current. */
  async replaceAll(rows: readonly CommuneRow[]): Promise<void> {
    await this.upsert(rows);
    await this.database.query(
      'UPDATE communes SET is_current = false WHERE is_current AND NOT insee = ANY($1::text[])',
      [rows.map((row) => row.insee)],
    );
  }

  /** Inserts or updates the given communes; a coordinate that was imported stays as it is. */
  async upsert(rows: readonly CommuneRow[]): Promise<void> {
    const column = <T>(value: (row: CommuneRow) => T): T[] => rows.map(value);
    const list = (value: (row: CommuneRow) => readonly string[]) => column((row) => value(row).join(SEPARATOR));
    await this.database.query(
      `INSERT INTO communes AS known (insee, name, kind, parent_insee, is_current, postal_codes, population, departement, departement_name,
         epci, epci_name, arrondissement, arrondissement_name, former_codes, former_names, lat, lng, coordinate_source, coordinate_precision)
       SELECT insee, name, kind, parent_insee, true, string_to_array(postal_codes, '${SEPARATOR}'), population, departement, departement_name,
         epci, epci_name, arrondissement, arrondissement_name,
         string_to_array(former_codes, '${SEPARATOR}'), string_to_array(former_names, '${SEPARATOR}'), lat, lng, source, precision
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[],
         $11::text[], $12::text[], $13::text[], $14::text[], $15::float8[], $16::float8[], $17::text[], $18::text[])
         AS given (insee, name, kind, parent_insee, postal_codes, population, departement, departement_name, epci, epci_name,
           arrondissement, arrondissement_name, former_codes, former_names, lat, lng, source, precision)
       ON CONFLICT (insee) DO UPDATE SET
         name = excluded.name, kind = excluded.kind, parent_insee = excluded.parent_insee, is_current = true,
         postal_codes = excluded.postal_codes, population = excluded.population,
         departement = excluded.departement, departement_name = excluded.departement_name, epci = excluded.epci, epci_name = excluded.epci_name,
         arrondissement = excluded.arrondissement, arrondissement_name = excluded.arrondissement_name,
         former_codes = excluded.former_codes, former_names = excluded.former_names,
         lat = CASE WHEN known.coordinate_source = ANY($19) THEN known.lat ELSE excluded.lat END,
         lng = CASE WHEN known.coordinate_source = ANY($19) THEN known.lng ELSE excluded.lng END,
         coordinate_source = CASE WHEN known.coordinate_source = ANY($19) THEN known.coordinate_source ELSE excluded.coordinate_source END,
         coordinate_precision = CASE WHEN known.coordinate_source = ANY($19) THEN known.coordinate_precision ELSE excluded.coordinate_precision END`,
      [
        column((row) => row.insee),
        column((row) => row.name),
        column((row) => row.kind),
        column((row) => row.parentInsee),
        list((row) => row.postalCodes),
        column((row) => row.population),
        column((row) => row.departement),
        column((row) => row.departementName),
        column((row) => row.epci),
        column((row) => row.epciName),
        column((row) => row.arrondissement),
        column((row) => row.arrondissementName),
        list((row) => row.formerCodes),
        list((row) => row.formerNames),
        column((row) => row.lat),
        column((row) => row.lng),
        column((row) => row.source),
        column((row) => row.precision),
        IMPORTED,
      ],
    );
  }

  /** Puts communes that are known already in another place. */
  async relocate(placed: readonly PlacedCommune[]): Promise<void> {
    await this.database.query(
      `UPDATE communes SET lat = given.lat, lng = given.lng, coordinate_source = given.source, coordinate_precision = given.precision
       FROM unnest($1::text[], $2::float8[], $3::float8[], $4::text[], $5::text[]) AS given (insee, lat, lng, source, precision)
       WHERE communes.insee = given.insee`,
      [
        placed.map((commune) => commune.insee),
        placed.map((commune) => commune.lat),
        placed.map((commune) => commune.lng),
        placed.map((commune) => commune.source),
        placed.map((commune) => commune.precision),
      ],
    );
  }
}
