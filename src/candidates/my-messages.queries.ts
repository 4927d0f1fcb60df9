import { Injectable } from '@nestjs/common';
import type { MessageStatus } from '../notifications/message.rules.js';
import { Database } from '../platform/database/database.js';
import type { Page, PageQuery } from '../platform/http/paging.schema.js';
import { messageStateWords, messageSubjectWords, TO_ORGANISATIONS } from './my-messages.rules.js';

/** A message as its person reads of it. */
export interface MyMessage {
  readonly id: string;
  readonly channel: 'sms' | 'email';
  /** "Votre alerte", "Votre code". */
  readonly about: string;
  /** Null once erased, after six months, and for codes. */
  readonly text: string | null;
  readonly at: Date;
  /** "arrivé", "pas encore parti". */
  readonly state: string;
}

interface Row {
  readonly id: string;
  readonly channel: 'sms' | 'email';
  readonly template: string;
  readonly text: string | null;
  readonly at: Date;
  readonly status: MessageStatus;
}

/** Reads what was sent to a person, for that person. */
@Injectable()
export class MyMessagesQueries {
  constructor(private readonly database: Database) {}

  /** A page, the latest first. */
  async of(candidateId: string, { page, perPage }: PageQuery): Promise<Page<MyMessage>> {
    const [counted] = await this.database.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM messages WHERE candidate_id = $1 AND template <> ALL ($2)',
      [candidateId, TO_ORGANISATIONS],
    );
    const rows = await this.database.query<Row>(
      `SELECT id, channel, template, CASE WHEN template <> 'code' THEN body_text END AS text, COALESCE(sent_at, created_at) AS at, status
       FROM messages WHERE candidate_id = $1 AND template <> ALL ($2) ORDER BY created_at DESC, id DESC LIMIT $3 OFFSET $4`,
      [candidateId, TO_ORGANISATIONS, perPage, (page - 1) * perPage],
    );
    const items = rows.map(({ template, status, ...rest }) => ({
      ...rest,
      about: messageSubjectWords(template),
      state: messageStateWords(status),
    }));
    return { items, total: counted?.total ?? 0, page, perPage };
  }
}
