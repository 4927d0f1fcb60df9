import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentity1763700000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('organisation', 'partner', 'team')),
        organisation_id uuid,
        scopes text[] NOT NULL,
        digest text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CHECK ((kind = 'organisation') = (organisation_id IS NOT NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_keys');
  }
}
