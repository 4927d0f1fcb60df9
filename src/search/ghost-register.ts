import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { IndexKind } from './search.schema.js';
import type { ReadPresent } from './page-finder.js';

/** Seconds after which the index has caught up, or the sweep will see to it. */
const REMEMBERED_SECONDS = 600;
const MOST_REMEMBERED = 1_000;

/**
 * Documents seen in the index although PostgreSQL shows them no more. While they are remembered every search of this
 * process leaves them out, so that totals stay true and pages do not shift while the index catches up.
 */
@Injectable()
export class GhostRegister {
  private readonly seen: Record<IndexKind, Map<string, number>> = { opportunities: new Map(), profiles: new Map() };

  constructor(private readonly clock: Clock) {}

  add(kind: IndexKind, ids: readonly string[]): void {
    const ghosts = this.seen[kind];
    const until = this.clock.now().getTime() + REMEMBERED_SECONDS * 1000;
    for (const id of ids) ghosts.set(id, until);
    for (const id of ghosts.keys()) {
      if (ghosts.size <= MOST_REMEMBERED) break;
      ghosts.delete(id);
    }
  }

  /** The ghosts to leave out. Those that PostgreSQL shows again are forgotten at once. */
  async known<R>(kind: IndexKind, readPresent: ReadPresent<R>): Promise<string[]> {
    const ghosts = this.seen[kind];
    if (ghosts.size === 0) return [];
    const now = this.clock.now().getTime();
    for (const [id, until] of ghosts) if (until < now) ghosts.delete(id);
    const alive = await readPresent([...ghosts.keys()]);
    for (const id of alive.keys()) ghosts.delete(id);
    return [...ghosts.keys()];
  }
}
