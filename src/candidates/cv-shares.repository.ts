import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface CvShare {
  readonly id: string;
  readonly label: string | null;
  readonly showPhone: boolean;
  readonly showEmail: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly views: number;
  readonly lastViewedAt: Date | null;
}

const COLUMNS = `id, label, show_phone AS "showPhone", show_email AS "showEmail", created_at AS "createdAt", expires_at AS "expiresAt",
  revoked_at AS "revokedAt", views, last_viewed_at AS "lastViewedAt"`;

/** Keeps the links by which people hand their CV on. */
@Injectable()
export class CvSharesRepository {
  constructor(private readonly database: Database) {}

  async add(share: CvShare & { readonly candidateId: string; readonly tokenHash: string }): Promise<void> {
    await this.database.query(
      `INSERT INTO cv_shares (id, candidate_id, token_hash, label, show_phone, show_email, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        share.id,
        share.candidateId,
        share.tokenHash,
        share.label,
        share.showPhone,
        share.showEmail,
        share.createdAt,
        share.expiresAt,
      ],
    );
  }

  /** The latest first. */
  async of(candidateId: string): Promise<CvShare[]> {
    return this.database.query<CvShare>(
      `SELECT ${COLUMNS} FROM cv_shares WHERE candidate_id = $1 ORDER BY created_at DESC, id DESC`,
      [candidateId],
    );
  }

  async countOpen(candidateId: string, now: Date): Promise<number> {
    const [row] = await this.database.query<{ open: number }>(
      'SELECT count(*)::int AS open FROM cv_shares WHERE candidate_id = $1 AND revoked_at IS NULL AND expires_at > $2',
      [candidateId, now],
    );
    return row?.open ?? 0;
  }

  async revoke(candidateId: string, id: string, now: Date): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE cv_shares SET revoked_at = COALESCE(revoked_at, $3) WHERE candidate_id = $1 AND id = $2 RETURNING id',
      [candidateId, id, now],
    );
    return rows.length > 0;
  }

  /** Counts one look at an open link, and says whose CV it shows. */
  async look(
    tokenHash: string,
    now: Date,
  ): Promise<{ candidateId: string; showPhone: boolean; showEmail: boolean; expiresAt: Date } | undefined> {
    const [row] = await this.database.query<{
      candidateId: string;
      showPhone: boolean;
      showEmail: boolean;
      expiresAt: Date;
    }>(
      `UPDATE cv_shares SET views = views + 1, last_viewed_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2
       RETURNING candidate_id AS "candidateId", show_phone AS "showPhone", show_email AS "showEmail", expires_at AS "expiresAt"`,
      [tokenHash, now],
    );
    return row;
  }

  /** Links that opened nothing for this long are of no use to anybody. */
  async removeEndedBefore(before: Date): Promise<void> {
    await this.database.query('DELETE FROM cv_shares WHERE expires_at < $1 OR revoked_at < $1', [before]);
  }
}
