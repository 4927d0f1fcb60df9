import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGeo1763700000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Communes and the municipal arrondissements of Paris, Lyon and Marseille. One that merges into another stays, not current,
    // so that addresses stored before keep their name.
    await runner.query(`
      CREATE TABLE communes (
        insee text PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('commune', 'municipal-arrondissement')),
        parent_insee text,
        is_current boolean NOT NULL DEFAULT true,
        postal_codes text[] NOT NULL,
        population int NOT NULL,
        departement text NOT NULL,
        departement_name text NOT NULL,
        epci text,
        epci_name text,
        arrondissement text,
        arrondissement_name text,
        former_codes text[] NOT NULL,
        former_names text[] NOT NULL,
        lat float8 NOT NULL CHECK (lat BETWEEN -90 AND 90),
        lng float8 NOT NULL CHECK (lng BETWEEN -180 AND 180),
        coordinate_source text NOT NULL,
        coordinate_precision text NOT NULL
      )`);
    await runner.query('CREATE INDEX communes_departement ON communes (departement)');
    await runner.query('CREATE INDEX communes_former_codes ON communes USING gin (former_codes)');
    // One row. The revision grows with every change of communes: what is kept in memory compares it.
    await runner.query(`
      CREATE TABLE communes_state (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        reference_version text NOT NULL,
        revision int NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query("INSERT INTO communes_state (reference_version, revision) VALUES ('', 0)");
    // Append-only. written_in tells which rows may have become visible since an earlier look: ids alone do not,
    // since a higher id may commit before a lower one.
    await runner.query(`
      CREATE TABLE locations (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        lat float8 NOT NULL CHECK (lat BETWEEN -90 AND 90),
        lng float8 NOT NULL CHECK (lng BETWEEN -180 AND 180),
        written_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
        CONSTRAINT locations_point UNIQUE (lat, lng)
      )`);
    await runner.query('CREATE INDEX locations_written_in ON locations (written_in)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE locations, communes_state, communes');
  }
}
