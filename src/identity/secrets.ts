import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** What is known only to who holds it: tokens, their digests, and keys drawn from the secret of the instance. */

/** A token of 256 random bits, as 43 characters of URLs and cookies. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A token of 96 random bits, as 16 characters: for links that must fit into an SMS. */
export function newShortToken(): string {
  return randomBytes(12).toString('base64url');
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

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a text for one purpose and one place (AES-256-GCM): moved to another row it does not open. */
export function lockUp(secret: string, purpose: string, place: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** The text that was locked up; undefined when it was changed, moved, or locked with another secret. */
export function unlock(secret: string, purpose: string, place: string, locked: string): string | undefined {
  const bytes = Buffer.from(locked, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
