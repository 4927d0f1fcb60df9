import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateImports1763700000098 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One row per run of an import, kept as its history; a run that is killed stays 'running' and the next one starts over, idempotently.
    await runner.query(`
      CREATE TABLE imports (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('offers', 'missions', 'candidates')),
        format text NOT NULL,
        source text NOT NULL,
        origin text NOT NULL,
        fingerprint text NOT NULL,
        dry_run boolean NOT NULL,
        status text NOT NULL CHECK (status IN ('running', 'done', 'interrupted', 'failed')),
        counts jsonb NOT NULL DEFAULT '{}',
        message text,
        started_at timestamptz NOT NULL,
        finished_at timestamptz
      )`);
    await runner.query('CREATE INDEX imports_source ON imports (source, started_at DESC)');
    await runner.query(`
      CREATE TABLE import_mappings (
        name text PRIMARY KEY,
        columns jsonb NOT NULL,
        saved_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_mappings, imports');
  }
}
