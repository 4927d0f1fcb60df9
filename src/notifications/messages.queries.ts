import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Page, PageQuery } from '../platform/http/paging.schema.js';
import type { MessageFilter, MessageView } from './message.schema.js';

interface MessageRow {
  id: string;
  channel: 'sms' | 'email';
  template: string;
  candidate_id: string | null;
  status: MessageView['status'];
  outcome_unknown: boolean;
  attempts: number;
  send_after: Date;
  provider: string | null;
  provider_reference: string | null;
  failure_reason: string | null;
  created_at: Date;
  sent_at: Date | null;
  delivered_at: Date | null;
  to_address: string | null;
  subject: string | null;
  body_text: string | null;
}

/** A message as a telephone or a mailbox shows it. */
export interface OutboxItem {
  readonly id: string;
  readonly channel: 'sms' | 'email';
  readonly sender: string;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly acceptedAt: string;
}

/** Reads messages for the team, the demonstration and the modules above. */
@Injectable()
export class MessagesQueries {
  constructor(private readonly database: Database) {}

  /** A page of messages, the newest first. */
  async list(filter: MessageFilter, { page, perPage }: PageQuery): Promise<Page<MessageView>> {
    const where = `($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR channel = $2) AND ($3::text IS NULL OR template = $3)
      AND ($4::uuid IS NULL OR candidate_id = $4) AND ($5::boolean IS NULL OR outcome_unknown = $5)`;
    const unknown = filter.outcomeUnknown === undefined ? null : filter.outcomeUnknown === 'true';
    const given = [
      filter.status ?? null,
      filter.channel ?? null,
      filter.template ?? null,
      filter.candidateId ?? null,
      unknown,
    ];
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM messages WHERE ${where}`,
      given,
    );
    const rows = await this.database.query<MessageRow>(
      `SELECT * FROM messages WHERE ${where} ORDER BY id DESC LIMIT $6 OFFSET $7`,
      [...given, perPage, (page - 1) * perPage],
    );
    return { items: rows.map((row) => viewOf(row, filter.body === 'true')), total: count?.total ?? 0, page, perPage };
  }

  async byId(id: string, withBody: boolean): Promise<MessageView | undefined> {
    const [row] = await this.database.query<MessageRow>('SELECT * FROM messages WHERE id = $1', [id]);
    return row && viewOf(row, withBody);
  }

  /** What a person asked by SMS: from which number. Undefined when it was erased. */
  async inbound(id: string): Promise<{ from: string; command: 'stop' | 'pause' | 'less' } | undefined> {
    const [row] = await this.database.query<{ from: string; command: 'stop' | 'pause' | 'less' }>(
      'SELECT from_number AS "from", command FROM inbound_sms WHERE id = $1 AND from_number IS NOT NULL AND command IS NOT NULL',
      [id],
    );
    return row;
  }

  /** The last messages of the local outbox, oldest first, to one recipient or to all. */
  async outbox(to: string | undefined, limit: number): Promise<OutboxItem[]> {
    const rows = await this.database.query<OutboxItem & { acceptedAt: Date }>(
      `SELECT id, channel, sender, to_address AS "to", subject, body_text AS text, accepted_at AS "acceptedAt"
       FROM outbox_deliveries WHERE $1::text IS NULL OR to_address = $1 ORDER BY accepted_at DESC, id DESC LIMIT $2`,
      [to ?? null, limit],
    );
    return rows.map((row) => ({ ...row, acceptedAt: (row.acceptedAt as unknown as Date).toISOString() })).reverse();
  }
}

/** Whoever could read a code would sign in as its addressee: it is shown to nobody else. */
const UNREADABLE = ['code'];

function viewOf(row: MessageRow, withBody: boolean): MessageView {
  const readable = !UNREADABLE.includes(row.template);
  return {
    id: row.id,
    channel: row.channel,
    template: row.template,
    candidateId: row.candidate_id,
    status: row.status,
    outcomeUnknown: row.outcome_unknown,
    attempts: row.attempts,
    sendAfter: row.send_after.toISOString(),
    provider: row.provider,
    providerReference: row.provider_reference,
    failureReason: row.failure_reason,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    ...(withBody
      ? {
          ...(row.to_address === null ? {} : { to: row.to_address }),
          subject: readable ? row.subject : null,
          text: readable ? row.body_text : null,
        }
      : {}),
  };
}
