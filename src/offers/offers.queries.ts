import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import type { Page } from '../platform/http/paging.schema.js';
import type { Offer } from './offer.entity.js';
import type { checkRequest, checkView } from './offer.schema.js';
import { payBelowMinimum } from './pay.rules.js';
import { checkWording, isForbidden } from './wording.rules.js';
import type { OfferPublicView, OfferView } from './offer.view.schema.js';
import { missingFromOffer, reviewOffer } from './publication.rules.js';

const VIEW = `offer.id, offer.status, offer.organisation_id AS "organisationId", organisation.name AS "organisationName",
  organisation.status = 'banned' AS banned, offer.anonymous_employer AS "anonymousEmployer", offer.title,
  offer.occupation_code AS "occupationCode", occupation.label AS "occupationLabel", offer.description, offer.contract,
  offer.contract_months AS "contractMonths", offer.weekly_hours AS "weeklyHours", offer.pay_min AS "payMin", offer.pay_max AS "payMax",
  offer.pay_period AS "payPeriod", offer.pay_text AS "payText", offer.positions, offer.starts_on AS "startsOn",
  offer.closes_on AS "closesOn", offer.requirements, offer.taught, offer.skills, offer.licences,
  offer.beginner_accepted AS "beginnerAccepted", offer.minimum_age AS "minimumAge", offer.reserved_for AS "reservedFor",
  offer.access_without_car AS "accessWithoutCar", offer.application_url AS "applicationUrl", offer.insee,
  commune.name AS "communeName", offer.address, offer.lat, offer.lng, offer.published_at AS "publishedAt",
  offer.updated_at AS "updatedAt", offer.version, offer.contact_name AS "contactName", offer.contact_email AS "contactEmail",
  offer.contact_phone AS "contactPhone", offer.coordinate_source AS "coordinateSource",
  offer.coordinate_precision AS "coordinatePrecision", offer.source, offer.external_ref AS "externalRef",
  offer.review_reason AS "reviewReason", offer.close_reason AS "closeReason", offer.filled_at AS "filledAt",
  offer.closed_at AS "closedAt", offer.created_at AS "createdAt"`;
const FROM = `FROM offers offer JOIN organisations organisation ON organisation.id = offer.organisation_id
  LEFT JOIN communes commune ON commune.insee = offer.insee LEFT JOIN occupations occupation ON occupation.code = offer.occupation_code`;

type Dates = 'publishedAt' | 'filledAt' | 'closedAt' | 'createdAt' | 'updatedAt';
type Row = Omit<OfferView, Dates | 'missing' | 'findings'> &
  Pick<Offer, Dates | 'startsOn' | 'closesOn'> & { readonly banned: boolean };

/** Reads offers for screens and answers. */
@Injectable()
export class OffersQueries {
  constructor(
    private readonly database: Database,
    private readonly acting: ActingService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** What this caller may read: everything for its author and the team, the public part for others. Throws NotFound, or RuleBroken (gone) when it has ended. */
  async read(reader: Principal | undefined, id: string): Promise<OfferView | OfferPublicView> {
    const [row] = await this.database.query<Row>(`SELECT ${VIEW} ${FROM} WHERE offer.id = $1`, [id]);
    if (row?.organisationId && reader && (await this.acting.mayActFor(reader, row.organisationId)))
      return this.viewOf(row);
    if (!row || row.publishedAt === null || row.status === 'draft' || row.status === 'pending-review') {
      throw new NotFound('offer.not-found', 'Cette offre n’existe pas.');
    }
    if (row.status !== 'published' || row.banned || row.closesOn === null || row.closesOn < this.clock.today()) {
      throw new RuleBroken('offer.gone', 'Cette offre est terminée.', {
        title: row.title,
        insee: row.insee,
        occupationCode: row.occupationCode,
      });
    }
    return publicViewOf(row);
  }

  /** A page of the offers of those whom the reader acts for (of all for the team), the latest first. */
  async list(
    reader: Principal,
    query: { organisationId?: string | undefined; status?: string | undefined; page: number; perPage: number },
  ): Promise<Page<OfferView>> {
    const theirs = await this.acting.actedForBy(reader, query.organisationId);
    const where =
      'WHERE ($1::uuid[] IS NULL OR offer.organisation_id = ANY ($1)) AND ($2::text IS NULL OR offer.status = $2)';
    const parameters = [theirs, query.status ?? null];
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM offers offer ${where}`,
      parameters,
    );
    const rows = await this.database.query<Row>(
      `SELECT ${VIEW} ${FROM} ${where} ORDER BY offer.created_at DESC, offer.id DESC LIMIT $3 OFFSET $4`,
      [...parameters, query.perPage, (query.page - 1) * query.perPage],
    );
    return {
      items: rows.map((row) => this.viewOf(row)),
      total: Number(count?.total ?? 0),
      page: query.page,
      perPage: query.perPage,
    };
  }

  /** Every remark on texts that are not saved. */
  check(texts: z.output<typeof checkRequest>): z.output<typeof checkView> {
    const { kind, licences, payMin = null, payPeriod = null, weeklyHours = null } = texts;
    const pay = payBelowMinimum({ payMin, payMax: null, payPeriod, weeklyHours }, this.config.minimumHourlyWage);
    const findings = [...checkWording({ ...texts, kind, driving: licences.length > 0 }), ...pay];
    return { publishable: !isForbidden(findings), findings };
  }

  private viewOf({ banned: _, ...row }: Row): OfferView {
    return {
      ...row,
      ...isoDates(row),
      filledAt: row.filledAt?.toISOString() ?? null,
      closedAt: row.closedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      missing: missingFromOffer(row),
      findings: reviewOffer(row, this.config.minimumHourlyWage),
    };
  }
}

function isoDates(row: Pick<Row, 'publishedAt' | 'updatedAt'>) {
  return { publishedAt: row.publishedAt?.toISOString() ?? null, updatedAt: row.updatedAt.toISOString() };
}

/** Without contacts; an anonymous employer also without name, address and links, and placed at its commune. */
function publicViewOf(row: Row): OfferPublicView {
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
  const hidden = row.anonymousEmployer && {
    organisationId: null,
    organisationName: null,
    applicationUrl: null,
    address: null,
  };
  return { ...open, ...isoDates(row), ...hidden };
}
