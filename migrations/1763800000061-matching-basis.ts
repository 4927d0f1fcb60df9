import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepMatchingBasis1763800000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The rules and the occupations by which everything open was matched last: one row at most.
    await runner.query(`
      CREATE TABLE matching_basis (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        basis text NOT NULL,
        matched_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE matching_basis');
  }
}
