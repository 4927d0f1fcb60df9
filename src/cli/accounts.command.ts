import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { AccountsService } from '../identity/accounts.service.js';
import { ROLES, type Role } from '../identity/visitor.js';
import { NotFound, RuleBroken } from '../platform/errors.js';

type MadeRole = Exclude<Role, 'candidate'>;
const MADE_ROLES = ROLES.filter((role): role is MadeRole => role !== 'candidate');

/** Commands for the accounts of the team and of organisations; candidates make their own. */
export function registerAccountCommands(program: Command, context: () => Promise<INestApplicationContext>): void {
  const account = program.command('account').description('accounts of the team and of organisations');
  const service = async () => (await context()).get(AccountsService, { strict: false });

  account
    .command('create')
    .description('makes an account; its holder signs in with the e-mail address')
    .requiredOption('--role <role>', MADE_ROLES.join(', '))
    .requiredOption('--email <address>', 'where the link of the sign-in is sent')
    .requiredOption('--name <first and last name>', 'as colleagues know them: "Dominique Martin"')
    .option('--organisation <id>', 'of a member: the organisation they act for')
    .action(async (options: { role: string; email: string; name: string; organisation?: string }) => {
      const [firstName = '', ...rest] = options.name.trim().split(/\s+/);
      if (firstName === '' || rest.length === 0)
        throw new RuleBroken('account.bad-name', 'Donnez le prénom et le nom : --name "Dominique Martin".');
      const id = await (await service()).create({
        role: roleOf(options.role),
        email: options.email,
        firstName,
        lastName: rest.join(' '),
        organisationId: options.organisation,
      });
      process.stdout.write(`${id}\n`);
    });

  const onEach = (
    name: string,
    done: string,
    description: string,
    work: (accounts: AccountsService, id: string) => Promise<void>,
  ) =>
    account
      .command(`${name} <email>`)
      .description(description)
      .action(async (email: string) => {
        const accounts = await service();
        const ids = await accounts.idsByEmail(email);
        if (ids.length === 0) throw new NotFound('account.not-found', `Aucun compte pour « ${email} ».`);
        for (const id of ids) {
          await work(accounts, id);
          process.stdout.write(`${id} ${done}\n`);
        }
      });
  onEach('close', 'is closed.', 'closes an account and its sessions, at once', (accounts, id) => accounts.close(id));
  onEach('reopen', 'is open.', 'opens a closed account again', (accounts, id) => accounts.reopen(id));
  onEach(
    'reset-factor',
    'sets up another factor at the next sign-in.',
    'for a lost telephone: the next sign-in sets up another one',
    (accounts, id) => accounts.resetSecondFactor(id),
  );
}

function roleOf(text: string): MadeRole {
  const role = MADE_ROLES.find((known) => known === text);
  if (!role) throw new RuleBroken('account.unknown-role', `« ${text} » n’est pas un rôle : ${MADE_ROLES.join(', ')}.`);
  return role;
}
