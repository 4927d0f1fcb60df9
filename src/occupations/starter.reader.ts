import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { dataFile } from '../platform/data-files.js';
import {
  type EverydayWord,
  everydayWordSchema,
  type StarterMobility,
  type StarterOccupation,
  starterMobilitySchema,
  starterOccupationSchema,
} from './starter.schema.js';

export interface Starter {
  readonly occupations: readonly StarterOccupation[];
  readonly everydayWords: readonly EverydayWord[];
  readonly mobilities: readonly StarterMobility[];
  /** Changes when any of the files does. */
  readonly checksum: string;
}

/** Reads the three files that come with the product. Throws when one is broken, which a test would have said before. */
export async function readStarter(): Promise<Starter> {
  const [occupations, everydayWords, mobilities] = await Promise.all(
    ['starter-occupations.csv', 'rome-synonymes-courants.csv', 'starter-mobilities.csv'].map((name) =>
      readFile(dataFile(`occupations/data/${name}`), 'utf8'),
    ),
  );
  const checksum = createHash('sha256').update([occupations, everydayWords, mobilities].join('\0')).digest('hex');
  return {
    occupations: rowsOf(occupations, starterOccupationSchema),
    everydayWords: rowsOf(everydayWords, everydayWordSchema),
    mobilities: rowsOf(mobilities, starterMobilitySchema),
    checksum,
  };
}

function rowsOf<S extends z.ZodType>(text: string | undefined, schema: S): z.output<S>[] {
  const rows: unknown[] = parse(text ?? '', { columns: true, delimiter: ';', bom: true, skip_empty_lines: true });
  return rows.map((row) => schema.parse(row));
}
