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

  async emailOf(id: string): Promise<string> {
    const [row] = await this.database.query<{ email: string | null }>('SELECT email FROM accounts WHERE id = $1', [id]);
    return row?.email ?? '';
  }

  /** False when this address has such an account already. */
  async insert(account: {
    id: string;
    role: Role;
    email: string;
    firstName: string;
    lastName: string;
    organisationId: string | null;
    now: Date;
  }): Promise<boolean> {
    const rows = await this.database.query(
      `INSERT INTO accounts (id, role, email, first_name, last_name, organisation_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [
        account.id,
        account.role,
        account.email,
        account.firstName,
        account.lastName,
        account.organisationId,
        account.now,
      ],
    );
    return rows.length === 1;
  }

  /** Accounts of the team and of organisations with this address. */
  async idsByEmail(email: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>('SELECT id FROM accounts WHERE email = $1 ORDER BY id', [
      email,
    ]);
    return rows.map(({ id }) => id);
  }

  /** Whether an account of the team or of an organisation was open until this call. */
  async close(id: string, now: Date): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE accounts SET disabled_at = $2 WHERE id = $1 AND role <> 'candidate' AND disabled_at IS NULL RETURNING id`,
      [id, now],
    );
    return rows.length === 1;
  }

  async reopen(id: string): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE accounts SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL RETURNING id',
      [id],
    );
    return rows.length === 1;
  }

  /** Removes the accounts of these candidates; their sessions and attempts go with them. */
  async removeOf(candidateIds: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM accounts WHERE candidate_id = ANY($1::uuid[])', [candidateIds]);
  }
}
