import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepWhoRegisteredOrganisations1763700000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The key that registered it; a partner acts for those that its own key registered. Null for what a feed named.
    await runner.query('ALTER TABLE organisations ADD COLUMN registered_by uuid');
    await runner.query(
      'CREATE INDEX organisations_registrar ON organisations (registered_by) WHERE registered_by IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organisations DROP COLUMN registered_by');
  }
}
