import type { Role } from './visitor.js';

/** Each role and what it may do on the pages: the whole table. Whether a thing is theirs is checked by the service that holds it. */
export const PERMISSIONS = {
  candidate: ['account:own', 'own:read', 'own:edit', 'applications:send'],
  member: ['account:own', 'organisation:read', 'organisation:edit'],
  agent: ['account:own', 'staff:read', 'people:act-for', 'letters:issue'],
  adviser: ['account:own', 'staff:read', 'people:act-for', 'letters:issue'],
  administrator: ['account:own', 'staff:read', 'people:act-for', 'letters:issue', 'accounts:manage'],
} as const satisfies Record<Role, readonly string[]>;

/** Something that a person signed in may do on the pages. */
export type Action = (typeof PERMISSIONS)[Role][number];

export const ACTIONS: ReadonlySet<string> = new Set(Object.values(PERMISSIONS).flat());

/** Whether people of this role may do this. */
export function may(role: Role, action: Action): boolean {
  return (PERMISSIONS[role] as readonly string[]).includes(action);
}
