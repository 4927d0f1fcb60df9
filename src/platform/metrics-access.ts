import { timingSafeEqual } from 'node:crypto';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Whether this caller may read the metrics: whoever has the token, or this machine when no token is set. */
export function mayReadMetrics(
  token: string,
  caller: { authorization: string | undefined; ip: string | undefined },
): boolean {
  if (token === '') return LOOPBACK.has(caller.ip ?? '');
  const given = Buffer.from(caller.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
