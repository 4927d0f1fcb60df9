import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlatform1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox_events (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        payload jsonb NOT NULL,
        occurred_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE outbox_jobs (
        id uuid PRIMARY KEY,
        event_id uuid NOT NULL,
        event_name text NOT NULL,
        queue text NOT NULL,
        job text NOT NULL,
        data jsonb NOT NULL,
        occurred_at timestamptz NOT NULL,
        enqueued_at timestamptz NOT NULL DEFAULT now(),
        failed_at timestamptz,
        last_error text
      )`);
    await runner.query('CREATE INDEX outbox_jobs_waiting ON outbox_jobs (enqueued_at) WHERE failed_at IS NULL');
    await runner.query(`
      CREATE TABLE idempotency_keys (
        key_id uuid NOT NULL,
        idempotency_key text NOT NULL,
        request_hash text NOT NULL,
        status int NOT NULL,
        answer jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (key_id, idempotency_key)
      )`);
    await runner.query('CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys, outbox_jobs, outbox_events');
  }
}
