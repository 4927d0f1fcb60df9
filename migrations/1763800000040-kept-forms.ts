import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepForms1763800000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What was typed when a session ended, sealed with a key that only the browser's cookie holds.
    await runner.query(`
      CREATE TABLE kept_forms (
        token_digest text PRIMARY KEY,
        path text NOT NULL,
        sealed bytea NOT NULL,
        kept_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX kept_forms_age ON kept_forms (kept_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kept_forms');
  }
}
