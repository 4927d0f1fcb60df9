import { plusSeconds } from '../platform/lang/day.js';

/** The life of a message. The states are those of GOV.UK Notify, plus `cancelled` for what was never handed to a provider. */

export const messageStatuses = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'temporary-failure',
  'permanent-failure',
  'technical-failure',
  'cancelled',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** What a gateway answers. `unknown`: the provider may or may not have taken the message. */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly reference: string }
  /** The address is bad: never again to this address. */
  | { readonly outcome: 'permanent-failure'; readonly reason: string }
  /** The recipient cannot be reached for now: worth another try. */
  | { readonly outcome: 'temporary-failure'; readonly reason: string }
  /** Ours or the provider's fault. `retry` says whether another try can help: yes after a 5xx, no after a refused key. */
  | { readonly outcome: 'technical-failure'; readonly reason: string; readonly retry: boolean }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** What a check says of a message that is about to leave. Silence means: send it. */
export type SendVerdict = { readonly cancel: string } | { readonly postponeTo: Date };

/** Looks at claimed messages of its templates and answers for those that must not leave now. */
export type SendCheck = (messageIds: readonly string[]) => Promise<ReadonlyMap<string, SendVerdict>>;

/** What a delivery receipt says. */
export type Receipt = 'delivered' | 'temporary-failure' | 'permanent-failure' | 'technical-failure';

export interface MessageState {
  readonly status: MessageStatus;
  readonly outcomeUnknown: boolean;
}

/** Waits before the second, third, fourth and fifth try, in seconds: 1 min, 5 min, 30 min, 2 h. */
export const retryAfterSeconds: readonly number[] = [60, 300, 1800, 7200];

export type AfterSend = MessageState & {
  readonly reason: string | null;
  readonly reference: string | null;
  readonly sendAfter: Date | null;
};

function failed(status: MessageStatus, reason: string): AfterSend {
  return { status, outcomeUnknown: false, reason, reference: null, sendAfter: null };
}

/**
 * State of a message after try number `attempts` (1 for the first). A retry puts it back to `queued` with the instant of the next try.
 * An unknown outcome is repeated only when the provider recognises the message by its id; otherwise it is flagged and left alone.
 */
export function afterSend(result: SendResult, attempts: number, idempotent: boolean, now: Date): AfterSend {
  if (result.outcome === 'accepted') {
    return { status: 'sent', outcomeUnknown: false, reason: null, reference: result.reference, sendAfter: null };
  }
  if (result.outcome === 'permanent-failure') return failed('permanent-failure', result.reason);
  if (result.outcome === 'unknown' && !idempotent)
    return { ...failed('technical-failure', result.reason), outcomeUnknown: true };
  const retry = result.outcome !== 'technical-failure' || result.retry;
  const wait = retryAfterSeconds[attempts - 1];
  if (retry && wait !== undefined) return { ...failed('queued', result.reason), sendAfter: plusSeconds(now, wait) };
  if (result.outcome === 'temporary-failure') return failed('temporary-failure', result.reason);
  return { ...failed('technical-failure', result.reason), outcomeUnknown: result.outcome === 'unknown' };
}

/** State of a message whose worker died, or went silent, between the claim and the answer. */
export function afterLostWorker(idempotent: boolean, attempts: number): MessageState & { readonly reason: string } {
  const again = idempotent && attempts <= retryAfterSeconds.length;
  return again
    ? { status: 'queued', outcomeUnknown: false, reason: 'worker-lost' }
    : { status: 'technical-failure', outcomeUnknown: !idempotent, reason: 'worker-lost' };
}

/**
 * State after a delivery receipt. Receipts come twice, out of order, and before the answer to the send has been written down.
 * A handset that has the message is the strongest proof, a bad address the next one; a weaker word never replaces a stronger one.
 * A cancelled message was never handed over, so nothing can be said about it.
 */
export function afterReceipt(state: MessageState, receipt: Receipt): MessageState {
  if (state.status === 'cancelled' || strength(state) >= RECEIPT_STRENGTH[receipt]) return state;
  return { status: receipt, outcomeUnknown: false };
}

/** State after the provider's answer was written down late, when a receipt may have come first. */
export function afterLateAnswer(state: MessageState, answer: AfterSend): MessageState {
  const open = state.status === 'sending' || state.outcomeUnknown;
  return open ? { status: answer.status, outcomeUnknown: answer.outcomeUnknown } : state;
}

const RECEIPT_STRENGTH: Readonly<Record<Receipt, number>> = {
  'technical-failure': 1,
  'temporary-failure': 2,
  'permanent-failure': 3,
  delivered: 4,
};

function strength(state: MessageState): number {
  if (state.outcomeUnknown) return 0;
  if (
    state.status === 'queued' ||
    state.status === 'sending' ||
    state.status === 'sent' ||
    state.status === 'cancelled'
  )
    return 0;
  return RECEIPT_STRENGTH[state.status];
}

/** Consecutive e-mails given up as unreachable after which the address is treated as broken. */
export const softBouncesBeforeBroken = 3;

/** Providers that recognise an id they have taken: what they were told twice arrives once, so a lost worker's messages may be sent again. */
export const idempotentProviders: readonly string[] = ['outbox', 'http-json'];
