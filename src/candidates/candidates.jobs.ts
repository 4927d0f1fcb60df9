import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Hides, warns and erases those who have been silent for long. Once a day, in the hours in which people may be written to. */
export const sweepRetention = defineJob({
  queue: 'maintenance',
  name: 'sweep-retention',
  data: z.object({}),
  timeoutMs: 900_000,
});

/** Forgets drafts, proposals and links whose time is over. */
export const purgeCvLeftovers = defineJob({
  queue: 'maintenance',
  name: 'purge-cv-leftovers',
  data: z.object({}),
  timeoutMs: 300_000,
});
