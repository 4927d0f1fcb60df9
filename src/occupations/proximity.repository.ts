import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { LEAST_SKILL_SCORE, PROXIMITY } from './proximity.rules.js';

/** The proximities, computed from whatever is loaded. See proximity.rules.ts for the rule that this states in SQL. */
@Injectable()
export class ProximityRepository {
  constructor(private readonly database: Database) {}

  /** Computes every pair again, inside the transaction around it. Returns how many there are. About a second for the whole nomenclature. */
  async recompute(): Promise<number> {
    await this.database.query('DELETE FROM occupation_proximities');
    const [counted] = await this.database.query<{ count: number }>(
      `WITH current AS (SELECT code, parent_code, domain FROM occupations WHERE NOT retired),
       carried AS (SELECT s.occupation_code AS code, s.slug FROM occupation_skills s JOIN current c ON c.code = s.occupation_code),
       totals AS (SELECT count(DISTINCT code)::float8 AS occupations FROM carried),
       weights AS (SELECT slug, ln(1 + (SELECT occupations FROM totals) / count(*)) AS weight FROM carried GROUP BY slug),
       vectors AS (SELECT code, slug, weight ^ 2 AS square FROM carried JOIN weights USING (slug)),
       norms AS (SELECT code, sqrt(sum(square) + ln(1 + (SELECT occupations FROM totals)) ^ 2) AS norm FROM vectors GROUP BY code),
       own_scores AS (
         SELECT a.code, b.code AS close_code, sum(a.square) / (na.norm * nb.norm) AS score
         FROM vectors a JOIN vectors b USING (slug) JOIN norms na ON na.code = a.code JOIN norms nb ON nb.code = b.code
         WHERE a.code <> b.code
         GROUP BY a.code, b.code, na.norm, nb.norm),
       family_scores AS (
         SELECT parent_code, close_parent_code, score FROM occupation_skill_scores
         UNION SELECT close_parent_code, parent_code, score FROM occupation_skill_scores),
       scores AS (
         SELECT code, close_code, score FROM own_scores
         UNION ALL
         SELECT a.code, b.code, f.score
         FROM family_scores f JOIN current a USING (parent_code) JOIN current b ON b.parent_code = f.close_parent_code),
       moves AS (
         SELECT code, close_code FROM occupation_mobilities
         UNION SELECT close_code, code FROM occupation_mobilities),
       reasons AS (
         SELECT code, code AS close_code, $1::float8 AS proximity, 'same' AS source FROM current
         UNION ALL SELECT a.code, b.code, $2, 'parent' FROM current a JOIN current b USING (parent_code) WHERE a.code <> b.code
         UNION ALL SELECT m.code, m.close_code, $3, 'mobility' FROM moves m
           JOIN current a ON a.code = m.code JOIN current b ON b.code = m.close_code WHERE m.code <> m.close_code
         UNION ALL SELECT code, close_code, $4 + ($5::float8 - $4) * least(1, score), 'skills' FROM scores
           WHERE score >= $6 AND code <> close_code
         UNION ALL SELECT a.code, b.code, $7, 'domain' FROM current a JOIN current b USING (domain) WHERE a.code <> b.code),
       written AS (
         INSERT INTO occupation_proximities (code, close_code, proximity, source)
         SELECT DISTINCT ON (code, close_code) code, close_code, proximity, source FROM reasons
         ORDER BY code, close_code, round(proximity::numeric, 6) DESC,
           array_position(ARRAY['same', 'parent', 'mobility', 'skills', 'domain'], source)
         RETURNING 1)
       SELECT count(*)::int AS count FROM written`,
      [
        PROXIMITY.same,
        PROXIMITY.parent,
        PROXIMITY.mobility,
        PROXIMITY.skillsLeast,
        PROXIMITY.skillsMost,
        LEAST_SKILL_SCORE,
        PROXIMITY.domain,
      ],
    );
    return counted?.count ?? 0;
  }
}
