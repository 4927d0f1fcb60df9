import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Role } from './visitor.js';

export interface SessionRow {
  id: string;
  account_id: string;
  role: Role;
  candidate_id: string | null;
  organisation_id: string | null;
  name: string;
  suspended: boolean;
  last_seen_at: Date;
}

export interface SessionListRow {
  id: string;
  device: string;
  remembered: boolean;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
}

/** The table of sessions. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async insert(session: {
    id: string;
    accountId: string;
    digest: string;
    device: string;
    remembered: boolean;
    identityToken: string | null;
    now: Date;
    expiresAt: Date;
  }): Promise<void> {
    await this.database.query(
      `INSERT INTO sessions (id, account_id, digest, device, remembered, identity_token, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
      [
        session.id,
        session.accountId,
        session.digest,
        session.device,
        session.remembered,
        session.identityToken,
        session.now,
        session.expiresAt,
      ],
    );
  }

  /** The session in force with this digest and who holds it; nobody once the account is closed or the person erased. */
  async inForce(digest: string, now: Date): Promise<SessionRow | undefined> {
    const [row] = await this.database.query<SessionRow>(
      `SELECT s.id, s.account_id, a.role, a.candidate_id, a.organisation_id, s.last_seen_at,
              coalesce(c.first_name, a.first_name, '') AS name, coalesce(c.status = 'suspended', false) AS suspended
         FROM sessions s JOIN accounts a ON a.id = s.account_id LEFT JOIN candidates c ON c.id = a.candidate_id
        WHERE s.digest = $1 AND s.expires_at > $2 AND a.disabled_at IS NULL AND c.status IS DISTINCT FROM 'erased'`,
      [digest, now],
    );
    return row;
  }

  async seen(id: string, before: Date, now: Date): Promise<void> {
    await this.database.query('UPDATE sessions SET last_seen_at = $3 WHERE id = $1 AND last_seen_at <= $2', [
      id,
      before,
      now,
    ]);
  }

  async ofAccount(accountId: string, now: Date): Promise<SessionListRow[]> {
    return this.database.query<SessionListRow>(
      `SELECT id, device, remembered, created_at, last_seen_at, expires_at FROM sessions
        WHERE account_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC`,
      [accountId, now],
    );
  }

  /** Closes one session of this account, or all but one. Returns how many. */
  async close(accountId: string, which: { only: string } | { allBut: string | null }): Promise<number> {
    const rows =
      'only' in which
        ? await this.database.query('DELETE FROM sessions WHERE account_id = $1 AND id = $2 RETURNING id', [
            accountId,
            which.only,
          ])
        : await this.database.query(
            'DELETE FROM sessions WHERE account_id = $1 AND id IS DISTINCT FROM $2 RETURNING id',
            [accountId, which.allBut],
          );
    return rows.length;
  }

  /** Closes the session with this digest. Returns what its identity provider gave, to sign out there too. */
  async closeByDigest(digest: string): Promise<{ identity_token: string | null } | undefined> {
    const [row] = await this.database.query<{ identity_token: string | null }>(
      'DELETE FROM sessions WHERE digest = $1 RETURNING identity_token',
      [digest],
    );
    return row;
  }

  async purge(now: Date): Promise<void> {
    await this.database.query('DELETE FROM sessions WHERE expires_at <= $1', [now]);
  }
}
