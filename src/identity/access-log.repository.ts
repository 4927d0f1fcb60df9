import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Seen } from './access-log.service.js';

/** The table of who saw whose data. */
@Injectable()
export class AccessLogRepository {
  constructor(private readonly database: Database) {}

  async insert(
    rows: readonly { readonly id: string; readonly candidateId: string }[],
    look: { readonly by: string; readonly byLabel: string; readonly what: Seen },
    { now, since }: { now: Date; since: Date },
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO access_log (id, candidate_id, seen_by, seen_by_label, what, seen_at)
       SELECT r.id, r.candidate_id, $3, $4, $5, $6 FROM unnest($1::uuid[], $2::uuid[]) AS r(id, candidate_id)
        WHERE NOT EXISTS (SELECT 1 FROM access_log l
          WHERE l.candidate_id = r.candidate_id AND l.seen_by = $3 AND l.what = $5 AND l.seen_at > $7)`,
      [
        rows.map(({ id }) => id),
        rows.map(({ candidateId }) => candidateId),
        look.by,
        look.byLabel,
        look.what,
        now,
        since,
      ],
    );
  }

  async of(
    candidateId: string,
    limit: number,
    offset: number,
  ): Promise<{ total: number; rows: { by: string; what: Seen; at: Date }[] }> {
    const [count] = await this.database.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM access_log WHERE candidate_id = $1',
      [candidateId],
    );
    const rows = await this.database.query<{ by: string; what: Seen; at: Date }>(
      `SELECT seen_by_label AS "by", what, seen_at AS "at" FROM access_log
        WHERE candidate_id = $1 ORDER BY seen_at DESC, id DESC LIMIT $2 OFFSET $3`,
      [candidateId, limit, offset],
    );
    return { total: count?.total ?? 0, rows };
  }

  async purge(before: Date): Promise<void> {
    await this.database.query('DELETE FROM access_log WHERE seen_at < $1', [before]);
  }

  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM access_log WHERE candidate_id = ANY($1::uuid[])', [candidateIds]);
  }
}
