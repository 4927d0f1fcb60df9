import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { CommuneRow } from './commune-rows.rules.js';
import { type KnownPlace, placeLabel } from './place-lookup.rules.js';

export interface Commune extends CommuneRow {
  /** False once it has merged into another. */
  readonly current: boolean;
}

const COLUMNS = `insee, name, kind, parent_insee AS "parentInsee", is_current AS current, postal_codes AS "postalCodes", population,
  departement, departement_name AS "departementName", epci, epci_name AS "epciName", arrondissement,
  arrondissement_name AS "arrondissementName", former_codes AS "formerCodes", former_names AS "formerNames", lat, lng,
  coordinate_source AS source, coordinate_precision AS precision`;

/** Reads communes. Other modules may also join the table in their own queries. */
@Injectable()
export class CommunesQueries {
  constructor(private readonly database: Database) {}

  /** The commune of an INSEE code of today or of the past; undefined when no commune ever had it. */
  async find(insee: string): Promise<Commune | undefined> {
    return (await this.findMany([insee])).get(insee);
  }

  /** Communes by each of the codes asked for: a former code answers the commune that took it in. Unknown codes are absent. */
  async findMany(inseeCodes: readonly string[]): Promise<Map<string, Commune>> {
    const rows = await this.database.query<Commune & { asked: string }>(
      `SELECT DISTINCT ON (asked) asked, ${COLUMNS}
       FROM unnest($1::text[]) AS asked JOIN communes ON insee = asked OR former_codes @> ARRAY[asked]
       ORDER BY asked, is_current DESC, (insee = asked) DESC, population DESC`,
      [[...new Set(inseeCodes)]],
    );
    return new Map(rows.map(({ asked, ...commune }) => [asked, commune]));
  }

  /** The communes of today, without the municipal arrondissements, most populated first. */
  async ofDepartement(departement: string): Promise<Commune[]> {
    return this.database.query<Commune>(
      `SELECT ${COLUMNS} FROM communes WHERE departement = $1 AND is_current AND kind = 'commune' ORDER BY population DESC, insee`,
      [departement],
    );
  }

  /** The same with the municipal arrondissements of Paris, Lyon and Marseille, which have coordinates of their own. */
  async ofDepartementWithDistricts(departement: string): Promise<Commune[]> {
    return this.database.query<Commune>(`SELECT ${COLUMNS} FROM communes WHERE departement = $1 AND is_current`, [
      departement,
    ]);
  }

  /** Every commune and municipal arrondissement of today, about 35,000, with no more than the place look-up keeps in memory. */
  async forLookup(): Promise<KnownPlace[]> {
    const rows = await this.database.query<Omit<KnownPlace, 'label' | 'formerName'>>(
      `SELECT insee, name, parent_insee AS "parentInsee", postal_codes AS "postalCodes", population, departement,
         departement_name AS "departementName", former_codes AS "formerCodes", former_names AS "formerNames", lat, lng,
         coordinate_source AS source, coordinate_precision AS precision
       FROM communes WHERE is_current ORDER BY insee`,
    );
    return rows.map((row) => ({ ...row, formerName: null, label: placeLabel(row) }));
  }

  /** Grows with every change of the communes. */
  async revision(): Promise<number> {
    const [state] = await this.database.query<{ revision: number }>('SELECT revision FROM communes_state');
    return state?.revision ?? 0;
  }
}
