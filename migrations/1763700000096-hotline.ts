import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHotline1763700000096 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE appointments (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        stop text NOT NULL,
        starts_at timestamptz NOT NULL,
        status text NOT NULL CHECK (status IN ('booked', 'attended', 'missed', 'cancelled')),
        entered_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version int NOT NULL DEFAULT 1
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX appointments_one_at_a_time ON appointments (candidate_id, starts_at) WHERE status <> 'cancelled'`);
    await runner.query('CREATE INDEX appointments_by_day ON appointments (starts_at)');

    await runner.query(`
      CREATE TABLE follow_ups (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        appointment_id uuid NOT NULL REFERENCES appointments (id),
        milestone_months smallint NOT NULL CHECK (milestone_months IN (3, 6, 12)),
        due_on date NOT NULL,
        window_starts_on date NOT NULL,
        window_ends_on date NOT NULL,
        urgent_on date NOT NULL,
        state text NOT NULL CHECK (state IN ('planned', 'due', 'done', 'unreachable', 'refused', 'cancelled')),
        end_reason text,
        ended_at timestamptz,
        merged_into uuid REFERENCES follow_ups (id),
        attempts smallint NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
        not_before timestamptz,
        call_in text CHECK (call_in IN ('morning', 'afternoon')),
        promised_at timestamptz,
        lease_id uuid,
        leased_by text,
        leased_at timestamptz,
        lease_until timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT follow_ups_one_per_milestone UNIQUE (appointment_id, milestone_months),
        CONSTRAINT follow_ups_ended_with_a_reason CHECK ((state IN ('planned', 'due')) = (end_reason IS NULL)),
        CONSTRAINT follow_ups_merged_into_another CHECK ((merged_into IS NOT NULL) = (end_reason IS NOT DISTINCT FROM 'merged')),
        CONSTRAINT follow_ups_leased_while_due CHECK (lease_id IS NULL OR state = 'due')
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX follow_ups_one_call_per_person ON follow_ups (candidate_id) WHERE state = 'due'`,
    );
    await runner.query('CREATE INDEX follow_ups_of_person ON follow_ups (candidate_id)');
    await runner.query(`CREATE INDEX follow_ups_to_open ON follow_ups (window_starts_on) WHERE state = 'planned'`);
    await runner.query('CREATE INDEX follow_ups_by_due_day ON follow_ups (due_on)');
    await runner.query('CREATE INDEX follow_ups_merged ON follow_ups (merged_into) WHERE merged_into IS NOT NULL');

    await runner.query(`
      CREATE TABLE calls (
        id uuid PRIMARY KEY,
        follow_up_id uuid NOT NULL REFERENCES follow_ups (id),
        candidate_id uuid NOT NULL REFERENCES candidates (id),
        lease_id uuid NOT NULL UNIQUE,
        agent text NOT NULL,
        direction text NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
        outcome text NOT NULL,
        asked boolean NOT NULL,
        applied boolean NOT NULL,
        call_back_at timestamptz,
        answers jsonb,
        note text CHECK (length(note) <= 500),
        called_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX calls_of_person ON calls (candidate_id, called_at)');
    await runner.query('CREATE INDEX calls_of_follow_up ON calls (follow_up_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calls, follow_ups, appointments');
  }
}
