import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

/** These opportunities suit people whom they did not suit before. */
export const opportunitiesMatched = defineEvent(
  'opportunities.matched',
  z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) }),
);
