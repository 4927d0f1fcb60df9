import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link in an alert may do for the person it was sent to, without signing in. */
export const alertActions = ['less', 'pause', 'stop'] as const;
export type AlertAction = (typeof alertActions)[number];

export interface AlertWish {
  readonly action: AlertAction;
  readonly candidateId: string;
}

const MAC_BYTES = 16;

/** A signed token for a link: it never expires, since a way out of a mailing must keep working (RFC 8058). */
export function alertToken(secret: string, { action, candidateId }: AlertWish): string {
  const payload = Buffer.concat([
    Buffer.from([alertActions.indexOf(action)]),
    Buffer.from(candidateId.replaceAll('-', ''), 'hex'),
  ]);
  return Buffer.concat([payload, macOf(secret, payload)]).toString('base64url');
}

/** What the token asks for, or undefined when it was not signed by us. */
export function readAlertToken(secret: string, token: string): AlertWish | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 17 + MAC_BYTES) return undefined;
  const payload = bytes.subarray(0, 17);
  if (!timingSafeEqual(macOf(secret, payload), bytes.subarray(17))) return undefined;
  const action = alertActions[payload[0] ?? -1];
  const hex = payload.subarray(1).toString('hex');
  const candidateId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return action && { action, candidateId };
}

function macOf(secret: string, payload: Buffer): Buffer {
  return createHmac('sha256', secret).update('alert-link:').update(payload).digest().subarray(0, MAC_BYTES);
}
