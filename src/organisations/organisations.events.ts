import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

/** What an organisation publishes must end: it was banned. */
export const organisationBanned = defineEvent('organisation.banned', z.object({ organisationId: z.uuid() }));

/** Its name changed: whoever shows it must read it again. */
export const organisationRenamed = defineEvent('organisation.renamed', z.object({ organisationId: z.uuid() }));
