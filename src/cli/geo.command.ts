import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { GeoService } from '../geo/geo.service.js';
import { GeoImport } from '../geo/geo-import.service.js';

const REFUSALS_SHOWN = 20;

/** Commands about communes: where they come from and where they are. */
export function registerGeoCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  const geo = program.command('geo').description('communes and their coordinates');
  geo
    .command('load')
    .description('loads all communes of France from the packages that come with the product')
    .option('--force', 'even when these versions are loaded already')
    .action(async (options: { force?: boolean }) => {
      const app = await context();
      const done = await app.get(GeoService, { strict: false }).loadCommunes({ force: options.force ?? false });
      process.stdout.write(
        done.loaded
          ? `${done.count} communes loaded (${done.version}).\n`
          : `The communes are up to date (${done.version}).\n`,
      );
    });
  geo
    .command('import')
    .description('puts the communes of a département at their town halls, from geo.api.gouv.fr or from a file')
    .requiredOption('--departement <code>', 'for example 02')
    .option('--file <path>', 'JSON as geo.api.gouv.fr gives it, or JSON or CSV with code_insee, nom, lat, lng')
    .action(async (options: { departement: string; file?: string }) => {
      const app = await context();
      const done = await app.get(GeoImport, { strict: false }).run(options);
      process.stdout.write(`${done.updated} updated, ${done.unchanged} unchanged, ${done.refused.length} refused.\n`);
      for (const refusal of done.refused.slice(0, REFUSALS_SHOWN)) {
        process.stdout.write(`  row ${refusal.row} (${refusal.insee ?? 'no code'}): ${refusal.reason}\n`);
      }
      if (done.refused.length > REFUSALS_SHOWN)
        process.stdout.write(`  and ${done.refused.length - REFUSALS_SHOWN} more\n`);
    });
}
