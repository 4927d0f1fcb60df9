import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export type Answer = 'confirmed' | 'contested';

export interface ConfirmationRow {
  candidate_id: string;
  first_name: string;
  team: string;
  answer: Answer | null;
}

/** The table of accounts made by an agent that their owner is asked about. */
@Injectable()
export class ConfirmationsRepository {
  constructor(private readonly database: Database) {}

  async insert(row: {
    id: string;
    candidateId: string;
    madeBy: string;
    team: string;
    digest: string;
    now: Date;
    ends: Date;
  }): Promise<void> {
    await this.database.query(
      `INSERT INTO registration_confirmations (id, candidate_id, made_by, team, digest, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.candidateId, row.madeBy, row.team, row.digest, row.now, row.ends],
    );
  }

  /** The confirmation of this token, of a person who is still there. */
  async inForce(digest: string, now: Date): Promise<ConfirmationRow | undefined> {
    const [row] = await this.database.query<ConfirmationRow>(
      `SELECT r.candidate_id, c.first_name, r.team, r.answer
         FROM registration_confirmations r JOIN candidates c ON c.id = r.candidate_id
        WHERE r.digest = $1 AND r.expires_at > $2 AND c.status <> 'erased'`,
      [digest, now],
    );
    return row;
  }

  /** Keeps the first answer. Undefined when there was one, or the time is over. */
  async answer(digest: string, answer: Answer, now: Date): Promise<{ candidate_id: string } | undefined> {
    const [row] = await this.database.query<{ candidate_id: string }>(
      `UPDATE registration_confirmations SET answer = $2, answered_at = $3
        WHERE digest = $1 AND expires_at > $3 AND (answer IS NULL OR (answer = 'confirmed' AND $2 = 'contested'))
        RETURNING candidate_id`,
      [digest, answer, now],
    );
    return row;
  }

  async purge(before: Date): Promise<void> {
    await this.database.query('DELETE FROM registration_confirmations WHERE expires_at <= $1', [before]);
  }

  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM registration_confirmations WHERE candidate_id = ANY($1::uuid[])', [
      candidateIds,
    ]);
  }
}
