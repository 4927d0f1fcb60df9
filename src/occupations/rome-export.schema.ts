import { z } from 'zod';
import { romeCode } from './starter.schema.js';

/**
 * The tables of the official export that we read (France Travail, Licence Ouverte), and the shorter ones that projects derive from it.
 * Recognised by their columns, since file names carry the version. https://francetravail.io, "ROME 4.0, open data".
 */

const label = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(2, 'libellé vide').max(300, 'libellé de plus de 300 caractères'));

const occupation = z.object({ code: romeCode, label, parent: romeCode });
const appellation = z.object({ code: romeCode, label, principal: z.boolean(), rarelyUsed: z.boolean() });
const mobility = z.object({ code: romeCode, closeCode: romeCode });
const skillScore = z.object({
  parent: romeCode,
  closeParent: romeCode,
  score: z.coerce.number('nombre attendu').min(0, 'nombre entre 0 et 1 attendu').max(1, 'nombre entre 0 et 1 attendu'),
});

export type RomeOccupation = z.output<typeof occupation>;
export type RomeAppellation = z.output<typeof appellation>;
export type RomeMobility = z.output<typeof mobility>;
export type RomeSkillScore = z.output<typeof skillScore>;

type Row = Readonly<Record<string, string | undefined>>;

/** "O", "1", "true" are yes in the different shapes of the export. */
function yes(cell: string | undefined): boolean {
  return /^(o|oui|1|true|t)$/i.test(cell?.trim() ?? '');
}

export type TableName = 'occupations' | 'appellations' | 'mobilities' | 'skillScores';

export interface TableShape {
  readonly name: TableName;
  readonly columns: readonly string[];
  readonly read: (row: Row) => unknown;
  readonly schema: z.ZodType;
}

/** In the order in which they are tried: the first whose columns are all there. */
export const TABLE_SHAPES: readonly TableShape[] = [
  {
    name: 'appellations',
    columns: ['code_ogr', 'libelle_appellation_long', 'code_rome'],
    schema: appellation,
    read: (row) => ({
      code: row['code_rome'],
      label: row['libelle_appellation_long'],
      principal: row['classification']?.trim().toUpperCase() === 'PRINCIPALE',
      rarelyUsed: yes(row['peu_usite']),
    }),
  },
  {
    name: 'appellations',
    columns: ['code_ogr', 'libelle', 'code_rome', 'principale'],
    schema: appellation,
    read: (row) => ({
      code: row['code_rome'],
      label: row['libelle'],
      principal: yes(row['principale']),
      rarelyUsed: yes(row['peu_usite']),
    }),
  },
  {
    name: 'occupations',
    columns: ['code_rome', 'libelle_rome', 'code_rome_parent'],
    schema: occupation,
    read: (row) => ({ code: row['code_rome'], label: row['libelle_rome'], parent: row['code_rome_parent'] }),
  },
  {
    name: 'occupations',
    columns: ['code_rome', 'libelle', 'code_rome_parent'],
    schema: occupation,
    read: (row) => ({ code: row['code_rome'], label: row['libelle'], parent: row['code_rome_parent'] }),
  },
  {
    name: 'mobilities',
    columns: ['code_rome', 'code_rome_cible'],
    schema: mobility,
    read: (row) => ({ code: row['code_rome'], closeCode: row['code_rome_cible'] }),
  },
  {
    name: 'skillScores',
    columns: ['code_rome', 'code_rome_proche', 'score'],
    schema: skillScore,
    read: (row) => ({ parent: row['code_rome'], closeParent: row['code_rome_proche'], score: row['score'] }),
  },
];

/** What the files together say. A table that was not given is undefined. */
export interface RomeExport {
  readonly version: string | undefined;
  readonly occupations?: readonly RomeOccupation[];
  readonly appellations?: readonly RomeAppellation[];
  readonly mobilities?: readonly RomeMobility[];
  readonly skillScores?: readonly RomeSkillScore[];
  /** Files in which no known table was recognised. */
  readonly ignored: readonly string[];
}
