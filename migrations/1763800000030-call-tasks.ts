import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = `'follow-up', 'callback-asked', 'missed-call', 'broken-contact', 'ignored-alerts', 'application-unanswered',
  'account-expiring', 'other'`;

/** Follow-ups become one reason among others to call a person, known or only by a telephone number: table call_tasks. */
export class CreateCallTasks1763800000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE follow_ups RENAME TO call_tasks');
    await runner.query(`
      ALTER TABLE call_tasks
        ALTER candidate_id DROP NOT NULL,
        ALTER appointment_id DROP NOT NULL,
        ALTER milestone_months DROP NOT NULL,
        ADD phone text,
        ADD reason text NOT NULL DEFAULT 'follow-up' CHECK (reason IN (${REASONS})),
        ADD subject uuid,
        ADD best_time text CHECK (best_time IN ('morning', 'afternoon')),
        ADD requested_by uuid,
        ADD person text GENERATED ALWAYS AS (COALESCE(candidate_id::text, phone)) STORED,
        ADD asked boolean NOT NULL GENERATED ALWAYS AS (reason IN ('callback-asked', 'missed-call')) STORED,
        ADD CONSTRAINT call_tasks_follow_up_at_a_milestone CHECK ((reason = 'follow-up') = (milestone_months IS NOT NULL)),
        ADD CONSTRAINT call_tasks_follow_up_of_a_file CHECK (reason <> 'follow-up' OR candidate_id IS NOT NULL),
        ADD CONSTRAINT call_tasks_open_for_somebody CHECK (state NOT IN ('planned', 'due') OR candidate_id IS NOT NULL OR phone IS NOT NULL)`);
    await runner.query('DROP INDEX follow_ups_one_call_per_person, follow_ups_of_person, follow_ups_to_open');
    await runner.query(`CREATE UNIQUE INDEX call_tasks_one_call_per_person ON call_tasks (person) WHERE state = 'due'`);
    await runner.query(
      `CREATE UNIQUE INDEX call_tasks_one_per_reason ON call_tasks (person, reason, subject) NULLS NOT DISTINCT
       WHERE state IN ('planned', 'due') AND reason <> 'follow-up'`,
    );
    await runner.query(
      'CREATE INDEX call_tasks_of_candidate ON call_tasks (candidate_id) WHERE candidate_id IS NOT NULL',
    );
    await runner.query('CREATE INDEX call_tasks_of_person ON call_tasks (person) WHERE person IS NOT NULL');
    await runner.query(
      `CREATE INDEX call_tasks_to_open ON call_tasks (person, window_starts_on) WHERE state = 'planned'`,
    );
    await runner.query('CREATE INDEX call_tasks_with_a_phone ON call_tasks (ended_at) WHERE phone IS NOT NULL');

    await runner.query(`
      ALTER TABLE calls
        ALTER candidate_id DROP NOT NULL,
        ADD phone text,
        ADD person text GENERATED ALWAYS AS (COALESCE(candidate_id::text, phone)) STORED`);
    await runner.query('CREATE INDEX calls_with_person ON calls (person, called_at)');

    // The release before this one goes on reading follow-ups under their name; dropped once it is gone everywhere.
    await runner.query(`CREATE VIEW follow_ups AS SELECT * FROM call_tasks WHERE reason = 'follow-up'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW follow_ups');
    await runner.query('DELETE FROM calls WHERE follow_up_id IN (SELECT id FROM call_tasks WHERE reason <> $1)', [
      'follow-up',
    ]);
    await runner.query('DELETE FROM call_tasks WHERE reason <> $1', ['follow-up']);
    await runner.query('ALTER TABLE calls DROP person, DROP phone, ALTER candidate_id SET NOT NULL');
    await runner.query(`
      ALTER TABLE call_tasks DROP CONSTRAINT call_tasks_open_for_somebody, DROP CONSTRAINT call_tasks_follow_up_of_a_file,
        DROP CONSTRAINT call_tasks_follow_up_at_a_milestone, DROP asked, DROP person, DROP requested_by, DROP best_time,
        DROP subject, DROP reason, DROP phone,
        ALTER milestone_months SET NOT NULL, ALTER appointment_id SET NOT NULL, ALTER candidate_id SET NOT NULL`);
    await runner.query('DROP INDEX IF EXISTS call_tasks_of_candidate');
    await runner.query('ALTER TABLE call_tasks RENAME TO follow_ups');
    await runner.query(
      `CREATE UNIQUE INDEX follow_ups_one_call_per_person ON follow_ups (candidate_id) WHERE state = 'due'`,
    );
    await runner.query('CREATE INDEX follow_ups_of_person ON follow_ups (candidate_id)');
    await runner.query(`CREATE INDEX follow_ups_to_open ON follow_ups (window_starts_on) WHERE state = 'planned'`);
  }
}
