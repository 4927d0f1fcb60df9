import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccounts1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The name and addresses of a candidate stand in their file alone; a partner of the team or of an organisation has them here.
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY,
        role text NOT NULL CHECK (role IN ('candidate', 'member', 'agent', 'adviser', 'administrator')),
        candidate_id uuid UNIQUE REFERENCES candidates (id),
        organisation_id uuid REFERENCES organisations (id),
        email text CHECK (email = lower(email)),
        first_name text,
        last_name text,
        created_at timestamptz NOT NULL,
        signed_in_at timestamptz,
        disabled_at timestamptz,
        CHECK ((role = 'candidate') = (candidate_id IS NOT NULL)),
        CHECK ((role = 'member') = (organisation_id IS NOT NULL)),
        CHECK ((role = 'candidate') = (email IS NULL)),
        CHECK ((role = 'candidate') = (first_name IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX accounts_email ON accounts (email, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'))
      WHERE email IS NOT NULL`);
    await runner.query(
      'CREATE INDEX accounts_of_organisation ON accounts (organisation_id) WHERE organisation_id IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        digest text NOT NULL UNIQUE,
        device text NOT NULL,
        remembered boolean NOT NULL,
        identity_token text,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX sessions_of_account ON sessions (account_id)');
    await runner.query('CREATE INDEX sessions_expiry ON sessions (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions, accounts');
  }
}
