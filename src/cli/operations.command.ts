import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { ApiKeysService } from '../identity/api-keys.service.js';
import { configFromProcess } from '../platform/config/config.js';
import { migrate } from '../platform/database/migrate.js';
import { OutboxRelay } from '../platform/events/outbox-relay.js';
import { RuleBroken } from '../platform/errors.js';
import { type Principal, SCOPES, type Scope } from '../platform/http/principal.js';
import { loadReferenceData } from './reference-data.js';

/** Commands for whoever runs the platform: schema, keys, jobs that failed. */
export function registerOperationsCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  program
    .command('migrate')
    .description('brings the database to the present schema, with its communes and occupations')
    .action(async () => {
      const say = (line: string) => void process.stdout.write(`${line}\n`);
      const done = await migrate(configFromProcess().database);
      say(done.length === 0 ? 'The schema is up to date.' : `Done: ${done.join(', ')}`);
      await loadReferenceData(await context(), say);
    });

  const keys = program.command('keys').description('keys of the API');
  keys
    .command('create <name>')
    .description('makes a key and shows it once')
    .requiredOption('--kind <kind>', 'team, partner or organisation')
    .option('--organisation <id>', 'the organisation that the key speaks for')
    .option('--scopes <list>', `separated by commas, of: ${SCOPES.join(', ')}; all of them when absent`)
    .action(async (name: string, options: { kind: string; organisation?: string; scopes?: string }) => {
      const app = await context();
      const issued = await app.get(ApiKeysService).issue({
        name,
        kind: kindOf(options.kind),
        organisationId: options.organisation,
        scopes: scopesOf(options.scopes),
      });
      process.stdout.write(`${issued.key}\n`);
      process.stderr.write(`Key ${issued.id}. It is not shown again.\n`);
    });
  keys
    .command('revoke <id>')
    .description('withdraws a key at once')
    .action(async (id: string) => {
      await (await context()).get(ApiKeysService).revoke(id);
      process.stdout.write(`Key ${id} is withdrawn.\n`);
    });

  program
    .command('outbox')
    .description('jobs born of events')
    .command('retry')
    .description('gives the jobs that failed for good another chance')
    .action(async () => {
      const count = await (await context()).get(OutboxRelay).retryFailed();
      process.stdout.write(`${count} jobs are back in their queues.\n`);
    });
}

function kindOf(text: string): Principal['kind'] {
  if (text === 'team' || text === 'partner' || text === 'organisation') return text;
  throw new RuleBroken('key.unknown-kind', `« ${text} » n’est pas un type de clé : team, partner ou organisation.`);
}

function scopesOf(text: string | undefined): Scope[] {
  if (text === undefined) return [...SCOPES];
  return text.split(',').map((name) => {
    const scope = SCOPES.find((known) => known === name.trim());
    if (!scope)
      throw new RuleBroken('key.unknown-scope', `« ${name} » n’est pas un droit connu. Connus : ${SCOPES.join(', ')}.`);
    return scope;
  });
}
