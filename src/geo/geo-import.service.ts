import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import { CommuneDirectory } from './commune-directory.js';
import { CommunesQueries } from './communes.queries.js';
import { CommunesRepository } from './communes.repository.js';
import { planImport, type RefusedRow } from './geo-import.rules.js';

export interface GeoImportSummary {
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

/** Replaces the estimated coordinates of a département's communes by those of the town halls, from geo.api.gouv.fr or from a file. */
@Injectable()
export class GeoImport {
  constructor(
    private readonly database: Database,
    private readonly directory: CommuneDirectory,
    private readonly communes: CommunesQueries,
    private readonly repository: CommunesRepository,
  ) {}

  /**
   * Imports the coordinates of one département. Rows that are not usable are refused one by one, with their reason; the others count.
   * Throws ExternalFailure when the service does not answer, RuleBroken when the file cannot be read, the source is empty or the département has no communes.
   */
  async run({ departement, file }: { departement: string; file?: string | undefined }): Promise<GeoImportSummary> {
    const rows = file === undefined ? await this.directory.communesOf(departement) : await rowsOfFile(file);
    if (rows.length === 0) throw new RuleBroken('geo.no-rows', 'Cette source ne contient aucune commune.');
    return this.database.transaction(async () => {
      await this.repository.lockState();
      const communes = await this.communes.ofDepartementWithDistricts(departement);
      if (communes.length === 0)
        throw new RuleBroken('geo.no-communes', 'Ce département n’a pas de communes. Chargez d’abord les communes.');
      const plan = planImport(rows, new Map(communes.map((commune) => [commune.insee, commune])), departement);
      if (plan.updated.length > 0) {
        await this.repository.relocate(plan.updated.map((commune) => ({ ...commune, precision: 'commune' })));
        await this.repository.touch();
      }
      return { updated: plan.updated.length, unchanged: plan.unchanged, refused: plan.refused };
    });
  }
}

/** JSON (a list) or CSV (semicolons or commas, with a header line), told apart by the first character. */
async function rowsOfFile(path: string): Promise<readonly unknown[]> {
  try {
    const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
    if (/^\s*\[/.test(text)) return z.array(z.unknown()).parse(JSON.parse(text));
    const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
    return z
      .array(z.unknown())
      .parse(parse(text, { columns: true, delimiter, skip_empty_lines: true, trim: true, relax_column_count: true }));
  } catch {
    throw new RuleBroken(
      'geo.file-unreadable',
      'Ce fichier ne peut pas être lu : il faut du JSON ou du CSV avec une ligne de titres.',
    );
  }
}
