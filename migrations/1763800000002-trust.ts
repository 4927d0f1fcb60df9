import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTrust1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_log (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL,
        seen_by uuid NOT NULL,
        seen_by_label text NOT NULL,
        what text NOT NULL,
        seen_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX access_log_of_candidate ON access_log (candidate_id, seen_at DESC)');
    await runner.query('CREATE INDEX access_log_age ON access_log (seen_at)');
    await runner.query(`
      CREATE TABLE registration_confirmations (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL,
        made_by uuid NOT NULL,
        team text NOT NULL,
        digest text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        answer text CHECK (answer IN ('confirmed', 'contested')),
        answered_at timestamptz,
        CHECK ((answer IS NULL) = (answered_at IS NULL))
      )`);
    await runner.query('CREATE INDEX registration_confirmations_of ON registration_confirmations (candidate_id)');
    await runner.query(`
      CREATE TABLE letter_codes (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL,
        issued_by uuid NOT NULL,
        digest text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        redeemed_at timestamptz
      )`);
    await runner.query('CREATE INDEX letter_codes_of_candidate ON letter_codes (candidate_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE letter_codes, registration_confirmations, access_log');
  }
}
