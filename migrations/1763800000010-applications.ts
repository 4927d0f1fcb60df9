import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApplications1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // An erased application keeps its row without its person: the figures count it, nobody is named.
    await runner.query(`
      CREATE TABLE applications (
        id uuid PRIMARY KEY,
        candidate_id uuid REFERENCES candidates (id),
        opportunity_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('offer', 'mission')),
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        state text NOT NULL CHECK (state IN ('sent', 'seen', 'answered', 'withdrawn', 'closed')),
        snapshot jsonb,
        words text CHECK (length(words) <= 1000),
        sent_by text NOT NULL,
        sent_at timestamptz NOT NULL,
        sent_on date NOT NULL,
        seen_at timestamptz,
        answer text CHECK (answer IN ('accepted', 'refused', 'elsewhere', 'meeting')),
        answered_at timestamptz,
        by_phone boolean NOT NULL DEFAULT false,
        refusal_motive text,
        answer_message text CHECK (length(answer_message) <= 500),
        meeting_at timestamptz,
        meeting_place text,
        relanced_at timestamptz,
        relance_words text CHECK (length(relance_words) <= 500),
        escalated_at timestamptz,
        withdrawn_at timestamptz,
        closed_at timestamptz,
        closed_because text CHECK (closed_because IN ('no-answer', 'filled', 'ended')),
        archived_at timestamptz,
        next_step_on date,
        organisation_view_ends_on date,
        last_event_at timestamptz NOT NULL,
        erased_at timestamptz,
        updated_at timestamptz NOT NULL,
        version int NOT NULL DEFAULT 1,
        CONSTRAINT applications_one_per_opportunity UNIQUE (candidate_id, opportunity_id),
        CONSTRAINT applications_answered_with_an_answer
          CHECK (state <> 'answered' OR (answer IS NOT NULL AND answered_at IS NOT NULL)),
        CONSTRAINT applications_refused_with_a_motive CHECK (answer IS DISTINCT FROM 'refused' OR refusal_motive IS NOT NULL),
        CONSTRAINT applications_closed_with_a_reason CHECK ((state = 'closed') = (closed_because IS NOT NULL)),
        CONSTRAINT applications_archived_after_an_answer CHECK (archived_at IS NULL OR state NOT IN ('sent', 'seen')),
        CONSTRAINT applications_wait_while_open CHECK ((state IN ('sent', 'seen')) = (next_step_on IS NOT NULL)),
        CONSTRAINT applications_erased_ones_name_nobody CHECK (erased_at IS NULL OR (candidate_id IS NULL AND snapshot IS NULL
          AND words IS NULL AND relance_words IS NULL AND answer_message IS NULL AND meeting_place IS NULL))
      )`);
    await runner.query(`CREATE INDEX applications_of_organisation ON applications (organisation_id, sent_at)`);
    await runner.query(`CREATE INDEX applications_of_opportunity ON applications (opportunity_id)`);
    await runner.query(
      `CREATE INDEX applications_due ON applications (next_step_on, id) WHERE next_step_on IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX applications_escalated ON applications (sent_at) WHERE escalated_at IS NOT NULL AND next_step_on IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX applications_to_purge ON applications (last_event_at) WHERE erased_at IS NULL`);
    // What happened, in order; each step but an answer happens once: two sweeps cannot both send a reminder.
    await runner.query(`
      CREATE TABLE application_steps (
        id uuid PRIMARY KEY,
        application_id uuid NOT NULL REFERENCES applications (id),
        step text NOT NULL CHECK (step IN
          ('sent', 'seen', 'reminder-3', 'reminder-7', 'nudge', 'relance', 'escalation', 'answer', 'withdrawal', 'closure')),
        taken_at timestamptz NOT NULL,
        taken_by text NOT NULL,
        message_id uuid
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX application_steps_once ON application_steps (application_id, step) WHERE step <> 'answer'`,
    );
    await runner.query('CREATE INDEX application_steps_of ON application_steps (application_id, taken_at)');
    await runner.query(
      'CREATE INDEX application_steps_message ON application_steps (message_id) WHERE message_id IS NOT NULL',
    );
    // What the author of an offer or a mission chose; no row: the usual cap, no pause.
    await runner.query(`
      CREATE TABLE application_limits (
        opportunity_id uuid PRIMARY KEY,
        cap int NOT NULL CHECK (cap BETWEEN 1 AND 1000),
        paused_until date,
        updated_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE application_limits, application_steps, applications');
  }
}
