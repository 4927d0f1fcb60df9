import { Injectable } from '@nestjs/common';
import { inputsSql, topicLabelSql } from '../matching/matching.queries.js';
import type { MatchInputs } from '../matching/scoring.rules.js';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import {
  type AlertChannel,
  digestDays,
  duplicateDays,
  ignoredAlertsLimit,
  type Recipient,
  type Rhythm,
  samenessOf,
  scoreFloor,
} from './alert.rules.js';
import { reachableChannels } from './reach.rules.js';

/** An opportunity as alerts speak of it. */
export interface TellableOpportunity {
  readonly id: string;
  readonly kind: 'offer' | 'mission';
  readonly title: string;
  readonly organisationId: string;
  readonly insee: string | null;
  readonly place: string | null;
  readonly open: boolean;
  readonly publishedAt: Date;
}

interface PersonRow {
  candidateId: string;
  status: string;
  rhythm: Rhythm;
  channels: AlertChannel[];
  pausedUntil: Day | null;
  phone: string | null;
  email: string | null;
  smsConsent: boolean | null;
  emailConsent: boolean | null;
  ignored: number;
}

export interface MatchRow {
  readonly opportunityId: string;
  readonly candidateId: string;
  readonly score: number;
  readonly side: 'opportunity' | 'candidate';
  readonly inputs: MatchInputs;
  readonly reasons: readonly string[];
  /** Everyday name of the occupation, else its label; null for the topic of a mission. */
  readonly topicLabel: string | null;
}

export interface UnplannedMatch extends MatchRow {
  readonly recipient: Recipient;
  readonly phone: string | null;
  readonly email: string | null;
  readonly duplicateTold: boolean;
}

export interface DigestPerson {
  readonly candidateId: string;
  readonly recipient: Recipient;
  readonly phone: string | null;
  readonly email: string | null;
  /** The best first, more than a digest holds since some may be duplicates. */
  readonly picks: (MatchRow & { opportunity: TellableOpportunity; duplicateTold: boolean; sameness: string })[];
}

/** A message about to leave, with how things stand now: one row per opportunity in it. */
export interface StandingRow {
  readonly messageId: string;
  readonly candidateId: string;
  readonly opportunityId: string;
  readonly channel: AlertChannel;
  readonly open: boolean;
  readonly recipient: Recipient;
  readonly sameAddress: boolean;
}

/** Consent and settings of a person. */
const SETTINGS = `
  c.status, c.alert_rhythm AS rhythm, c.alert_channels AS channels, c.alerts_paused_until AS "pausedUntil", c.phone, c.email,
  (SELECT k.granted FROM consents k WHERE k.candidate_id = c.id AND k.purpose = 'sms-alerts'
   ORDER BY k.id DESC LIMIT 1) AS "smsConsent",
  (SELECT k.granted FROM consents k WHERE k.candidate_id = c.id AND k.purpose = 'email-alerts'
   ORDER BY k.id DESC LIMIT 1) AS "emailConsent"`;

/** The same, and how many alerts went without an answer since the last sign of life. */
const PERSON = `${SETTINGS},
  (SELECT count(*)::int FROM (
     SELECT 1 FROM messages s
     WHERE s.candidate_id = c.id AND s.template IN ('alert', 'alert-digest') AND s.status IN ('sent', 'delivered')
       AND s.created_at > greatest(c.created_at, c.last_contact_at, (SELECT r.reacted_at FROM alert_reactions r WHERE r.candidate_id = c.id))
     LIMIT ${ignoredAlertsLimit}) unanswered) AS ignored`;

/**
 * From which side a match counts as found. What was published before the person registered is not new to them, even when the job that
 * matches it runs after they came: it waits for their first digest.
 */
const SIDE = `CASE WHEN o.published_at < c.created_at THEN 'candidate' ELSE page."foundFrom" END`;

/** Reads what alerts are decided from: matches, people's settings, what was told before. */
@Injectable()
export class AlertsQueries {
  constructor(private readonly database: Database) {}

  async opportunities(ids: readonly string[], today: Day): Promise<TellableOpportunity[]> {
    return this.database.query<TellableOpportunity>(
      `SELECT o.id, o.kind, o.title, o.organisation_id AS "organisationId", o.insee, o.commune_name AS place,
         (o.status = 'published' AND o.closes_on >= $2) AS open, COALESCE(o.published_at, 'epoch') AS "publishedAt"
       FROM opportunities o WHERE o.id = ANY($1::uuid[])`,
      [ids, today],
    );
  }

  /** Matches of these opportunities for which nothing was decided, after a place in their order, at most `limit`. */
  async unplanned(
    opportunities: readonly { id: string; sameness: string }[],
    after: { opportunityId: string; candidateId: string },
    limit: number,
    now: Date,
  ): Promise<UnplannedMatch[]> {
    const rows = await this.database.query<MatchRow & PersonRow & { duplicateTold: boolean }>(
      `SELECT page.*, ${PERSON}, ${SIDE} AS side,
         EXISTS (SELECT 1 FROM alerts t WHERE t.candidate_id = c.id AND t.sameness = page.sameness AND t.message_id IS NOT NULL
           AND t.opportunity_id <> page."opportunityId" AND t.decided_at > $6::timestamptz - interval '${duplicateDays} days') AS "duplicateTold"
       FROM (
         SELECT m.opportunity_id AS "opportunityId", m.candidate_id AS "candidateId", m.score, m.side AS "foundFrom", ${inputsSql} AS inputs, m.reasons, told.sameness,
           ${topicLabelSql} AS "topicLabel"
         FROM unnest($1::uuid[], $2::text[]) AS told(id, sameness)
         JOIN matches m ON m.opportunity_id = told.id
         WHERE (m.opportunity_id, m.candidate_id) > ($3::uuid, $4::uuid)
           AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.candidate_id = m.candidate_id AND a.opportunity_id = m.opportunity_id)
         ORDER BY m.opportunity_id, m.candidate_id LIMIT $5) page
       JOIN candidates c ON c.id = page."candidateId"
       JOIN opportunities o ON o.id = page."opportunityId"
       ORDER BY page."opportunityId", page."candidateId"`,
      [
        opportunities.map((o) => o.id),
        opportunities.map((o) => o.sameness),
        after.opportunityId,
        after.candidateId,
        limit,
        now,
      ],
    );
    return rows.map((row) => ({ ...row, recipient: recipientOf(row) }));
  }

  /** People for whom a digest may be due, after this one in the order of ids, with their best untold matches. */
  async digestPeople(
    after: string,
    limit: number,
    on: { now: Date; today: Day; smsSlot: string; emailSlot: string },
  ): Promise<DigestPerson[]> {
    const people = await this.database.query<PersonRow>(
      `SELECT c.id AS "candidateId", ${PERSON} FROM candidates c
       WHERE c.id > $1 AND c.status = 'active' AND c.alert_rhythm <> 'off'
         AND (c.alerts_paused_until IS NULL OR c.alerts_paused_until <= $2)
         AND (('sms' = ANY(c.alert_channels)
               AND NOT EXISTS (SELECT 1 FROM alert_slots s WHERE s.candidate_id = c.id AND s.channel = 'sms' AND s.slot = $3))
           OR ('email' = ANY(c.alert_channels)
               AND NOT EXISTS (SELECT 1 FROM alert_slots s WHERE s.candidate_id = c.id AND s.channel = 'email' AND s.slot = $4)))
       ORDER BY c.id LIMIT $5`,
      [after, on.today, on.smsSlot, on.emailSlot, limit],
    );
    const picks = await this.picks(
      people.map((person) => person.candidateId),
      on.now,
      on.today,
    );
    return people.map((person) => ({
      candidateId: person.candidateId,
      recipient: recipientOf(person),
      phone: person.phone,
      email: person.email,
      picks: picks.get(person.candidateId) ?? [],
    }));
  }

  private async picks(
    candidateIds: readonly string[],
    now: Date,
    today: Day,
  ): Promise<Map<string, DigestPerson['picks']>> {
    const rows = await this.database.query<MatchRow & TellableOpportunity & { told: string[] | null }>(
      `SELECT person.id AS "candidateId", pick.*,
         (SELECT array_agg(t.sameness) FROM alerts t WHERE t.candidate_id = person.id AND t.message_id IS NOT NULL
           AND t.decided_at > $2::timestamptz - interval '${duplicateDays} days') AS told
       FROM unnest($1::uuid[]) AS person(id)
       CROSS JOIN LATERAL (
         SELECT m.opportunity_id AS "opportunityId", m.score, m.side, ${inputsSql} AS inputs, m.reasons,
           ${topicLabelSql} AS "topicLabel", o.kind, o.title, o.organisation_id AS "organisationId", o.insee, o.commune_name AS place, o.published_at AS "publishedAt"
         FROM matches m JOIN opportunities o ON o.id = m.opportunity_id
         WHERE m.candidate_id = person.id AND m.score >= ${scoreFloor} AND m.created_at > $2::timestamptz - interval '${digestDays} days'
           AND o.status = 'published' AND o.closes_on >= $3
           AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.candidate_id = m.candidate_id AND a.opportunity_id = m.opportunity_id
             AND (a.message_id IS NOT NULL OR a.decision = 'skip'))
         ORDER BY m.score DESC, m.opportunity_id DESC LIMIT 10) pick`,
      [candidateIds, now, today],
    );
    return groupPicks(rows);
  }

  /** How things stand for messages that are about to leave. OFFSET 0 keeps to the indexes while the statistics of young tables are wrong. */
  async standing(messageIds: readonly string[], today: Day): Promise<StandingRow[]> {
    const rows = await this.database.query<
      PersonRow & { messageId: string; opportunityId: string; channel: AlertChannel; to: string | null }
    >(
      `SELECT a.message_id AS "messageId", a.opportunity_id AS "opportunityId", a.candidate_id AS "candidateId", a.channel,
         w.to_address AS "to", 0 AS ignored, ${SETTINGS}
       FROM unnest($1::uuid[]) AS leaving(id)
       CROSS JOIN LATERAL (SELECT id, to_address FROM messages WHERE id = leaving.id OFFSET 0) w
       CROSS JOIN LATERAL (SELECT * FROM alerts WHERE message_id = leaving.id OFFSET 0) a
       CROSS JOIN LATERAL (SELECT * FROM candidates WHERE id = a.candidate_id OFFSET 0) c`,
      [messageIds],
    );
    // A hundred messages speak of a few opportunities: these are looked up once each.
    const opportunities = await this.opportunities([...new Set(rows.map((row) => row.opportunityId))], today);
    const open = new Set(opportunities.filter((opportunity) => opportunity.open).map((opportunity) => opportunity.id));
    return rows.map((row) => ({
      messageId: row.messageId,
      candidateId: row.candidateId,
      opportunityId: row.opportunityId,
      channel: row.channel,
      open: open.has(row.opportunityId),
      recipient: recipientOf(row),
      sameAddress: row.to === (row.channel === 'sms' ? row.phone : row.email),
    }));
  }
}

function recipientOf(row: PersonRow): Recipient {
  const consents: AlertChannel[] = [];
  if (row.smsConsent) consents.push('sms');
  if (row.emailConsent) consents.push('email');
  return {
    active: row.status === 'active',
    rhythm: row.rhythm,
    channels: row.channels,
    consents,
    pausedUntil: row.pausedUntil,
    reachable: reachableChannels(row.phone, row.email),
    ignoredAlerts: row.ignored,
  };
}

function groupPicks(
  rows: readonly (MatchRow & TellableOpportunity & { told: string[] | null })[],
): Map<string, DigestPerson['picks']> {
  const groups = new Map<string, DigestPerson['picks']>();
  for (const row of rows) {
    const sameness = samenessOf(row);
    const list = groups.get(row.candidateId) ?? [];
    const opportunity = {
      id: row.opportunityId,
      kind: row.kind,
      title: row.title,
      organisationId: row.organisationId,
      insee: row.insee,
      place: row.place,
      open: true,
      publishedAt: row.publishedAt,
    };
    list.push({ ...row, opportunity, sameness, duplicateTold: row.told?.includes(sameness) ?? false });
    groups.set(row.candidateId, list);
  }
  return groups;
}
