import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people report about an offer or a mission. */
export class CreateReports1763800000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reports (
        id uuid PRIMARY KEY,
        opportunity_id uuid NOT NULL,
        motive text NOT NULL,
        words text CHECK (length(words) <= 500),
        candidate_id uuid REFERENCES candidates (id),
        reporter text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'handled')),
        decision text,
        decision_note text CHECK (length(decision_note) <= 500),
        handled_by text,
        handled_at timestamptz,
        reported_at timestamptz NOT NULL,
        CONSTRAINT reports_handled_with_a_decision CHECK ((state = 'handled') = (decision IS NOT NULL AND handled_at IS NOT NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX reports_once ON reports (opportunity_id, reporter, motive) WHERE state = 'open'`,
    );
    await runner.query('CREATE INDEX reports_by_state ON reports (state, reported_at)');
    await runner.query('CREATE INDEX reports_of_opportunity ON reports (opportunity_id)');
    await runner.query('CREATE INDEX reports_of_candidate ON reports (candidate_id) WHERE candidate_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reports');
  }
}
