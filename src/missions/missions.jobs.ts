import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Ends the missions whose last day is over; every night. */
export const expireMissions = defineJob({
  queue: 'maintenance',
  name: 'expire-missions',
  data: z.object({}),
  timeoutMs: 600_000,
});

/** Closes what a banned organisation has open. */
export const closeMissionsOf = defineJob({
  queue: 'maintenance',
  name: 'close-missions-of-organisation',
  data: z.object({ organisationId: z.uuid() }),
});

/** Tells the readers of an organisation's missions that its name changed. */
export const announceMissionsOf = defineJob({
  queue: 'maintenance',
  name: 'announce-missions-of-organisation',
  data: z.object({ organisationId: z.uuid() }),
});
