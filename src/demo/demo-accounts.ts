import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../identity/accounts.service.js';
import { ApiKeysService } from '../identity/api-keys.service.js';

/** One account of each role but the candidates', who have theirs from their first sign-in. The mails arrive in the outbox. */
const PEOPLE = [
  { role: 'agent', email: 'agent@equipe.invalid', firstName: 'Dominique', lastName: 'Martin' },
  { role: 'adviser', email: 'conseil@equipe.invalid', firstName: 'Claude', lastName: 'Petit' },
  { role: 'administrator', email: 'admin@equipe.invalid', firstName: 'Sacha', lastName: 'Durand' },
  { role: 'member', email: 'membre@cathedrale.invalid', firstName: 'Camille', lastName: 'Moreau' },
] as const;

/** Makes the accounts that are not there yet. The member belongs to the organisation of this key. Returns the addresses by role. */
export async function demoAccounts(
  app: INestApplicationContext,
  employerKey: string,
): Promise<readonly { readonly role: string; readonly email: string }[]> {
  const accounts = app.get(AccountsService, { strict: false });
  const principal = await app.get(ApiKeysService, { strict: false }).authenticate(`Bearer ${employerKey}`);
  for (const person of PEOPLE) {
    if ((await accounts.idsByEmail(person.email)).length > 0) continue;
    const organisationId = person.role === 'member' ? principal?.organisationId : undefined;
    if (person.role === 'member' && organisationId === undefined) continue;
    await accounts.create({ ...person, organisationId });
  }
  return PEOPLE;
}
