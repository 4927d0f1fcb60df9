import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Ends the offers whose last day is over; every night. */
export const expireOffers = defineJob({
  queue: 'maintenance',
  name: 'expire-offers',
  data: z.object({}),
  timeoutMs: 600_000,
});

/** Closes what a banned organisation has open. */
export const closeOffersOf = defineJob({
  queue: 'maintenance',
  name: 'close-offers-of-organisation',
  data: z.object({ organisationId: z.uuid() }),
});

/** Tells the readers of an organisation's offers that its name changed. */
export const announceOffersOf = defineJob({
  queue: 'maintenance',
  name: 'announce-offers-of-organisation',
  data: z.object({ organisationId: z.uuid() }),
});
