import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMatching1763700000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Both target tables are derived from other tables and may be rebuilt at any time: no foreign keys.
    // NULL in an array of targets means "nothing asked", "nothing held" or "any": it costs no byte in the index.
    await runner.query(`
      CREATE TABLE match_targets (
        candidate_id uuid NOT NULL,
        search_id uuid,
        kind text NOT NULL,
        topic text NOT NULL,
        lat float8 NOT NULL,
        lng float8 NOT NULL,
        reach_km smallint NOT NULL,
        reach_class smallint NOT NULL GENERATED ALWAYS AS (
          CASE WHEN reach_km <= 10 THEN 10 WHEN reach_km <= 20 THEN 20 WHEN reach_km <= 30 THEN 30 WHEN reach_km <= 50 THEN 50 ELSE 100 END) STORED,
        zone smallint NOT NULL GENERATED ALWAYS AS (mod(floor((lng + 180) / 2)::int, 180)) STORED,
        lat_window float8 NOT NULL GENERATED ALWAYS AS (reach_km * 0.009) STORED,
        lng_window float8 NOT NULL GENERATED ALWAYS AS (
          CASE WHEN cos(radians(lat)) > sin(reach_km * 1.001 / 6371)
            THEN degrees(asin(sin(reach_km * 1.001 / 6371) / cos(radians(lat)))) ELSE 180 END) STORED,
        adult boolean NOT NULL,
        licences text[],
        eligibility text[],
        experienced boolean NOT NULL,
        travel_mode text NOT NULL,
        contracts text[],
        hours_min real,
        hours_max real,
        skills text[],
        UNIQUE NULLS NOT DISTINCT (candidate_id, topic, search_id)
      )`);
    await runner.query(`
      CREATE INDEX match_targets_probe ON match_targets (topic, reach_class, zone, lat) INCLUDE (lng, lng_window, lat_window, reach_km, adult, licences, eligibility,
        candidate_id, search_id, experienced, travel_mode, contracts, hours_min, hours_max, skills)`);
    await runner.query(`
      CREATE TABLE opportunity_targets (
        opportunity_id uuid NOT NULL,
        kind text NOT NULL,
        topic text NOT NULL,
        fit real NOT NULL,
        lat float8 NOT NULL,
        lng float8 NOT NULL,
        adults_only boolean NOT NULL,
        licences text[],
        reserved_for text,
        contract text,
        weekly_hours real,
        skills text[],
        beginner_accepted boolean NOT NULL,
        without_car boolean NOT NULL,
        published_on date NOT NULL,
        closes_on date NOT NULL,
        PRIMARY KEY (opportunity_id, topic)
      )`);
    await runner.query(
      'CREATE INDEX opportunity_targets_probe ON opportunity_targets (topic, lat) INCLUDE (lng, closes_on)',
    );
    // The shape of matches.inputs: to_jsonb of a row costs half of jsonb_build_object.
    await runner.query(`
      CREATE TYPE match_inputs AS (topic text, fit real, metres int, mode text, search boolean, "skillsAsked" int, "skillsHeld" int, days int)`);
    await runner.query(`
      CREATE TABLE matches (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        opportunity_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('offer', 'mission')),
        candidate_id uuid NOT NULL,
        score smallint NOT NULL,
        freshness smallint NOT NULL,
        rules_version smallint NOT NULL,
        inputs jsonb NOT NULL,
        reasons text[] NOT NULL,
        side text NOT NULL CHECK (side IN ('opportunity', 'candidate')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (opportunity_id, candidate_id)
      )`);
    await runner.query('CREATE INDEX matches_of_candidate ON matches (candidate_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE matches, opportunity_targets, match_targets');
    await runner.query('DROP TYPE match_inputs');
  }
}
