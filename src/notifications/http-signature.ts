import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signature of our own HTTP protocol, both ways: HMAC-SHA256 of "<seconds since 1970>.<body>" in hexadecimal. */
export function signBody(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Seconds that a signed request stays valid: long enough for slow clocks, short enough against replays. */
const TOLERANCE_SECONDS = 300;

/** Whether the signature fits the body and is fresh. Compared in constant time. */
export function isSignedBy(
  secret: string,
  given: { timestamp: string | undefined; signature: string | undefined },
  body: string,
  now: Date,
): boolean {
  if (secret === '' || given.timestamp === undefined || given.signature === undefined) return false;
  const timestamp = Number(given.timestamp);
  if (!Number.isSafeInteger(timestamp) || Math.abs(now.getTime() / 1000 - timestamp) > TOLERANCE_SECONDS) return false;
  return isSame(signBody(secret, timestamp, body), given.signature);
}

/** Equality of two secrets that takes the same time wherever they differ. */
export function isSame(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
