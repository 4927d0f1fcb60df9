import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

const opportunityIds = z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) });

/** They can be seen from now on. */
export const offerPublished = defineEvent('offer.published', opportunityIds);

/** Their public content changed. */
export const offerChanged = defineEvent('offer.changed', opportunityIds);

/** They can no longer be seen: filled, closed, expired or taken back for review. */
export const offerEnded = defineEvent('offer.ended', opportunityIds);
