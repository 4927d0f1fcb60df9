import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCv1763800000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What the CV adds to the file; what matching reads stays in candidates.
    await runner.query(`
      CREATE TABLE candidate_cvs (
        candidate_id uuid PRIMARY KEY REFERENCES candidates (id),
        any_work boolean NOT NULL DEFAULT false,
        tasks text[] NOT NULL DEFAULT '{}',
        skill_words text[] NOT NULL DEFAULT '{}',
        trainings jsonb NOT NULL DEFAULT '[]',
        languages jsonb NOT NULL DEFAULT '[]',
        transport text[] NOT NULL DEFAULT '{}',
        days text[] NOT NULL DEFAULT '{}',
        moments text[] NOT NULL DEFAULT '{}',
        answered text[] NOT NULL DEFAULT '{}',
        completed_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE cv_drafts (
        id uuid PRIMARY KEY,
        candidate_id uuid UNIQUE REFERENCES candidates (id),
        token_hash text UNIQUE,
        answers jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CHECK ((candidate_id IS NULL) <> (token_hash IS NULL))
      )`);
    await runner.query('CREATE INDEX cv_drafts_expiry ON cv_drafts (expires_at)');
    await runner.query(`
      CREATE TABLE cv_proposals (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        answers jsonb,
        proposed_by text NOT NULL,
        proposed_by_name text,
        channel text NOT NULL CHECK (channel IN ('sms', 'email')),
        token_hash text UNIQUE,
        state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'replaced', 'expired')),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        answered_at timestamptz,
        CHECK (state = 'waiting' OR (answers IS NULL AND token_hash IS NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX cv_proposals_waiting ON cv_proposals (candidate_id) WHERE state = 'waiting'`,
    );
    await runner.query('CREATE INDEX cv_proposals_of_person ON cv_proposals (candidate_id, created_at)');
    await runner.query(`
      CREATE TABLE cv_shares (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        token_hash text NOT NULL UNIQUE,
        label text,
        show_phone boolean NOT NULL,
        show_email boolean NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        views int NOT NULL DEFAULT 0,
        last_viewed_at timestamptz
      )`);
    await runner.query('CREATE INDEX cv_shares_of_person ON cv_shares (candidate_id, created_at)');
    // The opportunity may end or be erased: what was saved says so instead of vanishing.
    await runner.query(`
      CREATE TABLE saved_opportunities (
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        opportunity_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('offer', 'mission')),
        title text NOT NULL,
        saved_at timestamptz NOT NULL,
        PRIMARY KEY (candidate_id, opportunity_id)
      )`);
    // Each step of the silence of a person is taken once; a contact begins a new silence.
    await runner.query(`
      CREATE TABLE retention_steps (
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        since timestamptz NOT NULL,
        step text NOT NULL CHECK (step IN ('hide', 'warn-21', 'warn-22', 'warn-23')),
        told_by text CHECK (told_by IN ('sms', 'email')),
        taken_at timestamptz NOT NULL,
        PRIMARY KEY (candidate_id, since, step)
      )`);
    await runner.query(
      `CREATE INDEX candidates_silence ON candidates ((coalesce(last_contact_at, created_at))) WHERE status <> 'erased'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX candidates_silence');
    await runner.query(
      'DROP TABLE retention_steps, saved_opportunities, cv_shares, cv_proposals, cv_drafts, candidate_cvs',
    );
  }
}
