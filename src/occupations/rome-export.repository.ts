import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { RomeAppellation, RomeMobility, RomeOccupation, RomeSkillScore } from './rome-export.schema.js';

/** Writes the official export. Each method answers how many rows it really changed. */
@Injectable()
export class RomeExportRepository {
  constructor(private readonly database: Database) {}

  async knownCodes(): Promise<string[]> {
    const rows = await this.database.query<{ code: string }>('SELECT code FROM occupations WHERE NOT retired');
    return rows.map(({ code }) => code);
  }

  async writeOccupations(
    occupations: readonly RomeOccupation[],
    version: string | undefined,
  ): Promise<{ created: number; updated: number }> {
    const [counts] = await this.database.query<{ created: number; updated: number }>(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(code text, label text, parent text)),
       known AS (SELECT code FROM occupations),
       written AS (
         INSERT INTO occupations AS o (code, label, parent_code, source, rome_version)
         SELECT code, label, parent, 'rome', $2 FROM given
         ON CONFLICT (code) DO UPDATE SET label = excluded.label, parent_code = excluded.parent_code, source = 'rome',
           rome_version = excluded.rome_version, retired = false
           WHERE (o.label, o.parent_code, o.source, o.rome_version, o.retired)
             IS DISTINCT FROM (excluded.label, excluded.parent_code, 'rome', excluded.rome_version, false)
         RETURNING code)
       SELECT count(*) FILTER (WHERE known.code IS NULL)::int AS created, count(known.code)::int AS updated
       FROM written LEFT JOIN known USING (code)`,
      [JSON.stringify(occupations), version ?? null],
    );
    await this.database.query(
      `DELETE FROM occupation_labels l USING occupations o
       WHERE o.code = l.occupation_code AND l.kind = 'principal' AND o.source = 'rome' AND l.label <> o.label`,
    );
    await this.database.query(
      `INSERT INTO occupation_labels (occupation_code, label, kind, origin)
       SELECT code, label, 'principal', 'rome' FROM occupations WHERE source = 'rome'
       ON CONFLICT (occupation_code, kind, label) DO UPDATE SET origin = 'rome'`,
    );
    return counts ?? { created: 0, updated: 0 };
  }

  async retire(codes: readonly string[]): Promise<number> {
    const rows = await this.database.query(
      'UPDATE occupations SET retired = true WHERE code = ANY ($1) AND NOT retired RETURNING code',
      [codes],
    );
    return rows.length;
  }

  async replaceAppellations(appellations: readonly RomeAppellation[]): Promise<{ added: number; removed: number }> {
    const given = `SELECT DISTINCT ON (code, label) code, label, CASE WHEN principal THEN 1 ELSE 2 END AS rank, "rarelyUsed" AS rare
      FROM jsonb_to_recordset($1::jsonb) AS r(code text, label text, principal bool, "rarelyUsed" bool)
      ORDER BY code, label, principal DESC`;
    const rows = JSON.stringify(appellations);
    const removed = await this.database.query(
      `WITH given AS (${given})
       DELETE FROM occupation_labels l WHERE kind = 'appellation'
         AND NOT EXISTS (SELECT FROM given g WHERE (g.code, g.label, g.rank, g.rare) = (l.occupation_code, l.label, l.rank, l.rarely_used))
       RETURNING 1`,
      [rows],
    );
    const added = await this.database.query(
      `INSERT INTO occupation_labels (occupation_code, label, kind, rank, rarely_used, origin)
       SELECT code, label, 'appellation', rank, rare, 'rome' FROM (${given}) given
       ON CONFLICT DO NOTHING RETURNING 1`,
      [rows],
    );
    return { added: added.length, removed: removed.length };
  }

  async replaceMobilities(mobilities: readonly RomeMobility[]): Promise<number> {
    const rows = JSON.stringify(mobilities.map(({ code, closeCode }) => ({ code, close_code: closeCode })));
    const given = `SELECT DISTINCT code, close_code FROM jsonb_to_recordset($1::jsonb) AS r(code text, close_code text)`;
    const removed = await this.database.query(
      `DELETE FROM occupation_mobilities m WHERE origin = 'rome'
         AND NOT EXISTS (SELECT FROM (${given}) g WHERE g.code = m.code AND g.close_code = m.close_code) RETURNING 1`,
      [rows],
    );
    const added = await this.database.query(
      `INSERT INTO occupation_mobilities (code, close_code, origin) SELECT code, close_code, 'rome' FROM (${given}) g
       ON CONFLICT DO NOTHING RETURNING 1`,
      [rows],
    );
    return removed.length + added.length;
  }

  async replaceSkillScores(scores: readonly RomeSkillScore[]): Promise<number> {
    const rows = JSON.stringify(scores);
    const given = `SELECT parent, "closeParent" AS close_parent, max(score) AS score
      FROM jsonb_to_recordset($1::jsonb) AS r(parent text, "closeParent" text, score real) GROUP BY 1, 2`;
    const removed = await this.database.query(
      `DELETE FROM occupation_skill_scores s WHERE NOT EXISTS (
         SELECT FROM (${given}) g WHERE (g.parent, g.close_parent, g.score) = (s.parent_code, s.close_parent_code, s.score)) RETURNING 1`,
      [rows],
    );
    const added = await this.database.query(
      `INSERT INTO occupation_skill_scores (parent_code, close_parent_code, score) SELECT parent, close_parent, score FROM (${given}) g
       ON CONFLICT DO NOTHING RETURNING 1`,
      [rows],
    );
    return removed.length + added.length;
  }
}
