import { createHash, randomBytes } from 'node:crypto';

/** A word that opens one thing to whoever holds it: 22 characters, 128 bits of chance. It is shown once and kept as a hash. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(16).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** How a token is kept: what the database holds opens nothing. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
