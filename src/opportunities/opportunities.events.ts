import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

const opportunityIds = z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) });

/** The three facts that others may learn of a kind of opportunity. */
export function opportunityEvents<const N extends 'offer' | 'mission'>(name: N) {
  return {
    /** They can be seen from now on. */
    published: defineEvent(`${name}.published` as const, opportunityIds),
    /** Their public content changed. */
    changed: defineEvent(`${name}.changed` as const, opportunityIds),
    /** They can no longer be seen: filled, closed, expired or taken back for review. */
    ended: defineEvent(`${name}.ended` as const, opportunityIds),
  };
}

export type OpportunityEvents = Readonly<ReturnType<typeof opportunityEvents>>;
