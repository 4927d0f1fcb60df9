import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** What is looked up when somebody asks to be called. `person`: id of the file, or number of who has none. */
@Injectable()
export class CallRequestsQueries {
  constructor(private readonly database: Database) {}

  async isOpportunity(id: string): Promise<boolean> {
    return (await this.database.query('SELECT 1 FROM opportunities WHERE id = $1', [id])).length > 0;
  }

  async phoneOfFile(candidateId: string): Promise<string | null> {
    const [row] = await this.database.query<{ phone: string | null }>('SELECT phone FROM candidates WHERE id = $1', [
      candidateId,
    ]);
    return row?.phone ?? null;
  }

  /** The one person with this number (E.164); null when there is none, or several. */
  async onlyPersonWith(phone: string): Promise<string | null> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM candidates WHERE phone = $1 AND status <> 'erased' LIMIT 2`,
      [phone],
    );
    return rows.length === 1 ? (rows[0]?.id ?? null) : null;
  }

  /** Whether whoever answers there said since this instant that they do not want our calls, or never asked for one. */
  async wasRefused(person: string, since: Date): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM calls WHERE person = $1 AND called_at > $2
         AND outcome IN ('refuses-this-call', 'do-not-call', 'wrong-number', 'deceased') LIMIT 1`,
      [person, since],
    );
    return rows.length > 0;
  }

  /** The instant from which the open call to this person was promised. */
  async promisedAt(person: string): Promise<Date | undefined> {
    const [row] = await this.database.query<{ promised_at: Date | null }>(
      `SELECT promised_at FROM call_tasks WHERE person = $1 AND state = 'due'`,
      [person],
    );
    return row?.promised_at ?? undefined;
  }

  /** The first call that the person asked for since this instant. */
  async firstRequestSince(person: string, since: Date): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      `SELECT id FROM call_tasks WHERE person = $1 AND reason = 'callback-asked' AND created_at >= $2
       ORDER BY created_at, id LIMIT 1`,
      [person, since],
    );
    return row?.id;
  }
}
