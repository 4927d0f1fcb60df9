import { sameDigest, seal } from './secrets.js';

/**
 * The hidden field of a form: it proves that the form came from a page that we gave to this browser.
 * `holder` is what the browser alone holds: the token of its session, or the cookie of its visit before there is one.
 */
export function csrfToken(secret: string, holder: string): string {
  return seal(secret, 'forms', holder);
}

export function csrfMatches(secret: string, holder: string, given: unknown): boolean {
  return typeof given === 'string' && sameDigest(csrfToken(secret, holder), given);
}
