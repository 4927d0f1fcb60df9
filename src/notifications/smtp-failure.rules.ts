import type { SendResult } from './message.rules.js';

/** What a mail library tells of a failed delivery. */
export interface SmtpError {
  /** ECONNECTION, ETIMEDOUT, EAUTH, EENVELOPE … */
  readonly code: string | undefined;
  /** Status of the server, 4xx or 5xx. */
  readonly responseCode: number | undefined;
  readonly response: string | undefined;
  /** SMTP command that failed: CONN, MAIL FROM, RCPT TO, DATA … */
  readonly command: string | undefined;
  /** Code of the system error below, such as ECONNREFUSED. */
  readonly originalCode?: string | undefined;
  /** Which wait came to its end: CONNECTION_TIMEOUT, GREETING_TIMEOUT, SOCKET_TIMEOUT … */
  readonly timeoutType?: string | undefined;
}

/** Endings in which the server has never been handed the message. Any other silence may have come after the body left. */
const NEVER_HANDED = new Set([
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

function neverHanded({ code, originalCode, timeoutType }: SmtpError): boolean {
  if (timeoutType !== undefined) return timeoutType !== 'SOCKET_TIMEOUT';
  return [code, originalCode].some((name) => name !== undefined && NEVER_HANDED.has(name));
}

/**
 * Only a refusal of the recipient speaks against the address (RFC 5321 550/551/553 at RCPT, RFC 3463 class 5.1 or 5.2.1).
 * 4xx may be tried again. A refused sender, content or password is ours to mend. Silence after the body left is unknown.
 */
export function resultOfSmtpError(error: SmtpError): SendResult {
  const { code, responseCode, response = '', command = '' } = error;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(response)?.[1];
  const reason = ['smtp', responseCode ?? code ?? 'error', enhanced].filter(Boolean).join('-').toLowerCase();
  if (responseCode !== undefined && responseCode >= 500) {
    const atRecipient = command.startsWith('RCPT') && [550, 551, 553, 554].includes(responseCode);
    const addressFault = enhanced === undefined ? atRecipient : enhanced.startsWith('5.1.') || enhanced === '5.2.1';
    return addressFault
      ? { outcome: 'permanent-failure', reason }
      : { outcome: 'technical-failure', reason, retry: false };
  }
  if (responseCode !== undefined && responseCode >= 400) {
    const atRecipient =
      command.startsWith('RCPT') || command.startsWith('DATA') || enhanced?.startsWith('4.2.') === true;
    return atRecipient
      ? { outcome: 'temporary-failure', reason }
      : { outcome: 'technical-failure', reason, retry: true };
  }
  if (code === 'EAUTH') return { outcome: 'technical-failure', reason, retry: false };
  if (code === 'EENVELOPE') return { outcome: 'permanent-failure', reason };
  return neverHanded(error) ? { outcome: 'technical-failure', reason, retry: true } : { outcome: 'unknown', reason };
}
