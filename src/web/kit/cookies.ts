/** A cookie that an answer sets. All are httpOnly, SameSite=Lax, for the whole site, Secure when the site is on https. */
export interface PageCookie {
  readonly name: string;
  /** Empty: the cookie is taken back. */
  readonly value: string;
  /** Kept until then; undefined: until the browser is closed. */
  readonly expires?: Date | undefined;
}

/** Identifies the browser of someone who is not signed in, for the tokens of forms. */
export const VISIT = 'visit';
/** Opens the form that was kept when its page had expired. */
export const KEPT = 'kept';

/** On https the name carries the promise that the cookie comes from this very host (RFC 6265bis, `__Host-`). */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

/** The Set-Cookie line. */
export function cookieLine(cookie: PageCookie, secure: boolean): string {
  const parts = [`${cookieName(cookie.name, secure)}=${cookie.value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  if (cookie.value === '') parts.push('Max-Age=0');
  else if (cookie.expires) parts.push(`Expires=${cookie.expires.toUTCString()}`);
  return parts.join('; ');
}

/** The value of a cookie in a Cookie header; undefined when it is not there. */
export function readCookie(header: string | undefined, name: string, secure: boolean): string | undefined {
  const wanted = `${cookieName(name, secure)}=`;
  const found = header?.split(/; */).find((pair) => pair.startsWith(wanted));
  const value = found?.slice(wanted.length);
  return value === '' ? undefined : value;
}
