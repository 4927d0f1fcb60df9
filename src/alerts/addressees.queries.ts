import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { AlertChannel } from './alert.rules.js';

/** Finds the people behind a link, a telephone number or a message that came back. */
@Injectable()
export class AddresseesQueries {
  constructor(private readonly database: Database) {}

  /** The opportunities behind a short code, in the order of the message, and the person it was sent to. */
  async behindCode(
    code: string,
  ): Promise<
    | { candidateId: string; opportunities: { id: string; kind: 'offer' | 'mission'; title: string | null }[] }
    | undefined
  > {
    const rows = await this.database.query<{
      candidateId: string;
      id: string;
      kind: 'offer' | 'mission';
      title: string | null;
    }>(
      `SELECT a.candidate_id AS "candidateId", a.opportunity_id AS id, a.kind, o.title
       FROM short_links l JOIN alerts a ON a.message_id = l.message_id LEFT JOIN opportunities o ON o.id = a.opportunity_id
       WHERE l.code = $1 ORDER BY a.position`,
      [code],
    );
    const [first] = rows;
    return (
      first && {
        candidateId: first.candidateId,
        opportunities: rows.map(({ id, kind, title }) => ({ id, kind, title })),
      }
    );
  }

  /** People with this telephone number, with the consent to SMS that they gave, if it stands. */
  async byPhone(phone: string): Promise<{ candidateId: string; consentId: string | null }[]> {
    return this.database.query(
      `SELECT c.id AS "candidateId", CASE WHEN k.granted THEN k.id END AS "consentId"
       FROM candidates c LEFT JOIN LATERAL (
         SELECT id, granted FROM consents WHERE candidate_id = c.id AND purpose = 'sms-alerts' ORDER BY id DESC LIMIT 1) k ON true
       WHERE c.phone = $1 AND c.status <> 'erased' ORDER BY c.id`,
      [phone],
    );
  }

  async exists(candidateId: string): Promise<boolean> {
    const rows = await this.database.query("SELECT 1 FROM candidates WHERE id = $1 AND status <> 'erased'", [
      candidateId,
    ]);
    return rows.length > 0;
  }

  /** Whether the person still has this address. */
  async hasAddress(candidateId: string, channel: AlertChannel, address: string | null): Promise<boolean> {
    const column = channel === 'sms' ? 'phone' : 'email';
    const rows = await this.database.query(
      `SELECT 1 FROM candidates WHERE id = $1 AND ${column} = $2 AND status <> 'erased'`,
      [candidateId, address],
    );
    return rows.length > 0;
  }

  /** Whom a message was sent to and how; undefined when it was no message to a person of ours. */
  async recipientOfMessage(
    messageId: string,
  ): Promise<{ candidateId: string; channel: AlertChannel; to: string | null } | undefined> {
    const [row] = await this.database.query<{ candidateId: string; channel: AlertChannel; to: string | null }>(
      'SELECT candidate_id AS "candidateId", channel, to_address AS "to" FROM messages WHERE id = $1 AND candidate_id IS NOT NULL',
      [messageId],
    );
    return row;
  }
}
