import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOffers1763700000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE offers (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisations,
        status text NOT NULL CHECK (status IN ('draft', 'pending-review', 'published', 'filled', 'closed', 'expired')),
        title text,
        occupation_code text,
        description text,
        contract text CHECK (contract IN ('permanent', 'fixed-term', 'temporary', 'seasonal', 'apprenticeship', 'insertion', 'self-employed')),
        contract_months float8 CHECK (contract_months > 0),
        weekly_hours float8 CHECK (weekly_hours BETWEEN 1 AND 48),
        pay_min float8 CHECK (pay_min >= 0),
        pay_max float8 CHECK (pay_max >= pay_min),
        pay_period text CHECK (pay_period IN ('hour', 'month', 'year')),
        pay_text text,
        positions int NOT NULL DEFAULT 1 CHECK (positions BETWEEN 1 AND 1000),
        starts_on date,
        closes_on date,
        requirements text[] NOT NULL DEFAULT '{}',
        taught text[] NOT NULL DEFAULT '{}',
        skills text[] NOT NULL DEFAULT '{}',
        licences text[] NOT NULL DEFAULT '{}',
        beginner_accepted boolean NOT NULL DEFAULT false,
        minimum_age int CHECK (minimum_age IN (16, 18)),
        reserved_for text CHECK (reserved_for IN ('insertion-clause', 'aided-contract', 'insertion-structure')),
        access_without_car text[] NOT NULL DEFAULT '{}',
        anonymous_employer boolean NOT NULL DEFAULT false,
        contact_name text,
        contact_email text,
        contact_phone text,
        application_url text,
        insee text,
        address text,
        lat float8,
        lng float8,
        location_id int REFERENCES locations,
        coordinate_source text,
        coordinate_precision text,
        source text,
        external_ref text,
        content_hash text,
        review_reason text,
        close_reason text,
        reviewed_by uuid,
        published_at timestamptz,
        filled_at timestamptz,
        closed_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version int NOT NULL DEFAULT 1,
        CHECK ((source IS NULL) = (external_ref IS NULL)),
        CONSTRAINT offers_public_ones_are_complete CHECK (
          status IN ('draft', 'closed') OR (title IS NOT NULL AND description IS NOT NULL AND occupation_code IS NOT NULL
            AND contract IS NOT NULL AND closes_on IS NOT NULL AND location_id IS NOT NULL AND lat IS NOT NULL AND lng IS NOT NULL)),
        CONSTRAINT offers_published_ones_are_dated CHECK (status NOT IN ('published', 'filled', 'expired') OR published_at IS NOT NULL)
      )`);
    await runner.query('CREATE UNIQUE INDEX offers_source ON offers (source, external_ref) WHERE source IS NOT NULL');
    await runner.query('CREATE INDEX offers_organisation ON offers (organisation_id, created_at DESC)');
    await runner.query("CREATE INDEX offers_closing ON offers (closes_on) WHERE status = 'published'");
    await runner.query("CREATE INDEX offers_to_review ON offers (updated_at) WHERE status = 'pending-review'");
    await runner.query("CREATE INDEX offers_by_occupation ON offers (occupation_code) WHERE status = 'published'");
    await runner.query("CREATE INDEX offers_by_location ON offers (location_id) WHERE status = 'published'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE offers');
  }
}
