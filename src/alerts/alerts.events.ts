import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

/** Messages do not reach these people any more, or they no longer react to them: the hotline calls (table contact_breaks). */
export const contactBroken = defineEvent(
  'contact.broken',
  z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
);
