import { Forbidden } from '../platform/errors.js';
import type { Principal } from '../platform/http/principal.js';

export type { Principal, Scope } from '../platform/http/principal.js';

/** Whether the caller may act for this organisation: the team for all, an organisation for itself. */
export function mayActFor(principal: Principal, organisationId: string): boolean {
  return (
    principal.kind === 'team' || (principal.organisationId !== undefined && principal.organisationId === organisationId)
  );
}

/** Throws Forbidden unless the caller may act for this organisation. */
export function mustActFor(principal: Principal, organisationId: string): void {
  if (!mayActFor(principal, organisationId)) {
    throw new Forbidden('access.not-yours', 'Cet objet appartient à une autre structure.');
  }
}
