import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

/** These wait for an answer for more than 15 days, or nobody can be reminded: the hotline calls the organisation. */
export const applicationUnanswered = defineEvent(
  'application.unanswered',
  z.object({ applicationIds: z.array(z.uuid()).min(1).max(500) }),
);
