import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { MessageStatus, Receipt } from './message.rules.js';

export interface NewMessageRow {
  readonly id: string;
  readonly channel: 'sms' | 'email';
  readonly template: string;
  readonly candidate_id: string | null;
  readonly to_address: string;
  readonly subject: string | null;
  readonly body_text: string;
  readonly body_html: string | null;
  readonly unsubscribe_url: string | null;
  readonly send_after: Date;
  readonly expires_at: Date | null;
  readonly dedup_key: string;
}

/** A message taken by this worker, with all that its sending needs. */
export interface ClaimedMessage {
  readonly id: string;
  readonly template: string;
  readonly to_address: string | null;
  readonly subject: string | null;
  readonly body_text: string | null;
  readonly body_html: string | null;
  readonly unsubscribe_url: string | null;
  readonly expires_at: Date | null;
  readonly attempts: number;
}

/** What became of a claimed message. */
export interface Outcome {
  readonly id: string;
  /** Number of the try that it is the outcome of. */
  readonly attempts: number;
  readonly status: MessageStatus;
  readonly outcome_unknown: boolean;
  readonly provider_reference: string | null;
  readonly failure_reason: string | null;
  /** Next try, when the message goes back to the queue. */
  readonly send_after: Date | null;
  /** The try did not take place, so it does not count. */
  readonly untried: boolean;
}

export interface WaitingReceipt {
  readonly receipt_id: string;
  readonly receipt: Receipt;
  readonly message_id: string;
  readonly status: MessageStatus;
  readonly outcome_unknown: boolean;
}

/** The rows of messages. Every change is a conditional one, so that two workers never both win. */
@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /** Returns the ids of those that are new: a known dedup key is left alone. */
  async insert(rows: readonly NewMessageRow[], now: Date): Promise<string[]> {
    if (rows.length === 0) return [];
    const inserted = await this.database.query<{ id: string }>(
      `INSERT INTO messages (id, channel, template, candidate_id, to_address, subject, body_text, body_html, unsubscribe_url,
         send_after, expires_at, dedup_key, created_at)
       SELECT id, channel, template, candidate_id, to_address, subject, body_text, body_html, unsubscribe_url,
         send_after, expires_at, dedup_key, $2
       FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, channel text, template text, candidate_id uuid, to_address text, subject text,
         body_text text, body_html text, unsubscribe_url text, send_after timestamptz, expires_at timestamptz, dedup_key text)
       ON CONFLICT ON CONSTRAINT messages_dedup_key DO NOTHING
       RETURNING id`,
      [JSON.stringify(rows), now],
    );
    return inserted.map((row) => row.id);
  }

  /** Takes queued messages that are due: these ones, or any when `ids` is null. What another worker is taking is left to it. */
  async claim(
    channel: 'sms' | 'email',
    ids: readonly string[] | null,
    limit: number,
    provider: string,
    now: Date,
  ): Promise<ClaimedMessage[]> {
    const due = `status = 'queued' AND send_after <= $1 AND channel = $3`;
    // Named messages are looked up one by one (OFFSET 0), never by reading all that waits.
    const taken =
      ids === null
        ? `SELECT id FROM messages WHERE ${due} ORDER BY send_after LIMIT $4 FOR UPDATE SKIP LOCKED`
        : `SELECT m.id FROM unnest($5::uuid[]) AS named(id)
           CROSS JOIN LATERAL (SELECT id FROM messages WHERE id = named.id AND ${due} OFFSET 0 FOR UPDATE SKIP LOCKED) m LIMIT $4`;
    return this.database.query<ClaimedMessage>(
      `UPDATE messages SET status = 'sending', claimed_at = $1, attempts = attempts + 1, provider = $2
       WHERE id = ANY(ARRAY(${taken}))
       RETURNING id, template, to_address, subject, body_text, body_html, unsubscribe_url, expires_at, attempts`,
      ids === null ? [now, provider, channel, limit] : [now, provider, channel, limit, ids],
    );
  }

  /** How many messages are due, at most `limit`: of these, or of all when `ids` is null. */
  async countDue(channel: 'sms' | 'email', ids: readonly string[] | null, limit: number, now: Date): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM messages WHERE status = 'queued' AND send_after <= $1 AND channel = $2
         AND ${ids === null ? 'true' : 'id = ANY($4::uuid[])'} LIMIT $3) due`,
      ids === null ? [now, channel, limit] : [now, channel, limit, ids],
    );
    return row?.count ?? 0;
  }

  async anyReceiptWaiting(references: readonly string[] | null): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 FROM delivery_receipts WHERE applied_at IS NULL AND ($1::text[] IS NULL OR reference = ANY($1)) LIMIT 1',
      [references],
    );
    return rows.length > 0;
  }

  /** Writes down what became of claimed messages. A receipt that came first keeps the last word (see afterLateAnswer). */
  async record(outcomes: readonly Outcome[], now: Date): Promise<void> {
    await this.database.query(
      `UPDATE messages m SET
         status = CASE WHEN m.status = 'sending' OR m.outcome_unknown THEN r.status ELSE m.status END,
         outcome_unknown = CASE WHEN m.status = 'sending' OR m.outcome_unknown THEN r.outcome_unknown ELSE m.outcome_unknown END,
         failure_reason = CASE WHEN m.status = 'sending' OR m.outcome_unknown THEN r.failure_reason ELSE m.failure_reason END,
         provider_reference = coalesce(r.provider_reference, m.provider_reference),
         send_after = coalesce(r.send_after, m.send_after),
         attempts = CASE WHEN r.untried THEN m.attempts - 1 ELSE m.attempts END,
         sent_at = CASE WHEN r.status = 'sent' THEN $2 ELSE m.sent_at END
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, attempts int, status text, outcome_unknown boolean, provider_reference text,
         failure_reason text, send_after timestamptz, untried boolean)
       WHERE m.id = r.id AND m.attempts = r.attempts`,
      [JSON.stringify(outcomes), now],
    );
  }

  /** Messages whose worker has been silent for too long: since before `before` for these providers, before `othersBefore` for others. */
  async lost(
    providers: readonly string[],
    before: Date,
    othersBefore: Date,
  ): Promise<{ id: string; provider: string; attempts: number }[]> {
    return this.database.query(
      `SELECT id, provider, attempts FROM messages
       WHERE status = 'sending' AND claimed_at < CASE WHEN provider = ANY($1::text[]) THEN $2::timestamptz ELSE $3 END
       ORDER BY claimed_at LIMIT 1000`,
      [providers, before, othersBefore],
    );
  }

  /** Puts lost messages into their next state, unless their worker spoke up meanwhile. */
  async recoverLost(
    rows: readonly {
      id: string;
      attempts: number;
      status: MessageStatus;
      outcome_unknown: boolean;
      failure_reason: string;
    }[],
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `UPDATE messages m SET status = r.status, outcome_unknown = r.outcome_unknown, failure_reason = r.failure_reason, send_after = $2
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, attempts int, status text, outcome_unknown boolean, failure_reason text)
       WHERE m.id = r.id AND m.attempts = r.attempts AND m.status = 'sending'`,
      [JSON.stringify(rows), now],
    );
  }

  /** Cancels what is still queued to this address among these templates. Returns how many. */
  async cancelQueued(
    channel: 'sms' | 'email',
    to: string,
    templates: readonly string[],
    reason: string,
  ): Promise<number> {
    const rows = await this.database.query(
      `UPDATE messages SET status = 'cancelled', failure_reason = $4
       WHERE to_address = $2 AND channel = $1 AND template = ANY($3) AND status = 'queued' RETURNING id`,
      [channel, to, templates, reason],
    );
    return rows.length;
  }

  async cancelQueuedOf(
    candidateIds: readonly string[],
    channel: 'sms' | 'email' | null,
    templates: readonly string[] | null,
    reason: string,
  ): Promise<void> {
    await this.database.query(
      `UPDATE messages SET status = 'cancelled', failure_reason = $4
       WHERE candidate_id = ANY($1::uuid[]) AND ($2::text IS NULL OR channel = $2) AND ($3::text[] IS NULL OR template = ANY($3))
         AND status = 'queued'`,
      [candidateIds, channel, templates, reason],
    );
  }

  /** Keeps a receipt once. Returns false when it was known. */
  async keepReceipt(
    id: string,
    receipt: { provider: string; reference: string; receipt: Receipt; detail: string | null },
    now: Date,
  ): Promise<boolean> {
    const rows = await this.database.query(
      `INSERT INTO delivery_receipts (id, provider, reference, receipt, detail, received_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT delivery_receipts_once DO NOTHING RETURNING id`,
      [id, receipt.provider, receipt.reference, receipt.receipt, receipt.detail, now],
    );
    return rows.length > 0;
  }

  /** Receipts not applied yet whose message is known by now, the message being locked. */
  async waitingReceipts(references: readonly string[] | null): Promise<WaitingReceipt[]> {
    return this.database.query<WaitingReceipt>(
      `SELECT r.id AS receipt_id, r.receipt, m.id AS message_id, m.status, m.outcome_unknown
       FROM delivery_receipts r JOIN messages m ON m.provider = r.provider AND m.provider_reference = r.reference
       WHERE r.applied_at IS NULL AND ($1::text[] IS NULL OR r.reference = ANY($1))
       ORDER BY m.id, r.received_at LIMIT 1000 FOR UPDATE OF m`,
      [references],
    );
  }

  async applyReceipts(
    messages: readonly { id: string; status: MessageStatus }[],
    receiptIds: readonly string[],
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `UPDATE messages m SET status = r.status, outcome_unknown = false,
         delivered_at = CASE WHEN r.status = 'delivered' THEN coalesce(m.delivered_at, $2) ELSE m.delivered_at END,
         sent_at = coalesce(m.sent_at, $2)
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, status text) WHERE m.id = r.id`,
      [JSON.stringify(messages), now],
    );
    await this.database.query('UPDATE delivery_receipts SET applied_at = $2 WHERE id = ANY($1::uuid[])', [
      receiptIds,
      now,
    ]);
  }

  async keepInbound(
    row: { id: string; provider: string; reference: string; from: string; body: string; command: string | null },
    now: Date,
  ): Promise<boolean> {
    const rows = await this.database.query(
      `INSERT INTO inbound_sms (id, provider, reference, from_number, body, command, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT inbound_sms_once DO NOTHING RETURNING id`,
      [row.id, row.provider, row.reference, row.from, row.body, row.command, now],
    );
    return rows.length > 0;
  }

  /** Of these messages, those whose address has now been given up as unreachable `times` times in a row. */
  async softBounced(ids: readonly string[], times: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT m.id FROM messages m
       WHERE m.id = ANY($1::uuid[]) AND m.status = 'temporary-failure' AND (
         SELECT count(*) FILTER (WHERE last.status = 'temporary-failure') FROM (
           SELECT p.status FROM messages p
           WHERE p.to_address = m.to_address AND p.channel = m.channel
             AND p.status IN ('sent', 'delivered', 'temporary-failure', 'permanent-failure')
           ORDER BY p.created_at DESC, p.id DESC LIMIT $2) last) >= $2`,
      [ids, times],
    );
    return rows.map((row) => row.id);
  }
}
