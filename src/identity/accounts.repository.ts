import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Role } from './visitor.js';

/** The table of accounts. */
@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  /** @throws NotFound when there is no such account, or it is closed. */
  async roleOf(id: string): Promise<Role> {
    const [row] = await this.database.query<{ role: Role }>(
      'SELECT role FROM accounts WHERE id = $1 AND disabled_at IS NULL',
      [id],
    );
    if (!row) throw new NotFound('account.not-found', 'Ce compte n’existe pas.');
    return row.role;
  }

  async signedIn(id: string, now: Date): Promise<void> {
    await this.database.query('UPDATE accounts SET signed_in_at = $2 WHERE id = $1', [id, now]);
  }

  /** The account of a candidate, made at their first sign-in; undefined when there is no such person, or no longer. */
  async ofCandidate(candidateId: string, now: Date): Promise<string | undefined> {
    await this.database.query(
      `INSERT INTO accounts (id, role, candidate_id, created_at)
       SELECT $1, 'candidate', c.id, $3 FROM candidates c WHERE c.id = $2 AND c.status <> 'erased'
       ON CONFLICT (candidate_id) DO NOTHING`,
      [newId(), candidateId, now],
    );
    const [row] = await this.database.query<{ id: string }>('SELECT id FROM accounts WHERE candidate_id = $1', [
      candidateId,
    ]);
    return row?.id;
  }
}
