import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is known only to who holds it: tokens, their digests, and keys drawn from the secret of the instance. */

/** A token of 256 random bits, as 43 characters of URLs and cookies. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hexadecimal: all that is kept of a token. With 256 random bits a slow hash would add nothing. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A key of 32 bytes for one purpose, drawn from the secret: knowing one tells nothing of the others (HKDF, RFC 5869). */
export function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `actifs ${purpose}`, 32));
}

/** Keyed digest of a short thing that could be guessed, such as a code or a telephone number. */
export function seal(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', keyFor(secret, purpose)).update(text).digest('base64url');
}

/** Whether two digests are the same, in a time that does not tell where they differ. */
export function sameDigest(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
