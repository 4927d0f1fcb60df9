import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** The table of codes sent by letter. */
@Injectable()
export class LetterCodesRepository {
  constructor(private readonly database: Database) {}

  /** Keeps a new code and withdraws those of earlier letters. */
  async replace(row: {
    id: string;
    candidateId: string;
    issuedBy: string;
    digest: string;
    now: Date;
    ends: Date;
  }): Promise<void> {
    await this.database.query('DELETE FROM letter_codes WHERE candidate_id = $1', [row.candidateId]);
    await this.database.query(
      'INSERT INTO letter_codes (id, candidate_id, issued_by, digest, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [row.id, row.candidateId, row.issuedBy, row.digest, row.now, row.ends],
    );
  }

  async inForce(digest: string, now: Date): Promise<{ candidate_id: string } | undefined> {
    const [row] = await this.database.query<{ candidate_id: string }>(
      'SELECT candidate_id FROM letter_codes WHERE digest = $1 AND expires_at > $2 AND redeemed_at IS NULL',
      [digest, now],
    );
    return row;
  }

  /** Uses a code. False when somebody was faster. */
  async redeem(digest: string, now: Date): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE letter_codes SET redeemed_at = $2 WHERE digest = $1 AND expires_at > $2 AND redeemed_at IS NULL RETURNING id',
      [digest, now],
    );
    return rows.length === 1;
  }

  async purge(now: Date): Promise<void> {
    await this.database.query('DELETE FROM letter_codes WHERE expires_at <= $1 OR redeemed_at IS NOT NULL', [now]);
  }

  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM letter_codes WHERE candidate_id = ANY($1::uuid[])', [candidateIds]);
  }
}
