import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Starter } from './starter.reader.js';
import { skillSlug, synonymsOf } from './synonyms.rules.js';

/** Writes what the starter set says. Never touches what came from the official export. */
@Injectable()
export class OccupationsRepository {
  constructor(private readonly database: Database) {}

  /** The state of the nomenclature, locked until the end of the transaction: two loadings never mix. */
  async lockState(): Promise<{ revision: number; starterChecksum: string; romeVersion: string | null }> {
    const [state] = await this.database.query<{
      revision: number;
      starterChecksum: string;
      romeVersion: string | null;
    }>(
      `SELECT revision, starter_checksum AS "starterChecksum", rome_version AS "romeVersion" FROM occupations_state FOR UPDATE`,
    );
    if (!state) throw new Error('occupations_state has lost its row');
    return state;
  }

  async markChanged(change: { starterChecksum?: string; romeVersion?: string | undefined }): Promise<void> {
    await this.database.query(
      `UPDATE occupations_state SET revision = revision + 1, changed_at = now(),
         starter_checksum = coalesce($1, starter_checksum), rome_version = coalesce($2, rome_version)`,
      [change.starterChecksum ?? null, change.romeVersion ?? null],
    );
  }

  async writeStarter(starter: Starter): Promise<void> {
    await this.writeStarterOccupations(starter);
    await this.replaceSynonyms(starter);
    await this.replaceSkills(starter);
    await this.replaceMobilities(starter);
  }

  private async writeStarterOccupations({ occupations }: Starter): Promise<void> {
    const rows = JSON.stringify(
      occupations.map(({ code, label, everyday, parent }) => ({ code, label, everyday, parent })),
    );
    await this.database.query(
      `INSERT INTO occupations (code, label, parent_code, source)
       SELECT code, label, parent, 'starter' FROM jsonb_to_recordset($1::jsonb) AS r(code text, label text, parent text)
       ON CONFLICT (code) DO UPDATE SET label = excluded.label, parent_code = excluded.parent_code,
         retired = occupations.retired AND (SELECT rome_version IS NOT NULL FROM occupations_state)
         WHERE occupations.source = 'starter'`,
      [rows],
    );
    // Everyday names are ours on every row, that of the official export too, which has none.
    await this.database.query(
      `UPDATE occupations o SET everyday_label = given.everyday
       FROM occupations known LEFT JOIN jsonb_to_recordset($1::jsonb) AS given(code text, everyday text) USING (code)
       WHERE o.code = known.code AND o.everyday_label IS DISTINCT FROM given.everyday`,
      [rows],
    );
    await this.database.query(`UPDATE occupations SET retired = true WHERE source = 'starter' AND code <> ALL ($1)`, [
      occupations.map(({ code }) => code),
    ]);
    await this.database.query(`DELETE FROM occupation_labels WHERE origin = 'starter' AND kind = 'principal'`);
    await this.database.query(
      `INSERT INTO occupation_labels (occupation_code, label, kind, origin)
       SELECT code, label, 'principal', 'starter' FROM occupations WHERE source = 'starter' AND NOT retired`,
    );
  }

  /** Everyday words may name an occupation that the starter set does not hold: they wait for the official export. */
  private async replaceSynonyms({ occupations, everydayWords }: Starter): Promise<void> {
    await this.database.query(`DELETE FROM occupation_labels WHERE kind = 'synonym'`);
    await this.database.query(
      `INSERT INTO occupation_labels (occupation_code, label, kind, rank, origin)
       SELECT r.code, r.label, 'synonym', r.rank, 'starter'
       FROM jsonb_to_recordset($1::jsonb) AS r(code text, label text, rank int) JOIN occupations o ON o.code = r.code
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(synonymsOf(occupations, everydayWords))],
    );
  }

  private async replaceSkills({ occupations }: Starter): Promise<void> {
    const rows = occupations.flatMap(({ code, skills }) =>
      skills.map((label, position) => ({ code, slug: skillSlug(label), label, position })),
    );
    await this.database.query('DELETE FROM occupation_skills');
    await this.database.query(
      `INSERT INTO occupation_skills (occupation_code, slug, label, position)
       SELECT code, slug, label, position
       FROM jsonb_to_recordset($1::jsonb) AS r(code text, slug text, label text, position int)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  private async replaceMobilities({ mobilities }: Starter): Promise<void> {
    await this.database.query(`DELETE FROM occupation_mobilities WHERE origin = 'starter'`);
    await this.database.query(
      `INSERT INTO occupation_mobilities (code, close_code, origin)
       SELECT code, close_code, 'starter' FROM jsonb_to_recordset($1::jsonb) AS r(code text, close_code text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(mobilities)],
    );
  }
}
