import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { shortCode } from './short-code.js';

export interface AlertRow {
  readonly candidate_id: string;
  readonly opportunity_id: string;
  readonly kind: 'offer' | 'mission';
  readonly channel: 'sms' | 'email' | 'none';
  readonly decision: 'now' | 'digest' | 'skip';
  readonly reason: string | null;
  readonly message_id: string | null;
  readonly position: number;
  readonly sameness: string | null;
}

export interface SlotRow {
  readonly candidate_id: string;
  readonly channel: 'sms' | 'email';
  readonly slot: string;
  readonly message_id: string;
}

const ALERT_COLUMNS = 'candidate_id, opportunity_id, kind, channel, decision, reason, message_id, position, sameness';
const ALERT_RECORD = `jsonb_to_recordset($1::jsonb) AS row(candidate_id uuid, opportunity_id uuid, kind text, channel text, decision text,
  reason text, message_id uuid, position smallint, sameness text)`;
/** Rows are written in one order everywhere, so that two workers wait for each other instead of blocking each other. */
const IN_ORDER = 'ORDER BY candidate_id, opportunity_id, channel';

/** The rows of alerts: decisions, slots of the day, links, and what the hotline should know. */
@Injectable()
export class AlertsRepository {
  constructor(private readonly database: Database) {}

  /** Takes slots; returns the ids of the messages that got theirs. A slot that anyone took before is lost. */
  async takeSlots(rows: readonly SlotRow[], now: Date): Promise<Set<string>> {
    if (rows.length === 0) return new Set();
    const taken = await this.database.query<{ message_id: string }>(
      `INSERT INTO alert_slots (candidate_id, channel, slot, message_id, taken_at)
       SELECT candidate_id, channel, slot, message_id, $2
       FROM jsonb_to_recordset($1::jsonb) AS row(candidate_id uuid, channel text, slot text, message_id uuid)
       ORDER BY candidate_id, channel, slot ON CONFLICT DO NOTHING RETURNING message_id`,
      [JSON.stringify(rows), now],
    );
    return new Set(taken.map((row) => row.message_id));
  }

  async freeSlots(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length > 0)
      await this.database.query('DELETE FROM alert_slots WHERE message_id = ANY($1::uuid[])', [messageIds]);
  }

  /** Slots of past weeks hold nobody back. */
  async dropSlotsBefore(instant: Date): Promise<void> {
    await this.database.query('DELETE FROM alert_slots WHERE taken_at < $1', [instant]);
  }

  /** Writes decisions; returns the message ids among those that are new. What was decided before stands. */
  async insert(rows: readonly AlertRow[], now: Date): Promise<Set<string>> {
    if (rows.length === 0) return new Set();
    const inserted = await this.database.query<{ message_id: string | null }>(
      `INSERT INTO alerts (${ALERT_COLUMNS}, decided_at) SELECT ${ALERT_COLUMNS}, $2 FROM ${ALERT_RECORD} ${IN_ORDER}
       ON CONFLICT DO NOTHING RETURNING message_id`,
      [JSON.stringify(rows), now],
    );
    return new Set(inserted.flatMap((row) => row.message_id ?? []));
  }

  /** Puts opportunities into digests; returns those that nobody told meanwhile. */
  async intoDigest(rows: readonly AlertRow[], now: Date): Promise<{ messageId: string; opportunityId: string }[]> {
    if (rows.length === 0) return [];
    return this.database.query(
      `INSERT INTO alerts AS a (${ALERT_COLUMNS}, decided_at) SELECT ${ALERT_COLUMNS}, $2 FROM ${ALERT_RECORD} ${IN_ORDER}
       ON CONFLICT (candidate_id, opportunity_id, channel) DO UPDATE
         SET message_id = excluded.message_id, position = excluded.position, sameness = excluded.sameness, decided_at = excluded.decided_at
         WHERE a.message_id IS NULL AND a.decision = 'digest'
       RETURNING message_id AS "messageId", opportunity_id AS "opportunityId"`,
      [JSON.stringify(rows), now],
    );
  }

  /** What still waited for another digest is told by now. */
  async closeTold(pairs: readonly { candidateId: string; opportunityId: string }[]): Promise<void> {
    await this.database.query(
      `UPDATE alerts a SET decision = 'skip', reason = 'already-told'
       FROM unnest($1::uuid[], $2::uuid[]) AS told(candidate_id, opportunity_id)
       WHERE a.candidate_id = told.candidate_id AND a.opportunity_id = told.opportunity_id AND a.decision = 'digest' AND a.message_id IS NULL`,
      [pairs.map((pair) => pair.candidateId), pairs.map((pair) => pair.opportunityId)],
    );
  }

  /** Gives each message its short code; returns the codes by message id. */
  async link(messageIds: readonly string[], now: Date): Promise<Map<string, string>> {
    const codes = new Map<string, string>();
    for (let length = 6; codes.size < messageIds.length && length <= 32; length += 2) {
      const missing = messageIds.filter((id) => !codes.has(id));
      const rows = await this.database.query<{ code: string; message_id: string }>(
        `INSERT INTO short_links (code, message_id, created_at) SELECT code, message_id, $3
         FROM unnest($1::text[], $2::uuid[]) AS link(code, message_id) ORDER BY code ON CONFLICT DO NOTHING RETURNING code, message_id`,
        [missing.map((id) => shortCode(id, length)), missing, now],
      );
      for (const row of rows) codes.set(row.message_id, row.code);
    }
    return codes;
  }

  /** What was in messages that are cancelled at the last moment: the closed ones are over, the others wait for the next digest. */
  async release(messageIds: readonly string[], closed: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE alerts SET decision = 'skip', reason = 'closed-before-sending', message_id = NULL
       WHERE message_id = ANY($1::uuid[]) AND opportunity_id = ANY($2::uuid[])`,
      [messageIds, closed],
    );
    await this.database.query(
      `UPDATE alerts SET decision = 'digest', message_id = NULL WHERE message_id = ANY($1::uuid[])`,
      [messageIds],
    );
    await this.freeSlots(messageIds);
  }

  /** The last reason why a message did not leave stays with its alerts. */
  async skip(reasons: ReadonlyMap<string, string>): Promise<void> {
    if (reasons.size === 0) return;
    await this.database.query(
      `UPDATE alerts a SET decision = 'skip', reason = why.reason FROM unnest($1::uuid[], $2::text[]) AS why(message_id, reason)
       WHERE a.message_id = why.message_id`,
      [[...reasons.keys()], [...reasons.values()]],
    );
  }

  /** The person opened a link or used a control: a sign of life. */
  async recordReaction(candidateId: string, code: string | null, now: Date): Promise<void> {
    if (code !== null)
      await this.database.query('UPDATE short_links SET opened_at = coalesce(opened_at, $2) WHERE code = $1', [
        code,
        now,
      ]);
    await this.database.query(
      `INSERT INTO alert_reactions AS r (candidate_id, reacted_at) VALUES ($1, $2)
       ON CONFLICT (candidate_id) DO UPDATE SET reacted_at = greatest(r.reacted_at, excluded.reacted_at)`,
      [candidateId, now],
    );
  }

  /** Leaves a row for the hotline for each person, once while it is open. Returns the people for whom it is new. */
  async recordBreaks(
    breaks: readonly {
      candidateId: string;
      channel: string | null;
      reason: 'bounced' | 'ignored-alerts';
      messageId: string | null;
    }[],
    now: Date,
  ): Promise<string[]> {
    if (breaks.length === 0) return [];
    const rows = await this.database.query<{ candidate_id: string }>(
      `INSERT INTO contact_breaks (id, candidate_id, channel, reason, message_id, recorded_at)
       SELECT id, candidate_id, channel, reason, message_id, $2
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, candidate_id uuid, channel text, reason text, message_id uuid)
       ORDER BY candidate_id ON CONFLICT DO NOTHING RETURNING candidate_id`,
      [
        JSON.stringify(
          breaks.map((b) => ({
            id: newId(),
            candidate_id: b.candidateId,
            channel: b.channel,
            reason: b.reason,
            message_id: b.messageId,
          })),
        ),
        now,
      ],
    );
    return rows.map((row) => row.candidate_id);
  }

  /** The hotline has spoken with the person about them. */
  async closeBreaks(candidateId: string, now: Date): Promise<void> {
    await this.database.query(
      'UPDATE contact_breaks SET handled_at = $2 WHERE candidate_id = $1 AND handled_at IS NULL',
      [candidateId, now],
    );
  }

  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.database.query(
      'DELETE FROM short_links WHERE message_id IN (SELECT message_id FROM alerts WHERE candidate_id = ANY($1::uuid[]) AND message_id IS NOT NULL)',
      [candidateIds],
    );
    for (const table of ['alerts', 'alert_slots', 'alert_reactions', 'contact_breaks']) {
      await this.database.query(`DELETE FROM ${table} WHERE candidate_id = ANY($1::uuid[])`, [candidateIds]);
    }
  }
}
