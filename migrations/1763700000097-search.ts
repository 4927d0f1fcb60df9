import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSearch1763700000097 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One row per index. While building_index is set, every change is written to the live index and to that one.
    await runner.query(`
      CREATE TABLE search_indexes (
        kind text PRIMARY KEY,
        document_format int,
        building_index text,
        heartbeat_at timestamptz,
        rebuilt_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_indexes');
  }
}
