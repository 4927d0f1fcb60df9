/** What a key may do, by subject. */
export const SCOPES = [
  'opportunities:read',
  'profiles:read',
  'organisations:write',
  'offers:write',
  'missions:write',
  'matches:read',
  'candidates:read',
  'candidates:write',
  'applications:write',
  'appointments:write',
  'follow-ups:write',
  'reports:write',
  'messages:read',
  'keys:write',
] as const;

export type Scope = (typeof SCOPES)[number];

/** Who is asking. `team` is the hotline and the département; an organisation's key acts for that organisation alone. */
export interface Principal {
  readonly keyId: string;
  readonly kind: 'organisation' | 'partner' | 'team';
  readonly organisationId: string | undefined;
  readonly scopes: readonly Scope[];
}
