import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import type { Page } from '../platform/http/paging.schema.js';
import { fold } from '../platform/lang/text.js';
import type { CandidateLine, CandidateListQuery } from './candidate-list.schema.js';
import { NamedThings } from './named-things.service.js';

/** The index candidates_names holds this very expression. */
const NAMES = `to_tsvector('simple', replace(c.name_key, '|', ' '))`;
const WHERE = `c.status <> 'erased' AND ($1::text IS NULL OR c.registered_by = $1) AND ($2::text IS NULL OR c.phone = $2)
  AND ($3::text IS NULL OR ${NAMES} @@ to_tsquery('simple', $3)) AND ($4::text IS NULL OR c.insee = $4)`;

/** Finds people among those registered, for whoever has them on the telephone. */
@Injectable()
export class CandidateListQueries {
  constructor(
    private readonly database: Database,
    private readonly named: NamedThings,
  ) {}

  /**
   * A page by name. The team finds anybody by telephone, name or commune, of which it gives at least one; a partner only those whom
   * its key registered. @throws RuleBroken candidate.criterion-needed, place.unknown or place.ambiguous.
   */
  async find(reader: Principal, query: CandidateListQuery): Promise<Page<CandidateLine>> {
    const { phone, name, place, page, perPage } = query;
    const team = reader.kind === 'team';
    if (team && phone === undefined && name === undefined && place === undefined) {
      throw new RuleBroken('candidate.criterion-needed', 'Donnez un téléphone, un nom ou une commune.');
    }
    const criteria = [
      team ? null : reader.keyId,
      phone ?? null,
      name === undefined ? null : beginningsOf(name),
      place === undefined ? null : await this.named.commune(place),
    ];
    const [counted] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM candidates c WHERE ${WHERE}`,
      criteria,
    );
    const items = await this.database.query<CandidateLine>(
      `SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", commune.name AS commune, c.phone, c.status, c.version
       FROM candidates c LEFT JOIN communes commune ON commune.insee = c.insee
       WHERE ${WHERE} ORDER BY c.last_name, c.first_name, c.id LIMIT $5 OFFSET $6`,
      [...criteria, perPage, (page - 1) * perPage],
    );
    return {
      items: team ? items : items.map((line) => ({ ...line, phone: line.phone && `•• ${line.phone.slice(-2)}` })),
      total: counted?.total ?? 0,
      page,
      perPage,
    };
  }
}

/** "Éxem cam" → "'exem':* & 'cam':*": each word begins one of the names. Folded words hold letters and digits alone. */
function beginningsOf(name: string): string {
  return fold(name)
    .split(' ')
    .map((word) => `'${word}':*`)
    .join(' & ');
}
