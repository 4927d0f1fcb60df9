import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrganisations1763700000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisations (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('employer', 'association')),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        siret text CHECK (siret ~ '^[0-9]{14}$'),
        rna text CHECK (rna ~ '^W[0-9A-Z]{9}$'),
        public_body boolean NOT NULL DEFAULT false,
        status text NOT NULL CHECK (status IN ('unverified', 'verified', 'vouched', 'banned')),
        description text,
        web_address text,
        contact_name text,
        contact_email text,
        contact_phone text,
        insee text,
        source text,
        external_ref text,
        vouched_by uuid,
        vouched_at timestamptz,
        vouch_note text,
        banned_by uuid,
        banned_at timestamptz,
        ban_motive text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version int NOT NULL DEFAULT 1,
        CHECK ((source IS NULL) = (external_ref IS NULL)),
        CHECK (status <> 'banned' OR (banned_at IS NOT NULL AND ban_motive IS NOT NULL)),
        CHECK (status <> 'vouched' OR (vouched_at IS NOT NULL AND vouched_by IS NOT NULL))
      )`);
    await runner.query('CREATE UNIQUE INDEX organisations_siret ON organisations (siret) WHERE siret IS NOT NULL');
    await runner.query('CREATE UNIQUE INDEX organisations_rna ON organisations (rna) WHERE rna IS NOT NULL');
    await runner.query(
      'CREATE UNIQUE INDEX organisations_source ON organisations (source, external_ref) WHERE source IS NOT NULL',
    );
    await runner.query('CREATE INDEX organisations_name ON organisations (lower(name))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE organisations');
  }
}
