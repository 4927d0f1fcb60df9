import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LeanMatches1763800000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Plain columns cost half of jsonb to write; an id of its own served nobody: a pair names its match.
    await runner.query(`
      ALTER TABLE matches ADD topic text, ADD fit real, ADD metres int, ADD mode text, ADD search boolean,
        ADD skills_asked smallint, ADD skills_held smallint, ADD days int`);
    await runner.query(`
      UPDATE matches SET topic = inputs ->> 'topic', fit = (inputs ->> 'fit')::real, metres = (inputs ->> 'metres')::int,
        mode = inputs ->> 'mode', search = (inputs ->> 'search')::boolean, skills_asked = (inputs ->> 'skillsAsked')::smallint,
        skills_held = (inputs ->> 'skillsHeld')::smallint, days = (inputs ->> 'days')::int`);
    await runner.query(`
      ALTER TABLE matches DROP id, DROP inputs,
        ${COLUMNS.map((column) => `ALTER ${column} SET NOT NULL`).join(', ')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE matches ADD id uuid NOT NULL DEFAULT gen_random_uuid(), ADD inputs jsonb');
    await runner.query(`UPDATE matches SET inputs = to_jsonb(ROW(${COLUMNS.join(', ')})::match_inputs)`);
    await runner.query(
      `ALTER TABLE matches ALTER inputs SET NOT NULL, ${COLUMNS.map((column) => `DROP ${column}`).join(', ')}`,
    );
  }
}

const COLUMNS = ['topic', 'fit', 'metres', 'mode', 'search', 'skills_asked', 'skills_held', 'days'];
