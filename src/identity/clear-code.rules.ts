/** Letters and digits that nobody takes for one another, on paper as on a screen: no I, L, O, U, 0, 1. */
export const CLEAR_CHARACTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A code of clear characters as somebody typed it: without spaces, dashes and case. */
export function clearCodeOf(typed: string): string {
  return typed.toUpperCase().replace(/[\s.\-–—_]/g, '');
}

/** "ABCDEFGH" → "ABCD-EFGH" */
export function inGroups(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
