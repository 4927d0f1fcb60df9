import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOccupations1763700000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A code that leaves the nomenclature stays, retired, so that what refers to it keeps its name.
    await runner.query(`
      CREATE TABLE occupations (
        code text PRIMARY KEY CHECK (code ~ '^[A-N][1-9][0-9]{3}$'),
        label text NOT NULL,
        parent_code text NOT NULL,
        domain text NOT NULL GENERATED ALWAYS AS (left(code, 3)) STORED,
        source text NOT NULL CHECK (source IN ('starter', 'rome')),
        rome_version text,
        retired boolean NOT NULL DEFAULT false
      )`);
    // origin says which loading may replace the row: the starter set never touches the official wording, nor the reverse.
    await runner.query(`
      CREATE TABLE occupation_labels (
        occupation_code text NOT NULL REFERENCES occupations,
        label text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('principal', 'appellation', 'synonym')),
        rank smallint NOT NULL DEFAULT 1,
        rarely_used boolean NOT NULL DEFAULT false,
        origin text NOT NULL CHECK (origin IN ('starter', 'rome')),
        PRIMARY KEY (occupation_code, kind, label)
      )`);
    await runner.query(`
      CREATE TABLE occupation_skills (
        occupation_code text NOT NULL REFERENCES occupations,
        slug text NOT NULL,
        label text NOT NULL,
        position smallint NOT NULL,
        PRIMARY KEY (occupation_code, slug)
      )`);
    await runner.query(`
      CREATE TABLE occupation_mobilities (
        code text NOT NULL REFERENCES occupations,
        close_code text NOT NULL REFERENCES occupations,
        origin text NOT NULL CHECK (origin IN ('starter', 'rome')),
        PRIMARY KEY (code, close_code, origin)
      )`);
    // Between families, that is codes of ROME v3, which are the parents of today's codes.
    await runner.query(`
      CREATE TABLE occupation_skill_scores (
        parent_code text NOT NULL,
        close_parent_code text NOT NULL,
        score real NOT NULL CHECK (score BETWEEN 0 AND 1),
        PRIMARY KEY (parent_code, close_parent_code)
      )`);
    // Computed from the tables above by proximity.repository.ts, in both directions, with one row of 1 from each code to itself.
    await runner.query(`
      CREATE TABLE occupation_proximities (
        code text NOT NULL REFERENCES occupations,
        close_code text NOT NULL REFERENCES occupations,
        proximity real NOT NULL CHECK (proximity BETWEEN 0.3 AND 1),
        source text NOT NULL CHECK (source IN ('same', 'parent', 'mobility', 'skills', 'domain')),
        PRIMARY KEY (code, close_code)
      )`);
    // One row. The revision grows with every change: what is kept in memory compares it.
    await runner.query(`
      CREATE TABLE occupations_state (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        revision int NOT NULL,
        starter_checksum text NOT NULL,
        rome_version text,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query("INSERT INTO occupations_state (revision, starter_checksum) VALUES (0, '')");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE occupations_state, occupation_proximities, occupation_skill_scores, occupation_mobilities,
        occupation_skills, occupation_labels, occupations`);
  }
}
