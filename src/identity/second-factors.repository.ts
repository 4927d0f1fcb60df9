import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** The tables of second factors and recovery codes. */
@Injectable()
export class SecondFactorsRepository {
  constructor(private readonly database: Database) {}

  async isConfirmed(accountId: string): Promise<boolean> {
    const [row] = await this.database.query(
      'SELECT 1 FROM second_factors WHERE account_id = $1 AND confirmed_at IS NOT NULL',
      [accountId],
    );
    return row !== undefined;
  }

  async lockedSecret(accountId: string): Promise<{ secret: string; confirmed: boolean } | undefined> {
    const [row] = await this.database.query<{ secret: string; confirmed: boolean }>(
      'SELECT secret, confirmed_at IS NOT NULL AS confirmed FROM second_factors WHERE account_id = $1',
      [accountId],
    );
    return row;
  }

  /** Keeps a secret that waits for its first code; one that waits already stays, so that a page shown twice shows the same. */
  async propose(accountId: string, secret: string, now: Date): Promise<void> {
    await this.database.query(
      'INSERT INTO second_factors (account_id, secret, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id) DO NOTHING',
      [accountId, secret, now],
    );
  }

  /** Uses a time step, once and never an older one. False when it was used. */
  async useStep(accountId: string, step: number): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE second_factors SET last_step = $2 WHERE account_id = $1 AND last_step < $2 RETURNING account_id',
      [accountId, step],
    );
    return rows.length === 1;
  }

  async confirm(accountId: string, now: Date, recoveryDigests: readonly string[]): Promise<void> {
    await this.database.query(
      'UPDATE second_factors SET confirmed_at = $2 WHERE account_id = $1 AND confirmed_at IS NULL',
      [accountId, now],
    );
    await this.database.query('DELETE FROM recovery_codes WHERE account_id = $1', [accountId]);
    await this.database.query('INSERT INTO recovery_codes (account_id, digest) SELECT $1, unnest($2::text[])', [
      accountId,
      recoveryDigests,
    ]);
  }

  /** Uses a recovery code, once. */
  async useRecovery(accountId: string, digest: string, now: Date): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND digest = $2 AND used_at IS NULL RETURNING digest',
      [accountId, digest, now],
    );
    return rows.length === 1;
  }

  async recoveryLeft(accountId: string): Promise<number> {
    const [row] = await this.database.query<{ left: number }>(
      'SELECT count(*)::int AS left FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL',
      [accountId],
    );
    return row?.left ?? 0;
  }

  async remove(accountId: string): Promise<void> {
    await this.database.query('DELETE FROM recovery_codes WHERE account_id = $1', [accountId]);
    await this.database.query('DELETE FROM second_factors WHERE account_id = $1', [accountId]);
  }
}
