/** One HTTP exchange with a provider, ended within its time and told by its ending. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** The provider cannot have seen the request: nobody listened, or its name is unknown. */
  | { readonly kind: 'not-reached'; readonly reason: string }
  /** The request left; what became of it is not known. */
  | { readonly kind: 'unknown'; readonly reason: string };

const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
]);
const MAX_ANSWER = 64 * 1024;

/** Never throws. Redirects are not followed: a provider's API has one address. */
export async function exchange(
  url: string,
  request: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string; timeoutMs: number },
): Promise<Exchange> {
  try {
    const answer = await fetch(url, {
      method: request.method,
      headers: request.headers ?? {},
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    return { kind: 'answered', status: answer.status, body: (await answer.text()).slice(0, MAX_ANSWER) };
  } catch (error) {
    const code = errorCode(error);
    return NEVER_ARRIVED.has(code) ? { kind: 'not-reached', reason: code } : { kind: 'unknown', reason: code };
  }
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: Failure;
  readonly errors?: readonly Failure[];
}

/** The code of the innermost error that has one: ECONNREFUSED, timeout … */
function errorCode(error: unknown): string {
  const failure = (error ?? {}) as Failure;
  if (failure.name === 'TimeoutError') return 'timeout';
  if (failure.cause) return errorCode(failure.cause);
  if (typeof failure.code === 'string') return failure.code;
  return failure.errors?.[0] ? errorCode(failure.errors[0]) : 'network-error';
}
