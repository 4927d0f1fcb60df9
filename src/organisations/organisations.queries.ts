import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/paging.schema.js';
import type { OrganisationListQuery, OrganisationView } from './organisation.schema.js';

const VIEW = `organisation.id, organisation.kind, organisation.name, organisation.status, organisation.description,
  organisation.web_address AS "webAddress", organisation.insee, commune.name AS "communeName", organisation.siret, organisation.rna,
  organisation.public_body AS "publicBody", organisation.contact_name AS "contactName", organisation.contact_email AS "contactEmail",
  organisation.contact_phone AS "contactPhone", organisation.vouched_at AS "vouchedAt", organisation.vouch_note AS "vouchNote",
  organisation.banned_at AS "bannedAt", organisation.ban_motive AS "banMotive", organisation.created_at AS "createdAt",
  organisation.updated_at AS "updatedAt", organisation.version`;
const FROM = 'FROM organisations organisation LEFT JOIN communes commune ON commune.insee = organisation.insee';

type Row = Omit<OrganisationView, 'vouchedAt' | 'bannedAt' | 'createdAt' | 'updatedAt'> & {
  readonly vouchedAt: Date | null;
  readonly bannedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

function viewOf(row: Row): OrganisationView {
  return {
    ...row,
    vouchedAt: row.vouchedAt?.toISOString() ?? null,
    bannedAt: row.bannedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Reads organisations for screens and answers. */
@Injectable()
export class OrganisationsQueries {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<OrganisationView | undefined> {
    const [row] = await this.database.query<Row>(`SELECT ${VIEW} ${FROM} WHERE organisation.id = $1`, [id]);
    return row && viewOf(row);
  }

  /** A page, by name, of these organisations (null: of all); `q` is looked for in the name, the SIRET and the RNA. */
  async list(query: OrganisationListQuery, among: readonly string[] | null): Promise<Page<OrganisationView>> {
    const pattern = query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null;
    const rows = await this.database.query<Row & { total: number }>(
      `SELECT ${VIEW}, count(*) OVER () AS total ${FROM}
        WHERE ($1::text IS NULL OR organisation.status = $1) AND ($2::text IS NULL OR organisation.kind = $2)
          AND ($3::text IS NULL OR organisation.name ILIKE $3 OR organisation.siret LIKE $3 OR organisation.rna ILIKE $3)
          AND ($4::uuid[] IS NULL OR organisation.id = ANY($4))
        ORDER BY organisation.name, organisation.id LIMIT $5 OFFSET $6`,
      [query.status ?? null, query.kind ?? null, pattern, among, query.perPage, (query.page - 1) * query.perPage],
    );
    const total = rows[0]?.total ?? (query.page === 1 ? 0 : await this.count(query, pattern, among));
    return {
      items: rows.map(({ total: _, ...row }) => viewOf(row)),
      total: Number(total),
      page: query.page,
      perPage: query.perPage,
    };
  }

  private async count(
    query: OrganisationListQuery,
    pattern: string | null,
    among: readonly string[] | null,
  ): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM organisations organisation
        WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR kind = $2)
          AND ($3::text IS NULL OR name ILIKE $3 OR siret LIKE $3 OR rna ILIKE $3)
          AND ($4::uuid[] IS NULL OR id = ANY($4))`,
      [query.status ?? null, query.kind ?? null, pattern, among],
    );
    return Number(row?.total ?? 0);
  }
}
