import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { plusSeconds } from '../platform/lang/day.js';
import { MOST_TRIES, SAME_ACT_SECONDS } from './sign-in.rules.js';

export type Channel = 'sms' | 'email' | 'letter' | 'proconnect' | 'franceconnect';

/** What stands in the table, without the digests. */
export interface Attempt {
  id: string;
  channel: Channel;
  address: string | null;
  candidate_id: string | null;
  full_name: string | null;
  strong: boolean;
  identity_token: string | null;
  account_id: string | null;
  session_id: string | null;
}

const COLUMNS = 'id, channel, address, candidate_id, full_name, strong, identity_token, account_id, session_id';

export interface AskedRow {
  readonly id: string;
  readonly channel: 'sms' | 'email';
  readonly address: string;
  readonly codeDigest: string;
  readonly linkDigest: string | null;
  readonly now: Date;
  readonly codeEnds: Date;
  readonly linkEnds: Date;
}

/** The table of attempts: each change is one conditional statement, so that of two simultaneous requests one wins. */
@Injectable()
export class AttemptsRepository {
  constructor(private readonly database: Database) {}

  async insertAsked(row: AskedRow): Promise<void> {
    await this.database.query(
      `INSERT INTO sign_in_attempts (id, channel, address, code_digest, link_digest, created_at, code_expires_at, link_expires_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, greatest($7::timestamptz, $8::timestamptz))`,
      [row.id, row.channel, row.address, row.codeDigest, row.linkDigest, row.now, row.codeEnds, row.linkEnds],
    );
  }

  /** An attempt that is proven from the start: by a letter or an identity provider. */
  async insertProven(row: Attempt, proof: { digest: string; now: Date; ends: Date }): Promise<void> {
    await this.database.query(
      `INSERT INTO sign_in_attempts
         (id, channel, address, candidate_id, full_name, strong, identity_token, proof_digest, created_at, proven_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)`,
      [
        row.id,
        row.channel,
        row.address,
        row.candidate_id,
        row.full_name,
        row.strong,
        row.identity_token,
        proof.digest,
        proof.now,
        proof.ends,
      ],
    );
  }

  /** The last attempt asked for this address since then. */
  async lastOf(address: string, since: Date): Promise<{ id: string; created_at: Date } | undefined> {
    const [row] = await this.database.query<{ id: string; created_at: Date }>(
      `SELECT id, created_at FROM sign_in_attempts
        WHERE address = $1 AND created_at > $2 AND code_digest IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1`,
      [address, since],
    );
    return row;
  }

  /** Counts one try before looking at what was typed. Undefined when none is left, or the attempt is over, proven elsewhere or unknown. */
  async claimTry(
    id: string,
    browser: string | null,
    now: Date,
  ): Promise<{ code_digest: string; tries: number } | undefined> {
    const [row] = await this.database.query<{ code_digest: string; tries: number }>(
      `UPDATE sign_in_attempts SET tries = tries + 1
        WHERE id = $1 AND code_digest IS NOT NULL AND tries < ${MOST_TRIES} AND code_expires_at > $3
          AND (proven_at IS NULL OR (proven_by = $2 AND proven_at > $4 AND used_at IS NULL))
        RETURNING code_digest, tries`,
      [id, browser, now, plusSeconds(now, -SAME_ACT_SECONDS)],
    );
    return row;
  }

  /** Whether the tries of this attempt are used up. */
  async isSpent(id: string): Promise<boolean> {
    const [row] = await this.database.query(
      `SELECT 1 FROM sign_in_attempts WHERE id = $1 AND proven_at IS NULL AND tries >= ${MOST_TRIES}`,
      [id],
    );
    return row !== undefined;
  }

  /** Proves an attempt, by its id once the code was right or by its link. Only one caller can: the same browser may repeat itself. */
  async prove(
    by: { id: string } | { linkDigest: string },
    proof: { digest: string; browser: string | null; now: Date; ends: Date },
  ): Promise<Attempt | undefined> {
    const [column, value] =
      'id' in by ? ['code_expires_at > $4 AND id', by.id] : ['link_expires_at > $4 AND link_digest', by.linkDigest];
    const [row] = await this.database.query<Attempt>(
      `UPDATE sign_in_attempts SET proven_at = coalesce(proven_at, $4), proven_by = $3, proof_digest = $2, expires_at = $5
        WHERE ${column} = $1 AND (proven_at IS NULL OR (proven_by = $3 AND proven_at > $6 AND used_at IS NULL))
        RETURNING ${COLUMNS}`,
      [value, proof.digest, proof.browser, proof.now, proof.ends, plusSeconds(proof.now, -SAME_ACT_SECONDS)],
    );
    return row;
  }

  /** The proven attempt of this proof, held until the end of the transaction; also just after its use, for a second tap. */
  async lockProven(digest: string, now: Date): Promise<(Attempt & { used: boolean }) | undefined> {
    const [row] = await this.database.query<Attempt & { used: boolean }>(
      `SELECT ${COLUMNS}, used_at IS NOT NULL AS used FROM sign_in_attempts
        WHERE proof_digest = $1 AND expires_at > $2 AND (used_at IS NULL OR used_at > $3) FOR UPDATE`,
      [digest, now, plusSeconds(now, -SAME_ACT_SECONDS)],
    );
    return row;
  }

  /** Who the person said they are, while the second factor is still to come. */
  async setAccount(id: string, accountId: string): Promise<void> {
    await this.database.query('UPDATE sign_in_attempts SET account_id = $2 WHERE id = $1', [id, accountId]);
  }

  async setUsed(id: string, sessionId: string, now: Date): Promise<void> {
    await this.database.query(
      'UPDATE sign_in_attempts SET used_at = coalesce(used_at, $3), session_id = $2 WHERE id = $1',
      [id, sessionId, now],
    );
  }

  async purge(now: Date): Promise<void> {
    await this.database.query('DELETE FROM sign_in_attempts WHERE expires_at <= $1', [now]);
  }

  /** Forgets what was asked for these addresses and these people. */
  async forget(addresses: readonly string[], candidateIds: readonly string[]): Promise<void> {
    await this.database.query(
      'DELETE FROM sign_in_attempts WHERE address = ANY($1::text[]) OR candidate_id = ANY($2::uuid[])',
      [addresses, candidateIds],
    );
  }
}
