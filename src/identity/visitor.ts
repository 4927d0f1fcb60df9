import type { AuthenticatedRequest } from '../platform/http/endpoint.js';

export const ROLES = ['candidate', 'member', 'agent', 'adviser', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Roles of the team: they see other people's data, so they sign in with two factors and for half a day. */
export const STAFF_ROLES = ['agent', 'adviser', 'administrator'] as const satisfies readonly Role[];

export function isStaff(role: Role): boolean {
  return (STAFF_ROLES as readonly Role[]).includes(role);
}

/** The person signed in on the pages. */
export interface Visitor {
  readonly accountId: string;
  readonly sessionId: string;
  readonly role: Role;
  /** Of a candidate: their file. */
  readonly candidateId?: string;
  /** Of a member: the organisation they act for. */
  readonly organisationId?: string;
  /** First name, for the header. */
  readonly name: string;
  /** A candidate whose file sleeps: the page proposes to wake it. */
  readonly suspended: boolean;
}

/** A request on which the guard has left who is asking: by key (principal) or by session (visitor). */
export type VisitedRequest = AuthenticatedRequest & { visitor?: Visitor };
