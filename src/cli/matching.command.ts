import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { MatchingService } from '../matching/matching.service.js';
import { ProgressLine } from './progress-line.js';

/** Commands for the matches. */
export function registerMatchingCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  program
    .command('matching')
    .description('which people an opportunity suits')
    .command('rematch')
    .description(
      'matches every open offer and mission again; the worker does it by itself within the hour after a change of the rules or a load of occupations',
    )
    .action(async () => {
      const service = (await context()).get(MatchingService);
      const line = new ProgressLine(process.stderr);
      const count = await service.rematch((done, total) => line.show(done, total, `${done} / ${total}`));
      line.clear();
      process.stdout.write(`${count} open offers and missions were matched again.\n`);
    });
}
