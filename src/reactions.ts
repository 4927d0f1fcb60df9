import type { Reaction } from './platform/events/reactions.js';

/** EVENT → JOBS: what follows each fact of the domain. Every declared event stands here, or the product does not start. */
export const reactions: readonly Reaction[] = [];
