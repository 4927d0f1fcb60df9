import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Day } from '../../platform/lang/day.js';
import { type Kind, type OpenPage, PER_PART } from './sitemap.rules.js';

/** Reads what is open, for search engines. */
@Injectable()
export class SitemapQueries {
  constructor(private readonly database: Database) {}

  async counts(today: Day): Promise<Record<Kind, number>> {
    const rows = await this.database.query<{ kind: Kind; open: number }>(
      `SELECT kind, count(*)::int AS open FROM opportunities
       WHERE status = 'published' AND closes_on >= $1 GROUP BY kind`,
      [today],
    );
    const of = (kind: Kind) => rows.find((row) => row.kind === kind)?.open ?? 0;
    return { offer: of('offer'), mission: of('mission') };
  }

  /** One part of them, in the order of their ids, which is about that of their birth. Parts are counted from 1. */
  async open(kind: Kind, today: Day, part: number): Promise<OpenPage[]> {
    return this.database.query<OpenPage>(
      `SELECT id, to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS changed FROM opportunities
       WHERE kind = $1 AND status = 'published' AND closes_on >= $2 ORDER BY id LIMIT $3 OFFSET $4`,
      [kind, today, PER_PART, (part - 1) * PER_PART],
    );
  }
}
