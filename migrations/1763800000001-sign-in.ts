import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSignIn1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One row is one way in: asked for, proven, used. It lives for an hour or so; only digests of what opens it are kept.
    await runner.query(`
      CREATE TABLE sign_in_attempts (
        id uuid PRIMARY KEY,
        channel text NOT NULL CHECK (channel IN ('sms', 'email', 'letter', 'proconnect', 'franceconnect')),
        address text,
        candidate_id uuid REFERENCES candidates (id),
        full_name text,
        code_digest text,
        link_digest text UNIQUE,
        tries smallint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        code_expires_at timestamptz,
        link_expires_at timestamptz,
        proven_at timestamptz,
        proven_by text,
        proof_digest text UNIQUE,
        expires_at timestamptz NOT NULL,
        strong boolean NOT NULL DEFAULT false,
        identity_token text,
        account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
        used_at timestamptz,
        session_id uuid,
        CHECK ((address IS NULL) = (channel = 'letter')),
        CHECK ((candidate_id IS NULL) = (channel <> 'letter'))
      )`);
    await runner.query('CREATE INDEX sign_in_attempts_of_address ON sign_in_attempts (address, created_at)');
    await runner.query('CREATE INDEX sign_in_attempts_expiry ON sign_in_attempts (expires_at)');
    await runner.query(`
      CREATE TABLE rate_marks (
        key text NOT NULL,
        marked_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX rate_marks_of_key ON rate_marks (key, marked_at)');
    await runner.query('CREATE INDEX rate_marks_age ON rate_marks (marked_at)');
    await runner.query(`
      CREATE TABLE second_factors (
        account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
        secret text NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step bigint NOT NULL DEFAULT 0
      )`);
    await runner.query(`
      CREATE TABLE recovery_codes (
        account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        digest text NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (account_id, digest)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recovery_codes, second_factors, rate_marks, sign_in_attempts');
  }
}
