import { newId } from '../../src/platform/ids.js';
import type { Role } from '../../src/identity/visitor.js';
import type { TestApp } from './test-app.js';

/** A person's file with the least that it must say. `phone` in E.164, of the numbers kept for fiction. */
export async function candidateFile(
  app: TestApp,
  person: { firstName?: string; lastName?: string; phone?: string | null; email?: string | null; status?: string } = {},
): Promise<string> {
  const id = newId();
  const { firstName = 'Camille', lastName = 'Exemple', phone = null, email = null, status = 'active' } = person;
  await app.database.query(
    `INSERT INTO candidates (id, first_name, last_name, name_key, phone, email, status, registered_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'test', now(), now())`,
    [id, firstName, lastName, `${firstName} ${lastName}`.toLowerCase(), phone, email, status],
  );
  return id;
}

/** An account of this role, by SQL, with what its role needs. Returns its id. */
export async function accountOf(
  app: TestApp,
  role: Role,
  of: { candidateId?: string; organisationId?: string; email?: string; firstName?: string } = {},
): Promise<string> {
  const id = newId();
  const candidateId = role === 'candidate' ? (of.candidateId ?? (await candidateFile(app))) : null;
  const organisationId = role === 'member' ? (of.organisationId ?? (await organisation(app))) : null;
  const email = role === 'candidate' ? null : (of.email ?? `${id}@actifs.invalid`);
  await app.database.query(
    `INSERT INTO accounts (id, role, candidate_id, organisation_id, email, first_name, last_name, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [
      id,
      role,
      candidateId,
      organisationId,
      email,
      role === 'candidate' ? null : (of.firstName ?? 'Dominique'),
      role === 'candidate' ? null : 'Exemple',
    ],
  );
  return id;
}

async function organisation(app: TestApp): Promise<string> {
  const key = await app.key('team');
  const body = { kind: 'association', name: `Les Jardins ${newId()}`, place: 'Laon' };
  const answer = await app.http('POST', '/api/v1/organisations', { key, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return (answer.body as { id: string }).id;
}
