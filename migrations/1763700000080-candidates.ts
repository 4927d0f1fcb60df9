import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCandidates1763700000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE candidates (
        id uuid PRIMARY KEY,
        first_name text,
        last_name text,
        name_key text,
        phone text CHECK (phone ~ '^\\+[1-9][0-9]{6,14}$'),
        email text,
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'erased')),
        insee text,
        lat float8,
        lng float8,
        location_id int REFERENCES locations (id),
        coordinate_source text,
        coordinate_precision text,
        travel_mode text NOT NULL DEFAULT 'bike' CHECK (travel_mode IN ('walk', 'bike', 'scooter', 'car')),
        reach_km smallint NOT NULL DEFAULT 20 CHECK (reach_km BETWEEN 1 AND 100),
        contracts text[] NOT NULL DEFAULT '{}',
        hours_min real,
        hours_max real,
        licences text[] NOT NULL DEFAULT '{}',
        skills text[] NOT NULL DEFAULT '{}',
        adult boolean NOT NULL DEFAULT true,
        eligibility text[] NOT NULL DEFAULT '{}',
        experiences jsonb NOT NULL DEFAULT '[]',
        headline text,
        available_from date,
        volunteering boolean NOT NULL DEFAULT false,
        cv_visible boolean NOT NULL DEFAULT false,
        accepts_contact boolean NOT NULL DEFAULT false,
        rsa_status text,
        barriers text[] NOT NULL DEFAULT '{}',
        referent text,
        territory text,
        private_note text,
        alert_rhythm text NOT NULL DEFAULT 'digest' CHECK (alert_rhythm IN ('digest', 'immediate', 'off')),
        alert_channels text[] NOT NULL DEFAULT '{sms,email}',
        alerts_paused_until date,
        registered_by text NOT NULL,
        source text,
        external_ref text,
        content_hash text,
        last_contact_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version int NOT NULL DEFAULT 1,
        CHECK (status = 'erased' OR (first_name IS NOT NULL AND last_name IS NOT NULL)),
        CHECK (status <> 'erased' OR (first_name IS NULL AND last_name IS NULL AND phone IS NULL AND email IS NULL))
      )`);
    // A telephone may be shared, a person may not be registered twice.
    await runner.query('CREATE UNIQUE INDEX candidates_person ON candidates (phone, name_key) WHERE phone IS NOT NULL');
    await runner.query(
      'CREATE UNIQUE INDEX candidates_external_ref ON candidates (source, external_ref) WHERE external_ref IS NOT NULL',
    );
    await runner.query('CREATE INDEX candidates_email ON candidates (email) WHERE email IS NOT NULL');
    await runner.query(`
      CREATE TABLE candidate_occupations (
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        occupation_code text NOT NULL,
        experienced boolean NOT NULL DEFAULT false,
        PRIMARY KEY (candidate_id, occupation_code)
      )`);
    await runner.query(`
      CREATE TABLE candidate_mission_topics (
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        topic text NOT NULL CHECK (topic ~ '^(domain|activity):'),
        PRIMARY KEY (candidate_id, topic)
      )`);
    await runner.query(`
      CREATE TABLE consents (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        purpose text NOT NULL
          CHECK (purpose IN ('sms-alerts', 'email-alerts', 'cv-visible', 'employer-contact', 'follow-up-calls', 'volunteering')),
        granted boolean NOT NULL,
        how text NOT NULL CHECK (how IN ('web', 'oral', 'letter', 'sms', 'email', 'import')),
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL
      )`);
    await runner.query('CREATE INDEX consents_latest ON consents (candidate_id, purpose, id DESC)');
    await runner.query(`
      CREATE TABLE saved_searches (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        kind text CHECK (kind IN ('offer', 'mission')),
        occupation_code text,
        q text,
        insee text,
        lat float8 NOT NULL,
        lng float8 NOT NULL,
        location_id int NOT NULL REFERENCES locations (id),
        radius_km smallint NOT NULL CHECK (radius_km BETWEEN 1 AND 100),
        created_at timestamptz NOT NULL,
        CHECK (occupation_code IS NOT NULL OR q IS NOT NULL)
      )`);
    await runner.query('CREATE INDEX saved_searches_of_candidate ON saved_searches (candidate_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE saved_searches, consents, candidate_mission_topics, candidate_occupations, candidates',
    );
  }
}
