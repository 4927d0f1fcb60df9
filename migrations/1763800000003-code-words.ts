import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes are erased within a day, beside months of other messages. */
export class FindCodeWords1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "CREATE INDEX messages_with_code ON messages (created_at) WHERE template = 'code' AND body_erased_at IS NULL",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX messages_with_code');
  }
}
