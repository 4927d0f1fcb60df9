import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

const BATCH = 5000;

/** Erases what was said to whom, when its time is over or when the person asks. */
@Injectable()
export class MessageBodiesRepository {
  constructor(private readonly database: Database) {}

  /** Erases the words and addresses of one batch written before this instant. Returns how many. */
  async eraseBefore(before: Date, now: Date): Promise<number> {
    const rows = await this.database.query(
      `UPDATE messages SET subject = NULL, body_text = NULL, body_html = NULL, unsubscribe_url = NULL, to_address = NULL, body_erased_at = $2
       WHERE id IN (SELECT id FROM messages WHERE body_erased_at IS NULL AND created_at < $1 AND status NOT IN ('queued', 'sending')
         ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id`,
      [before, now],
    );
    await this.database.query(
      'UPDATE inbound_sms SET from_number = NULL, body = NULL WHERE received_at < $1 AND body IS NOT NULL',
      [before],
    );
    await this.database.query('DELETE FROM outbox_deliveries WHERE accepted_at < $1', [before]);
    await this.database.query('DELETE FROM delivery_receipts WHERE received_at < $1', [before]);
    return rows.length;
  }

  /** Erases the words and addresses of all messages of these people, also what came from their numbers and what the local outbox keeps. */
  async eraseOf(candidateIds: readonly string[], phones: readonly string[], now: Date): Promise<void> {
    await this.database.query(
      `UPDATE inbound_sms SET from_number = NULL, body = NULL WHERE from_number = ANY($2::text[]) OR from_number IN (
         SELECT to_address FROM messages WHERE candidate_id = ANY($1::uuid[]) AND channel = 'sms')`,
      [candidateIds, phones],
    );
    await this.database.query(
      `DELETE FROM outbox_deliveries WHERE id IN (SELECT id FROM messages WHERE candidate_id = ANY($1::uuid[]))`,
      [candidateIds],
    );
    await this.database.query(
      `UPDATE messages SET subject = NULL, body_text = NULL, body_html = NULL, unsubscribe_url = NULL, to_address = NULL, body_erased_at = $2
       WHERE candidate_id = ANY($1::uuid[])`,
      [candidateIds, now],
    );
  }

  /** Erases codes: those sent to these addresses, whoever asked for them, and all that were written before an instant. */
  async eraseCodes(addresses: readonly string[], before: Date | null, now: Date): Promise<void> {
    const codes = `SELECT id FROM messages WHERE template = 'code' AND body_erased_at IS NULL
      AND (to_address = ANY($1::text[]) OR created_at < $2)`;
    await this.database.query(`DELETE FROM outbox_deliveries WHERE id IN (${codes})`, [addresses, before]);
    await this.database.query(
      `UPDATE messages SET subject = NULL, body_text = NULL, body_html = NULL, to_address = NULL, body_erased_at = $3,
              status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END
        WHERE id IN (${codes})`,
      [addresses, before, now],
    );
  }
}
