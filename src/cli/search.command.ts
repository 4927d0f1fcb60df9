import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { INDEX_KINDS, type IndexKind } from '../search/search.schema.js';
import { SearchService } from '../search/search.service.js';

/** Commands for the search indexes. */
export function registerSearchCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  const search = program.command('search').description('indexes of offers, missions and profiles');

  search
    .command('rebuild')
    .description('builds the indexes anew beside the live ones, then exchanges them: searches go on')
    .option('--only <index>', INDEX_KINDS.join(' or '))
    .action(async ({ only }: { only?: string }) => {
      const service = (await context()).get(SearchService);
      for (const kind of kindsNamed(only)) {
        const count = await service.rebuild(kind, ({ done, total }) => progress(kind, done, total));
        process.stdout.write(`\r${kind}: ${count} documents, rebuilt.\n`);
      }
    });

  search
    .command('check')
    .description('compares the indexes with the database; ends with 1 when they differ')
    .option('--repair', 'repairs what differs')
    .action(async ({ repair }: { repair?: boolean }) => {
      const service = (await context()).get(SearchService);
      for (const kind of INDEX_KINDS) {
        const drift = repair ? await service.repair(kind) : await service.check(kind);
        if (drift === undefined) {
          process.stdout.write(`${kind}: built anew.\n`);
          continue;
        }
        const { rows, documents, missing, stale, ghosts } = drift;
        const differences = missing.length + stale.length + ghosts.length;
        process.stdout.write(
          `${kind}: ${rows} rows, ${documents} documents; ${missing.length} missing, ${stale.length} stale, ${ghosts.length} that should be gone` +
            `${repair && differences > 0 ? '; repaired' : ''}.\n`,
        );
        if (!repair && differences > 0) process.exitCode = 1;
      }
    });
}

function kindsNamed(only: string | undefined): readonly IndexKind[] {
  if (only === undefined) return INDEX_KINDS;
  const kind = INDEX_KINDS.find((known) => known === only);
  if (!kind) throw new Error(`There is no index named ${only}: ${INDEX_KINDS.join(' or ')}.`);
  return [kind];
}

function progress(kind: IndexKind, done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${kind}: ${done} / ${total}`);
}
