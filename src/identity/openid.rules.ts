/** Levels that stand for two factors: eIDAS substantial and high, and ProConnect's own names for them. */
const STRONG_LEVELS = /^(eidas[23]|https:\/\/proconnect\.gouv\.fr\/assurance\/\S*-2fa)$/;

/** Whether the provider checked two factors (RFC 8176 `mfa`, or the level it certifies): then ours is not asked for. */
export function isStrong({ amr, acr }: { readonly amr: readonly string[]; readonly acr: string | undefined }): boolean {
  return amr.includes('mfa') || STRONG_LEVELS.test(acr ?? '');
}
