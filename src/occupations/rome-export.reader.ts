import { parse } from 'csv-parse/sync';
import { RuleBroken } from '../platform/errors.js';
import type { NamedFile } from './rome-files.reader.js';
import { duplicatesOf, type Problem, versionIn } from './rome-export.rules.js';
import { type RomeExport, TABLE_SHAPES, type TableName, type TableShape } from './rome-export.schema.js';

const MOST_PROBLEMS_SHOWN = 20;

type Tables = { [name in TableName]?: unknown[] };

/**
 * Reads the tables of an export. Throws RuleBroken `occupations.unreadable-export` with file, line and reason when a line makes no sense,
 * `occupations.nothing-recognised` when no file is one of the tables.
 */
export function readExport(files: readonly NamedFile[], version?: string): RomeExport {
  const problems: Problem[] = [];
  const tables: Tables = {};
  const ignored: string[] = [];
  for (const file of files) {
    const table = readTable(file, problems);
    if (!table) ignored.push(file.name);
    else tables[table.shape.name] = [...(tables[table.shape.name] ?? []), ...table.rows];
  }
  if (problems.length > 0) throw unreadable(problems);
  if (Object.keys(tables).length === 0) {
    throw new RuleBroken(
      'occupations.nothing-recognised',
      'Aucun fichier du référentiel ROME reconnu. Il faut au moins celui des codes (colonnes code_rome, libelle_rome, code_rome_parent).',
    );
  }
  // The schemas of TABLE_SHAPES have checked every row of every table.
  return {
    ...(tables as Omit<RomeExport, 'version' | 'ignored'>),
    version: version ?? versionIn(files.map(({ name }) => name)),
    ignored,
  };
}

function readTable(file: NamedFile, problems: Problem[]): { shape: TableShape; rows: unknown[] } | undefined {
  const header =
    file.text
      .replace(/^\uFEFF/, '')
      .slice(0, 2000)
      .split(/\r?\n/, 1)[0] ?? '';
  const delimiter = header.split(';').length > header.split(',').length ? ';' : ',';
  const columns = header.split(delimiter).map((name) => name.replaceAll('"', '').trim().toLowerCase());
  const shape = TABLE_SHAPES.find((candidate) => candidate.columns.every((column) => columns.includes(column)));
  if (!shape) return undefined;
  const before = problems.length;
  const records = parseCsv(file, delimiter, columns, problems);
  const rows: unknown[] = [];
  const codes: { code: string; file: string; line: number }[] = [];
  for (const { record, info } of records) {
    const read = shape.schema.safeParse(shape.read(record));
    if (!read.success) problems.push({ file: file.name, line: info.lines, reason: reasonOf(read.error.issues) });
    else {
      rows.push(read.data);
      if (shape.name === 'occupations')
        codes.push({ code: record['code_rome'] ?? '', file: file.name, line: info.lines });
    }
  }
  problems.push(...duplicatesOf(codes));
  if (records.length === 0 && problems.length === before)
    problems.push({ file: file.name, line: 1, reason: 'le fichier ne contient aucune ligne' });
  return { shape, rows };
}

interface ParsedLine {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

function parseCsv(file: NamedFile, delimiter: string, columns: string[], problems: Problem[]): ParsedLine[] {
  try {
    return parse(file.text, {
      columns,
      delimiter,
      bom: true,
      from_line: 2,
      info: true,
      skip_empty_lines: true,
    }) as unknown as ParsedLine[];
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 0;
    problems.push({ file: file.name, line, reason: error instanceof Error ? error.message : 'ligne illisible' });
    return [];
  }
}

function reasonOf(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues.map(({ path, message }) => `${path.join('.')} : ${message}`).join(' ; ');
}

function unreadable(problems: readonly Problem[]): RuleBroken {
  const shown = problems
    .slice(0, MOST_PROBLEMS_SHOWN)
    .map(({ file, line, reason }) => `${file}, ligne ${line} : ${reason}`);
  const more = problems.length - shown.length;
  return new RuleBroken(
    'occupations.unreadable-export',
    `Rien n’a été chargé.\n${shown.join('\n')}${more > 0 ? `\n… et ${more} autres lignes.` : ''}`,
    { problems: problems.slice(0, MOST_PROBLEMS_SHOWN) },
  );
}
