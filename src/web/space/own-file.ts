import type { Visitor } from '../../identity/visitor.js';
import { Forbidden } from '../../platform/errors.js';

/** The file of the person signed in. @throws Forbidden for an account without one: it looks for no work. */
export function ownFile({ candidateId }: Visitor): string {
  if (candidateId === undefined)
    throw new Forbidden('access.not-for-this-role', 'Votre compte n’ouvre pas cette page.');
  return candidateId;
}
