import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import type { Page } from '../platform/http/paging.schema.js';
import type { Mission } from './mission.entity.js';
import type { MissionPublicView, MissionView } from './mission.view.schema.js';
import { missingFromMission, reviewMission } from './mission-publication.rules.js';

const VIEW = `mission.id, mission.status, mission.organisation_id AS "organisationId", organisation.name AS "organisationName",
  organisation.status = 'banned' AS banned, mission.title, mission.domain, mission.activities, mission.description, mission.schedule,
  mission.weekly_hours AS "weeklyHours", mission.slots, mission.starts_on AS "startsOn", mission.ends_on AS "endsOn",
  mission.closes_on AS "closesOn", mission.remote, mission.open_to_minors AS "openToMinors",
  mission.expenses_refunded AS "expensesRefunded", mission.insured, mission.access_without_car AS "accessWithoutCar",
  mission.application_url AS "applicationUrl", mission.insee, commune.name AS "communeName", mission.address, mission.lat, mission.lng,
  mission.published_at AS "publishedAt", mission.updated_at AS "updatedAt", mission.version, mission.contact_name AS "contactName",
  mission.contact_email AS "contactEmail", mission.contact_phone AS "contactPhone", mission.coordinate_source AS "coordinateSource",
  mission.coordinate_precision AS "coordinatePrecision", mission.source, mission.external_ref AS "externalRef",
  mission.review_reason AS "reviewReason", mission.close_reason AS "closeReason", mission.filled_at AS "filledAt",
  mission.closed_at AS "closedAt", mission.created_at AS "createdAt"`;
const FROM = `FROM missions mission JOIN organisations organisation ON organisation.id = mission.organisation_id
  LEFT JOIN communes commune ON commune.insee = mission.insee`;

type Dates = 'publishedAt' | 'filledAt' | 'closedAt' | 'createdAt' | 'updatedAt';
type Row = Omit<MissionView, Dates | 'missing' | 'findings'> &
  Pick<Mission, Dates | 'startsOn' | 'endsOn' | 'closesOn'> & { readonly banned: boolean };

/** Reads missions for screens and answers. */
@Injectable()
export class MissionsQueries {
  constructor(
    private readonly database: Database,
    private readonly acting: ActingService,
    private readonly clock: Clock,
  ) {}

  /** What this caller may read: everything for its author and the team, the public part for others. Throws NotFound, or RuleBroken (gone) when it has ended. */
  async read(reader: Principal | undefined, id: string): Promise<MissionView | MissionPublicView> {
    const [row] = await this.database.query<Row>(`SELECT ${VIEW} ${FROM} WHERE mission.id = $1`, [id]);
    if (row?.organisationId && reader && (await this.acting.mayActFor(reader, row.organisationId)))
      return this.viewOf(row);
    if (!row || row.publishedAt === null || row.status === 'draft' || row.status === 'pending-review') {
      throw new NotFound('mission.not-found', 'Cette mission n’existe pas.');
    }
    if (row.status !== 'published' || row.banned || row.closesOn === null || row.closesOn < this.clock.today()) {
      throw new RuleBroken('mission.gone', 'Cette mission est terminée.', {
        title: row.title,
        insee: row.insee,
        domain: row.domain,
      });
    }
    return publicViewOf(row);
  }

  /** A page of the missions of those whom the reader acts for (of all for the team), the latest first. */
  async list(
    reader: Principal,
    query: { organisationId?: string | undefined; status?: string | undefined; page: number; perPage: number },
  ): Promise<Page<MissionView>> {
    const theirs = await this.acting.actedForBy(reader, query.organisationId);
    const where =
      'WHERE ($1::uuid[] IS NULL OR mission.organisation_id = ANY ($1)) AND ($2::text IS NULL OR mission.status = $2)';
    const parameters = [theirs, query.status ?? null];
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM missions mission ${where}`,
      parameters,
    );
    const rows = await this.database.query<Row>(
      `SELECT ${VIEW} ${FROM} ${where} ORDER BY mission.created_at DESC, mission.id DESC LIMIT $3 OFFSET $4`,
      [...parameters, query.perPage, (query.page - 1) * query.perPage],
    );
    return {
      items: rows.map((row) => this.viewOf(row)),
      total: Number(count?.total ?? 0),
      page: query.page,
      perPage: query.perPage,
    };
  }

  private viewOf({ banned: _, ...row }: Row): MissionView {
    return {
      ...row,
      ...isoDates(row),
      filledAt: row.filledAt?.toISOString() ?? null,
      closedAt: row.closedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      missing: missingFromMission(row),
      findings: reviewMission(row),
    };
  }
}

function isoDates(row: Pick<Row, 'publishedAt' | 'updatedAt'>) {
  return { publishedAt: row.publishedAt?.toISOString() ?? null, updatedAt: row.updatedAt.toISOString() };
}

/** Without contacts and without what belongs to its author. */
function publicViewOf(row: Row): MissionPublicView {
  const {
    banned: _,
    contactName: _name,
    contactEmail: _email,
    contactPhone: _phone,
    coordinateSource: _source,
    coordinatePrecision: _precision,
    source: _feed,
    externalRef: _ref,
    reviewReason: _review,
    closeReason: _close,
    filledAt: _filled,
    closedAt: _closed,
    createdAt: _created,
    ...open
  } = row;
  return { ...open, ...isoDates(row) };
}
