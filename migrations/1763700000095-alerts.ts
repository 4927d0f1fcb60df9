import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAlerts1763700000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alerts (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        candidate_id uuid NOT NULL,
        opportunity_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('offer', 'mission')),
        channel text NOT NULL CHECK (channel IN ('sms', 'email', 'none')),
        decision text NOT NULL CHECK (decision IN ('now', 'digest', 'skip')),
        reason text,
        message_id uuid,
        position smallint NOT NULL DEFAULT 1,
        sameness text,
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (candidate_id, opportunity_id, channel)
      )`);
    await runner.query('CREATE INDEX alerts_of_message ON alerts (message_id) WHERE message_id IS NOT NULL');
    // The one message of a day or week: two workers cannot both take it.
    await runner.query(`
      CREATE TABLE alert_slots (
        candidate_id uuid NOT NULL,
        channel text NOT NULL,
        slot text NOT NULL,
        message_id uuid NOT NULL,
        taken_at timestamptz NOT NULL,
        PRIMARY KEY (candidate_id, channel, slot)
      )`);
    await runner.query('CREATE INDEX alert_slots_of_message ON alert_slots (message_id)');
    await runner.query('CREATE INDEX alert_slots_age ON alert_slots (taken_at)');
    await runner.query(`
      CREATE TABLE short_links (
        code text PRIMARY KEY,
        message_id uuid NOT NULL CONSTRAINT short_links_message UNIQUE,
        created_at timestamptz NOT NULL,
        opened_at timestamptz
      )`);
    await runner.query('CREATE TABLE alert_reactions (candidate_id uuid PRIMARY KEY, reacted_at timestamptz NOT NULL)');
    await runner.query(`
      CREATE TABLE contact_breaks (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL,
        channel text CHECK (channel IN ('sms', 'email')),
        reason text NOT NULL CHECK (reason IN ('bounced', 'ignored-alerts')),
        message_id uuid,
        recorded_at timestamptz NOT NULL,
        handled_at timestamptz
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX contact_breaks_open ON contact_breaks (candidate_id, reason, channel) NULLS NOT DISTINCT WHERE handled_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contact_breaks, alert_reactions, short_links, alert_slots, alerts');
  }
}
