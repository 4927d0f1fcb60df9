import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import type { ImportRequest, ImportSummary, ItemOutcome } from '../imports/import.schema.js';
import { ImportsService } from '../imports/imports.service.js';
import { IMPORT_FORMATS, IMPORT_KINDS } from '../imports/reading/format.rules.js';
import { ProgressLine } from './progress-line.js';

/** Refusals and duplicates shown one by one; all of them go to --report. */
const MOST_SHOWN = 200;

type Options = Partial<Pick<ImportRequest, 'source' | 'dryRun' | 'keepMissing' | 'force' | 'mapping'>> & {
  format?: ImportRequest['format'];
  report?: string;
};

/** Brings in feeds of partners and files of the département. */
export function registerImportCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  const group = program.command('import').description('offers, missions and people from a file or an address');
  for (const kind of IMPORT_KINDS) {
    const command = group
      .command(`${kind} <from>`)
      .description(DESCRIPTIONS[kind])
      .option('--format <format>', `instead of recognising it: ${IMPORT_FORMATS.join(', ')}`)
      .option('--source <name>', 'name under which the items of this feed are known again')
      .option('--dry-run', 'says what would happen to each item and writes nothing')
      .option('--report <path>', 'writes the outcome of every item to this JSON file');
    if (kind === 'candidates')
      command.option('--mapping <file>', 'JSON file of column names, or the name of one used before');
    else {
      command
        .option('--keep-missing', 'leaves open what the feed no longer has')
        .option('--force', 'closes what is missing even when that is more than half');
    }
    command.action(async (from: string, options: Options) => {
      const { report, ...rest } = options;
      const app = await context();
      const printer = new Printer(report, options.dryRun ?? false);
      const progress = new ProgressLine(process.stderr);
      const summary = await app
        .get(ImportsService, { strict: false })
        .import(
          { kind, from, ...rest },
          {
            onItem: (outcome) => printer.item(outcome, () => progress.clear()),
            onProgress: ({ bytes, totalBytes, items }) => progress.show(bytes, totalBytes, `${items} éléments`),
          },
        )
        .finally(() => progress.clear());
      await printer.end(summary);
      if (failedEntirely(summary)) process.exitCode = 1;
    });
  }
}

const DESCRIPTIONS = {
  offers: 'France Travail JSON, schema.org JobPosting (JSON or web page) or Indeed XML',
  missions: 'API Engagement JSON or publisher XML',
  candidates: 'CSV of people whom the département follows',
} as const;

const WORDS: Readonly<Record<ItemOutcome['result'], string>> = {
  created: 'créé',
  updated: 'mis à jour',
  unchanged: 'inchangé',
  duplicate: 'doublon',
  refused: 'refusé',
};

function failedEntirely({ counts, status }: ImportSummary): boolean {
  const taken = counts.created + counts.updated + counts.unchanged + counts.duplicate;
  return taken === 0 && (counts.refused > 0 || status === 'interrupted');
}

/** Prints what needs a look, and writes everything to the report as it comes. */
class Printer {
  private readonly file: ReturnType<typeof createWriteStream> | undefined;
  private shown = 0;
  private hidden = 0;
  private written = 0;

  constructor(
    report: string | undefined,
    private readonly everything: boolean,
  ) {
    this.file = report === undefined ? undefined : createWriteStream(report);
    this.file?.write('{"items":[');
  }

  async item(outcome: ItemOutcome, before: () => void): Promise<void> {
    if (this.file && !this.file.write(`${this.written++ === 0 ? '' : ','}\n${JSON.stringify(outcome)}`))
      await once(this.file, 'drain');
    if (
      !this.everything &&
      (outcome.result === 'created' || outcome.result === 'updated' || outcome.result === 'unchanged')
    )
      return;
    if (this.shown++ >= MOST_SHOWN) {
      this.hidden++;
      return;
    }
    before();
    const name = [outcome.externalRef, outcome.title].filter((part) => part !== null).join(' ');
    const why = [outcome.reason, ...outcome.notices].filter((part) => part !== null).join(' ');
    process.stdout.write(
      `${String(outcome.position).padStart(6)}  ${WORDS[outcome.result]}  ${name}${why === '' ? '' : ` — ${why}`}\n`,
    );
  }

  async end(summary: ImportSummary): Promise<void> {
    const { counts } = summary;
    if (this.hidden > 0) process.stdout.write(`        et ${this.hidden} autres (voir --report)\n`);
    for (const message of summary.messages) process.stdout.write(`${message}\n`);
    process.stdout.write(
      `${summary.dryRun ? 'Essai, rien n’est écrit : ' : ''}${counts.created} créés, ${counts.updated} mis à jour, ${counts.unchanged} inchangés, ` +
        `${counts.duplicate} doublons, ${counts.refused} refusés, ${counts.closed} fermés (${summary.format}, source ${summary.source}).\n`,
    );
    if (!this.file) return;
    this.file.end(`\n],"summary":${JSON.stringify(summary)}}\n`);
    await once(this.file, 'finish');
  }
}
