import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { DemoData, type DemoSizes } from '../demo/demo-data.service.js';
import { RuleBroken } from '../platform/errors.js';
import { ProgressLine } from './progress-line.js';

const SIZES = ['seed', 'offers', 'missions', 'candidates', 'employers', 'associations'] as const;

/** Commands that fill a demonstration and empty it again. */
export function registerDemoCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  const demo = program.command('demo').description('a département at work, made up from a seed');
  const load = demo.command('load').description('loads what is not there yet; may be cut short and run again');
  for (const name of SIZES) load.option(`--${name} <number>`, `instead of the usual ${name}`, wholeNumber);
  load.action(async (sizes: DemoSizes) => {
    const app = await context();
    const lines = new Map<string, ProgressLine>();
    const started = performance.now();
    const counts = await app.get(DemoData, { strict: false }).load({
      ...sizes,
      onProgress: ({ step, done, total }) => {
        const line = lines.get(step) ?? new ProgressLine(process.stderr);
        lines.set(step, line);
        line.show(done, total, `${step} ${done}/${total}`);
      },
    });
    for (const line of lines.values()) line.clear();
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stdout.write(
      `${counts.offers} offers, ${counts.missions} missions and ${counts.candidates} people are there (${seconds} s).\n`,
    );
  });
  demo
    .command('reset')
    .description('empties the demonstration (DEMO=true only); run `search rebuild` afterwards')
    .action(async () => {
      await (await context()).get(DemoData, { strict: false }).reset();
      process.stdout.write('The demonstration is empty.\n');
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new RuleBroken('demo.size', `« ${text} » n’est pas un nombre entier.`);
  return number;
}
