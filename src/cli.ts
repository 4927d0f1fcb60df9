import 'reflect-metadata';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { AppModule } from './app.module.js';
import { registerAccountCommands } from './cli/accounts.command.js';
import { registerDemoCommands } from './cli/demo.command.js';
import { registerGeoCommands } from './cli/geo.command.js';
import { registerImportCommands } from './cli/import.command.js';
import { registerMatchingCommands } from './cli/matching.command.js';
import { registerOccupationCommands } from './cli/occupations.command.js';
import { registerOperationsCommands } from './cli/operations.command.js';
import { registerSearchCommands } from './cli/search.command.js';
import { stageFolder } from './demo/stage.js';
import { configFromProcess } from './platform/config/config.js';
import { isSet, readSettingsFile } from './platform/config/shell.js';
import { PROJECT_ROOT } from './platform/data-files.js';
import { DomainError } from './platform/errors.js';
import { Log } from './platform/logger.js';

/** The command line: `npm run cli -- <command>`. Settings come from the environment, else from .env, else from the demonstration. */
if (!isSet('DATABASE_URL')) readSettingsFile(join(PROJECT_ROOT, '.env'), join(stageFolder(), 'demo.env'));
let opened: INestApplicationContext | undefined;

async function context(): Promise<INestApplicationContext> {
  opened ??= await NestFactory.createApplicationContext(AppModule.with(configFromProcess()), {
    bufferLogs: true,
    abortOnError: false,
    logger: false,
  });
  opened.useLogger(opened.get(Log));
  return opened;
}

const program = new Command('actifs').description('What an operator of the platform does from a terminal.');
registerOperationsCommands(program, context);
registerAccountCommands(program, context);
registerOccupationCommands(program, context);
registerGeoCommands(program, context);
registerSearchCommands(program, context);
registerMatchingCommands(program, context);
registerImportCommands(program, context);
registerDemoCommands(program, context);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${inWords(error)}\n`);
  process.exitCode = 1;
} finally {
  await opened?.close();
}

/** One line for what an operator can mend; the stack for what is ours. */
function inWords(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  if (code === 'ECONNREFUSED' || code === '57P03')
    return 'The database does not answer. Start it (npm run demo), or check DATABASE_URL.';
  if (code === '22P02') return 'An identifier does not have the right form.';
  if (code === '23503') return 'Nothing has this identifier.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
