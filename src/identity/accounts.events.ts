import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

/** These people say that they never wanted the account that was made for them: it is closed, and their data go. */
export const accountContested = defineEvent(
  'account.contested',
  z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
);
