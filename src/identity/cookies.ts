/** The session's cookie. The prefix makes browsers refuse it from plain HTTP and from subdomains; it needs HTTPS. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-session' : 'session';
}

/** The value of a cookie in the header `Cookie`; undefined when it is not there. The first one counts (RFC 6265, the longest path). */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The header `Set-Cookie` that gives this session to the browser; without `expiresAt` it ends with the browser. */
export function sessionCookie(publicUrl: string, token: string, expiresAt?: Date): string {
  const until = expiresAt ? `; Expires=${expiresAt.toUTCString()}` : '';
  return `${sessionCookieName(publicUrl)}=${token}; Path=/; HttpOnly; SameSite=Lax${secure(publicUrl)}${until}`;
}

/** The header `Set-Cookie` that takes the session from the browser. */
export function noSessionCookie(publicUrl: string): string {
  return `${sessionCookieName(publicUrl)}=; Path=/; HttpOnly; SameSite=Lax${secure(publicUrl)}; Max-Age=0`;
}

function secure(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '; Secure' : '';
}
