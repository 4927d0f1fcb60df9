import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindCandidates1763700000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Beginnings of first and last names, folded; the same expression as in candidate-list.queries.ts.
    await runner.query(
      `CREATE INDEX candidates_names ON candidates USING gin (to_tsvector('simple', replace(name_key, '|', ' ')))`,
    );
    await runner.query('CREATE INDEX candidates_commune ON candidates (insee)');
    await runner.query('CREATE INDEX candidates_registrar ON candidates (registered_by)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX candidates_names, candidates_commune, candidates_registrar');
  }
}
