import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import { type OpportunityFacts, USUAL_CAP } from './apply.rules.js';
import type { ResponseFigures } from './odds.rules.js';

/** Offers and missions with what applying needs; unlike the view `opportunities`, with those of banned organisations and contacts. */
export const POSTS = `(
  SELECT id, 'offer' AS kind, organisation_id, status, title, closes_on, positions, minimum_age, reserved_for, anonymous_employer AS anonymous,
    insee, contact_email FROM offers
  UNION ALL
  SELECT id, 'mission', organisation_id, status, title, closes_on, slots, CASE WHEN open_to_minors THEN 16 ELSE 18 END, NULL, false,
    insee, contact_email FROM missions)`;

/** An offer or a mission as applications see it. */
export interface Post extends OpportunityFacts {
  readonly id: string;
  readonly organisationId: string;
  /** As the person may read it: null when the employer is anonymous. */
  readonly organisationName: string | null;
  readonly title: string;
  readonly commune: string | null;
  readonly positions: number;
  readonly reservedFor: string | null;
  /** Where the organisation is written to: the contact of the offer, else its own. */
  readonly contactEmail: string | null;
  /** Not withdrawn, whether answered or not. */
  readonly applied: number;
}

/** Reads what applications are sent to, and how organisations answer. */
@Injectable()
export class PostsQueries {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<Post | undefined> {
    return (await this.many([id])).get(id);
  }

  async many(ids: readonly string[]): Promise<Map<string, Post>> {
    const rows = await this.database.query<Post>(
      `SELECT p.id, p.kind, p.organisation_id AS "organisationId", CASE WHEN NOT p.anonymous THEN o.name END AS "organisationName",
         p.status, coalesce(p.title, '') AS title, p.closes_on::text AS "closesOn", p.positions, p.minimum_age AS "minimumAge",
         p.reserved_for AS "reservedFor", c.name AS commune, o.status = 'banned' AS "organisationBanned",
         coalesce(p.contact_email, o.contact_email) AS "contactEmail", coalesce(l.cap, ${USUAL_CAP}) AS cap,
         l.paused_until::text AS "pausedUntil", a.waiting, a.applied
       FROM ${POSTS} p JOIN organisations o ON o.id = p.organisation_id
       LEFT JOIN communes c ON c.insee = p.insee
       LEFT JOIN application_limits l ON l.opportunity_id = p.id
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE state IN ('sent', 'seen'))::int AS waiting, count(*) FILTER (WHERE state <> 'withdrawn')::int AS applied
         FROM applications WHERE opportunity_id = p.id) a
       WHERE p.id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Those of these opportunities that are filled, taken back or gone, with their status (null: gone). */
  async ended(ids: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await this.database.query<{ id: string; status: string | null }>(
      `SELECT wanted.id, p.status FROM unnest($1::uuid[]) AS wanted (id) LEFT JOIN ${POSTS} p ON p.id = wanted.id
       WHERE p.id IS NULL OR p.status IN ('filled', 'closed')`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.status]));
  }

  /** Opportunities that are filled or taken back while somebody still waits for an answer: an event that came too early or was lost. */
  async endedWithWaiting(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT a.opportunity_id AS id FROM applications a LEFT JOIN ${POSTS} p ON p.id = a.opportunity_id
       WHERE a.next_step_on IS NOT NULL AND (p.id IS NULL OR p.status IN ('filled', 'closed')) ORDER BY 1 LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * How these organisations answered the applications of the last 12 months; one that received none is missing. Counted are those
   * answered, closed at day 60, or waiting for more than 15 days; not those withdrawn or ended with their offer.
   */
  async responseFigures(organisationIds: readonly string[], today: Day): Promise<Map<string, ResponseFigures>> {
    const rows = await this.database.query<ResponseFigures & { organisationId: string }>(
      `SELECT organisation_id AS "organisationId", count(*)::int AS applications, count(answered_at)::int AS answered,
         round(percentile_cont(0.5) WITHIN GROUP (ORDER BY (answered_at AT TIME ZONE 'Europe/Paris')::date - sent_on))::int AS "medianDays"
       FROM applications
       WHERE organisation_id = ANY ($1::uuid[]) AND sent_on > $2::date - 365
         AND (answered_at IS NOT NULL OR closed_because = 'no-answer' OR (state IN ('sent', 'seen') AND sent_on < $2::date - 15))
       GROUP BY organisation_id`,
      [organisationIds, today],
    );
    return new Map(rows.map(({ organisationId, ...figures }) => [organisationId, figures]));
  }
}
