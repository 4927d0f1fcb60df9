import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Reminders, nudges, escalations and closures that are due. Several times a day: what a breakdown missed is made up for within the hour. */
export const sweepApplications = defineJob({
  queue: 'applications',
  name: 'sweep-applications',
  data: z.object({}),
  timeoutMs: 600_000,
});

/** Ends what waits for an answer on offers and missions that were filled or taken back. */
export const endApplications = defineJob({
  queue: 'applications',
  name: 'end-applications',
  data: z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) }),
  timeoutMs: 300_000,
});

/** Erases what the applications of these people say of them. */
export const forgetApplications = defineJob({
  queue: 'applications',
  name: 'forget-applications',
  data: z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
});

/** Erases applications on which nothing has happened for two years. */
export const purgeApplications = defineJob({
  queue: 'applications',
  name: 'purge-applications',
  data: z.object({}),
  timeoutMs: 600_000,
});
