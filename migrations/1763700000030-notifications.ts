import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1763700000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE messages (
        id uuid PRIMARY KEY,
        channel text NOT NULL CHECK (channel IN ('sms', 'email')),
        template text NOT NULL,
        candidate_id uuid,
        to_address text,
        subject text,
        body_text text,
        body_html text,
        unsubscribe_url text,
        status text NOT NULL DEFAULT 'queued' CHECK (status IN
          ('queued', 'sending', 'sent', 'delivered', 'temporary-failure', 'permanent-failure', 'technical-failure', 'cancelled')),
        outcome_unknown boolean NOT NULL DEFAULT false,
        attempts int NOT NULL DEFAULT 0,
        send_after timestamptz NOT NULL,
        expires_at timestamptz,
        claimed_at timestamptz,
        provider text,
        provider_reference text,
        failure_reason text,
        dedup_key text NOT NULL CONSTRAINT messages_dedup_key UNIQUE,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        delivered_at timestamptz,
        body_erased_at timestamptz
      )`);
    await runner.query("CREATE INDEX messages_due ON messages (send_after) WHERE status = 'queued'");
    await runner.query("CREATE INDEX messages_claimed ON messages (claimed_at) WHERE status = 'sending'");
    await runner.query(
      'CREATE INDEX messages_reference ON messages (provider, provider_reference) WHERE provider_reference IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX messages_of_candidate ON messages (candidate_id, created_at) WHERE candidate_id IS NOT NULL',
    );
    await runner.query('CREATE INDEX messages_of_address ON messages (to_address, created_at)');
    await runner.query('CREATE INDEX messages_with_body ON messages (created_at) WHERE body_erased_at IS NULL');
    await runner.query(`
      CREATE TABLE delivery_receipts (
        id uuid PRIMARY KEY,
        provider text NOT NULL,
        reference text NOT NULL,
        receipt text NOT NULL CHECK (receipt IN ('delivered', 'temporary-failure', 'permanent-failure', 'technical-failure')),
        detail text,
        received_at timestamptz NOT NULL,
        applied_at timestamptz,
        CONSTRAINT delivery_receipts_once UNIQUE (provider, reference, receipt)
      )`);
    await runner.query(
      'CREATE INDEX delivery_receipts_waiting ON delivery_receipts (received_at) WHERE applied_at IS NULL',
    );
    await runner.query(`
      CREATE TABLE inbound_sms (
        id uuid PRIMARY KEY,
        provider text NOT NULL,
        reference text NOT NULL,
        from_number text,
        body text,
        command text CHECK (command IN ('stop', 'pause', 'less')),
        received_at timestamptz NOT NULL,
        CONSTRAINT inbound_sms_once UNIQUE (provider, reference)
      )`);
    await runner.query('CREATE INDEX inbound_sms_with_body ON inbound_sms (received_at) WHERE body IS NOT NULL');
    await runner.query(`
      CREATE TABLE outbox_deliveries (
        id uuid PRIMARY KEY,
        channel text NOT NULL,
        sender text NOT NULL,
        to_address text NOT NULL,
        subject text,
        body_text text NOT NULL,
        body_html text,
        unsubscribe_url text,
        accepted_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX outbox_deliveries_of_address ON outbox_deliveries (to_address, accepted_at)');
    await runner.query('CREATE INDEX outbox_deliveries_age ON outbox_deliveries (accepted_at)');
    await runner.query('CREATE TABLE send_rates (provider text PRIMARY KEY, next_at timestamptz NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE send_rates, outbox_deliveries, inbound_sms, delivery_receipts, messages');
  }
}
