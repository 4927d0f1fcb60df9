import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMissions1763700000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE missions (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisations,
        status text NOT NULL CHECK (status IN ('draft', 'pending-review', 'published', 'filled', 'closed', 'expired')),
        title text,
        domain text,
        activities text[] NOT NULL DEFAULT '{}',
        description text,
        schedule text,
        weekly_hours float8 CHECK (weekly_hours > 0 AND weekly_hours <= 24),
        slots int NOT NULL DEFAULT 1 CHECK (slots BETWEEN 1 AND 1000),
        starts_on date,
        ends_on date,
        closes_on date,
        remote text NOT NULL DEFAULT 'no' CHECK (remote IN ('no', 'possible', 'full')),
        open_to_minors boolean NOT NULL DEFAULT false,
        expenses_refunded boolean NOT NULL DEFAULT false,
        insured boolean NOT NULL DEFAULT false,
        access_without_car text[] NOT NULL DEFAULT '{}',
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
        CHECK (ends_on >= starts_on),
        CONSTRAINT missions_public_ones_are_complete CHECK (
          status IN ('draft', 'closed') OR (title IS NOT NULL AND description IS NOT NULL AND domain IS NOT NULL
            AND closes_on IS NOT NULL AND location_id IS NOT NULL AND lat IS NOT NULL AND lng IS NOT NULL)),
        CONSTRAINT missions_published_ones_are_dated CHECK (status NOT IN ('published', 'filled', 'expired') OR published_at IS NOT NULL)
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX missions_source ON missions (source, external_ref) WHERE source IS NOT NULL',
    );
    await runner.query('CREATE INDEX missions_organisation ON missions (organisation_id, created_at DESC)');
    await runner.query("CREATE INDEX missions_closing ON missions (closes_on) WHERE status = 'published'");
    await runner.query("CREATE INDEX missions_to_review ON missions (updated_at) WHERE status = 'pending-review'");
    await runner.query("CREATE INDEX missions_by_location ON missions (location_id) WHERE status = 'published'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE missions');
  }
}
