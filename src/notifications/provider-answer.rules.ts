import type { SendResult } from './message.rules.js';

/**
 * What an HTTP status other than success means for a message: 5xx and 429 may be tried again, 504 leaves the outcome open,
 * every other 4xx is final and ours to mend (a key, a sender, a form), so the address stays trusted.
 */
export function resultOfStatus(status: number): SendResult {
  const reason = `http-${status}`;
  if (status === 504 || status === 408) return { outcome: 'unknown', reason };
  if (status >= 500 || status === 429) return { outcome: 'technical-failure', reason, retry: true };
  return { outcome: 'technical-failure', reason, retry: false };
}

/** The text as JSON, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
