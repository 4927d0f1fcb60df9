import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { dataFile } from '../platform/data-files.js';
import {
  type DemoTables,
  missionIdeaSchema,
  namePairSchema,
  organisationPatternSchema,
  tradeSchema,
} from './demo-tables.schema.js';

function rows<T extends z.ZodType>(file: string, row: T): z.output<T>[] {
  const records: unknown = parse(readFileSync(dataFile(`demo/data/${file}`)), { columns: true, delimiter: ';' });
  return z.array(row).parse(records);
}

/** The tables of the demonstration; throws when one of them is damaged. */
export function readDemoTables(): DemoTables {
  const names = rows('people.csv', namePairSchema);
  return {
    trades: rows('trades.csv', tradeSchema),
    missionIdeas: rows('missions.csv', missionIdeaSchema),
    firstNames: names.map((name) => name.first),
    lastNames: names.map((name) => name.last),
    organisationPatterns: rows('organisations.csv', organisationPatternSchema),
  };
}
