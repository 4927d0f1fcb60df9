import { createHash } from 'node:crypto';

/** Digits and letters that nobody confuses when reading them aloud (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Code of a message in its links, such as 7K2F9A: the same for the same message, longer when the short one is taken. */
export function shortCode(messageId: string, length = 6): string {
  const bytes = createHash('sha256').update(messageId).digest();
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET[byte % 32]).join('');
}

/** What a person typed or tapped, as it is stored: letters that look like digits are read as digits. */
export function normalCode(typed: string): string {
  return typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
