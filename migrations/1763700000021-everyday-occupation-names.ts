import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameOccupationsAsPeopleDo1763700000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What people call the trade ("aide à domicile"), ours alone: the official export has no such name. 32 fit into an SMS.
    await runner.query(
      'ALTER TABLE occupations ADD COLUMN everyday_label text CHECK (length(everyday_label) BETWEEN 3 AND 32)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE occupations DROP COLUMN everyday_label');
  }
}
