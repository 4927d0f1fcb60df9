import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { OccupationsService } from '../occupations/occupations.service.js';
import { type ImportSummary, RomeImportService } from '../occupations/rome-import.service.js';
import { compareStarter } from '../occupations/starter-check.rules.js';
import { readExport } from '../occupations/rome-export.reader.js';
import { readFiles } from '../occupations/rome-files.reader.js';
import { readStarter } from '../occupations/starter.reader.js';

interface Sources {
  readonly file?: string[];
  readonly dir?: string;
  readonly romeVersion?: string;
}

/** Commands about the nomenclature of occupations. */
export function registerOccupationCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  const occupations = program.command('occupations').description('the nomenclature of occupations (ROME)');

  occupations
    .command('load')
    .description('loads the set of occupations that comes with the product')
    .action(async () => {
      const { changed, occupations: count } = await (await context()).get(OccupationsService).loadStarter();
      say(changed ? `${count} occupations are loaded.` : `The ${count} occupations were loaded already.`);
    });

  withSources(occupations.command('import'))
    .description('loads the official ROME export: from the network, or from the given files')
    .action(async (options: Sources) => {
      const summary = await (await context()).get(RomeImportService).import(sourcesOf(options));
      for (const line of linesOf(summary)) say(line);
    });

  occupations
    .command('find <text...>')
    .description('shows which occupations a text means')
    .action(async (text: string[]) => {
      const found = await (await context()).get(OccupationsService).search(text.join(' '), 5);
      if (found.length === 0) say('Nothing was recognised.');
      for (const { code, label, matched, confidence } of found)
        say(`${code}  ${confidence.toFixed(2)}  ${label}  (${matched})`);
    });

  withSources(occupations.command('check'))
    .description('compares the set that comes with the product with official files, line by line; writes nothing')
    .action(async (options: Sources) => {
      const { files, folders } = sourcesOf(options);
      const { mismatches, remarks } = compareStarter(await readStarter(), readExport(await readFiles(files, folders)));
      for (const line of [...mismatches, ...remarks.map((remark) => `remark: ${remark}`)]) say(line);
      say(`${mismatches.length} mismatches, ${remarks.length} remarks.`);
      if (mismatches.length > 0) process.exitCode = 1;
    });
}

function withSources(command: Command): Command {
  return command
    .option('--file <path...>', 'RefRomeCsv.zip or CSV files')
    .option('--dir <folder>', 'a folder of such files')
    .option('--rome-version <version>', 'version to note down, when the file names do not say it: v461');
}

function sourcesOf(options: Sources) {
  return {
    files: options.file ?? [],
    folders: options.dir === undefined ? [] : [options.dir],
    version: options.romeVersion,
  };
}

function linesOf(summary: ImportSummary): string[] {
  const { occupations, appellations } = summary;
  const unchanged = occupations.given - occupations.created - occupations.updated;
  return [
    summary.changed
      ? `ROME ${summary.version ?? '(unknown version)'} is loaded.`
      : 'Nothing has changed since the last loading.',
    `occupations: ${occupations.created} created, ${occupations.updated} updated, ${unchanged} unchanged, ${occupations.retired} retired`,
    `appellations: ${appellations.added} added, ${appellations.removed} removed; mobilities: ${summary.mobilities} changed; ` +
      `skill scores: ${summary.skillScores} changed`,
    ...(summary.keptThoughMissing > 0
      ? [`${summary.keptThoughMissing} known occupations are not in these files, which hold only a part: they stay.`]
      : []),
    ...(summary.dangling > 0 ? [`${summary.dangling} lines name an unknown code and were left out`] : []),
    ...(summary.ignoredFiles.length > 0 ? [`not used: ${summary.ignoredFiles.join(', ')}`] : []),
  ];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
