import { Inject } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import type { Page } from '../platform/http/paging.schema.js';
import { notFound } from './changes.js';
import { columnOf } from './columns.rules.js';
import type { Named, PublicationRules } from './kind.rules.js';
import type { Life } from './life.rules.js';
import type { OpportunityListQuery } from './opportunity.schema.js';
import { authorFields, publicFields } from './opportunity.view.schema.js';
import { isForbidden } from './remarks.rules.js';

/** A row as it is read: the content, with the names that it points to. */
export type Read<Content> = Content &
  Life & {
    readonly organisationId: string;
    readonly organisationName: string;
    readonly banned: boolean;
    readonly createdAt: Date;
    readonly updatedAt: Date;
  };

/** How a kind is shown. */
export interface Shown<Content, AuthorView, PublicView> {
  /** What else is selected and joined, of `item`. */
  readonly named?: { readonly select: string; readonly join: string };
  /** Both leave out whatever they do not name. */
  readonly authorView: z.ZodType<AuthorView>;
  readonly publicView: z.ZodType<PublicView>;
  /** What replaces what not everybody may read. */
  hidden(row: Read<Content>): object;
  /** What helps to find something like it, now that it has ended. */
  traces(row: Read<Content>): Readonly<Record<string, unknown>>;
  /** SQL joined to `ended` and `other` that keeps what is alike and gives `alike.degree`, 1 being the most. */
  readonly likeness: string;
}

/** An open one that is like another, for a short list. */
export interface Similar {
  readonly id: string;
  readonly title: string;
  /** Null when the employer is anonymous. */
  readonly organisationName: string | null;
  readonly communeName: string | null;
  readonly distanceKm: number;
}

const NAMES = ['communeName', 'missing', 'findings'];
const NEAR_KM = 50;
const DEGREE_KM = 111.2;

/** Reads the opportunities of one kind for screens and answers. Its parts are injected as properties, as in OpportunityLife. */
export abstract class OpportunityQueries<Content, AuthorView, PublicView> {
  protected abstract readonly kind: Named & PublicationRules<Content>;
  protected abstract readonly shows: Shown<Content, AuthorView, PublicView>;
  @Inject() protected readonly database: Database;
  @Inject() private readonly acting: ActingService;
  @Inject() private readonly clock: Clock;

  /** What this caller may read: everything for its author and the team, the public part for others. Throws NotFound, or RuleBroken (gone) when it has ended. */
  async read(reader: Principal | undefined, id: string): Promise<AuthorView | PublicView> {
    const [row] = await this.rows('WHERE item.id = $1', [id]);
    if (row && reader && (await this.acting.mayActFor(reader, row.organisationId))) return this.authorView(row);
    if (!row || !wasPublic(row)) throw notFound(this.kind);
    if (!this.isOpen(row))
      throw new RuleBroken(`${this.kind.name}.gone`, `Cette ${this.kind.noun} est terminée.`, this.shows.traces(row));
    return this.publicView(row);
  }

  /** What everybody may read of one that is open or has ended; undefined when it never was public. */
  async shown(id: string): Promise<{ readonly open: boolean; readonly view: PublicView } | undefined> {
    const [row] = await this.rows('WHERE item.id = $1', [id]);
    return row && wasPublic(row) ? { open: this.isOpen(row), view: this.publicView(row) } : undefined;
  }

  /** Open ones like this one (which may have ended) at most 50 km away: the most alike first, then the nearest. */
  async similar(id: string, limit = 5): Promise<Similar[]> {
    return this.database.query<Similar>(
      `WITH near AS (
         SELECT other.id, alike.degree, away.km
           FROM ${this.kind.table} ended
           JOIN ${this.kind.table} other ON other.status = 'published' AND other.closes_on >= $2 AND other.id <> ended.id
            AND other.lat BETWEEN ended.lat - $3::float8 / ${DEGREE_KM} AND ended.lat + $3::float8 / ${DEGREE_KM}
           JOIN organisations organisation ON organisation.id = other.organisation_id AND organisation.status <> 'banned'
           ${this.shows.likeness}
          CROSS JOIN LATERAL (SELECT 2 * 6371 * asin(least(1, sqrt(power(sin(radians(other.lat - ended.lat) / 2), 2)
                + cos(radians(ended.lat)) * cos(radians(other.lat)) * power(sin(radians(other.lng - ended.lng) / 2), 2)))) AS km) away
          WHERE ended.id = $1 AND away.km <= $3
          ORDER BY alike.degree DESC, away.km, other.published_at DESC, other.id LIMIT $4)
       SELECT shown.id, shown.title, shown.organisation_name AS "organisationName", shown.commune_name AS "communeName",
              round(near.km::numeric, 1)::float8 AS "distanceKm"
         FROM near JOIN opportunities shown USING (id) ORDER BY near.degree DESC, near.km, shown.published_at DESC, id`,
      [id, this.clock.today(), NEAR_KM, limit],
    );
  }

  /** A page of those for whom the reader acts (of all for the team), the latest first. */
  async list(reader: Principal, query: OpportunityListQuery): Promise<Page<AuthorView>> {
    const { page, perPage } = query;
    const theirs = await this.acting.actedForBy(reader, query.organisationId);
    const where =
      'WHERE ($1::uuid[] IS NULL OR item.organisation_id = ANY ($1)) AND ($2::text IS NULL OR item.status = $2)';
    const parameters = [theirs, query.status ?? null];
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM ${this.kind.table} item ${where}`,
      parameters,
    );
    const rows = await this.rows(`${where} ORDER BY item.created_at DESC, item.id DESC LIMIT $3 OFFSET $4`, [
      ...parameters,
      perPage,
      (page - 1) * perPage,
    ]);
    return { items: rows.map((row) => this.authorView(row)), total: Number(count?.total ?? 0), page, perPage };
  }

  /** What an author would be told of a content that is not saved, at any step of writing it. */
  remarksOn(content: Content) {
    const [missing, findings] = [this.kind.missing(content), this.kind.review(content)];
    return { publishable: missing.length === 0 && !isForbidden(findings), missing, findings };
  }

  private async rows(rest: string, parameters: readonly unknown[]): Promise<Read<Content>[]> {
    const { named } = this.shows;
    const fields = [publicFields, authorFields, this.kind.columns].flatMap((shape) => Object.keys(shape));
    const columns = fields.filter((name) => !NAMES.includes(name)).map((name) => `item.${columnOf(name)} AS "${name}"`);
    return this.database.query<Read<Content>>(
      `SELECT ${columns.join(', ')}, item.organisation_id AS "organisationId", organisation.name AS "organisationName",
              organisation.status = 'banned' AS banned, commune.name AS "communeName"${named ? `, ${named.select}` : ''}
         FROM ${this.kind.table} item JOIN organisations organisation ON organisation.id = item.organisation_id
         LEFT JOIN communes commune ON commune.insee = item.insee ${named?.join ?? ''} ${rest}`,
      parameters,
    );
  }

  private isOpen({ status, banned, closesOn }: Read<Content>): boolean {
    return status === 'published' && !banned && closesOn !== null && closesOn >= this.clock.today();
  }

  private authorView(row: Read<Content>): AuthorView {
    const { missing, findings } = this.remarksOn(row);
    return this.shows.authorView.parse({ ...row, ...isoDates(row), missing, findings });
  }

  private publicView(row: Read<Content>): PublicView {
    return this.shows.publicView.parse({ ...row, ...isoDates(row), ...this.shows.hidden(row) });
  }
}

/** What waits for a person again is not public meanwhile. */
function wasPublic({ publishedAt, status }: Life): boolean {
  return publishedAt !== null && status !== 'draft' && status !== 'pending-review';
}

function isoDates({ publishedAt, filledAt, closedAt, createdAt, updatedAt }: Read<unknown>) {
  return {
    publishedAt: publishedAt?.toISOString() ?? null,
    filledAt: filledAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
