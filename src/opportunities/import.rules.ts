import type { Day } from '../platform/lang/day.js';
import { hasEnded, type LifeStatus } from './life.rules.js';

/** What became of one item of a feed. `id`: the row it is, or for a duplicate the one it repeats. */
export interface ImportOutcome {
  readonly externalRef: string;
  readonly result: 'created' | 'updated' | 'unchanged' | 'duplicate' | 'refused';
  readonly id?: string;
  readonly reason?: string;
}

/** The row that an item of a feed was before. */
export interface KnownItem {
  readonly id: string;
  readonly externalRef: string;
  readonly organisationId: string;
  readonly status: LifeStatus;
  readonly contentHash: string | null;
  readonly closeReason: string | null;
  readonly closesOn: Day | null;
}

export const MISSING_FROM_SOURCE = 'missing-from-source';
export const ORGANISATION_BANNED = 'organisation-banned';

/**
 * What an item of a feed does to its row: a new one is created; one that came back after it had vanished or expired is opened again;
 * one that a person has filled, closed or kept back stays so; the same content changes nothing.
 */
export function importStep(
  known: KnownItem | undefined,
  item: { contentHash: string; closesOn: Day },
): 'create' | 'update' | 'leave' {
  if (!known) return 'create';
  if (known.status === 'expired' || (known.status === 'closed' && known.closeReason === MISSING_FROM_SOURCE))
    return 'update';
  if (hasEnded(known) || known.status !== 'published') return 'leave';
  return known.contentHash === item.contentHash && known.closesOn !== null && known.closesOn >= item.closesOn
    ? 'leave'
    : 'update';
}

/** As many as one event may carry and one statement ends. */
export const PACKET = 500;

export function packetsOf<T>(items: readonly T[]): T[][] {
  const packets: T[][] = [];
  for (let at = 0; at < items.length; at += PACKET) packets.push(items.slice(at, at + PACKET));
  return packets;
}
