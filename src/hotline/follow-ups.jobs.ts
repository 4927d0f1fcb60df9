import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Brings the three follow-ups of an appointment in line with its present state. */
export const planFollowUps = defineJob({
  queue: 'hotline',
  name: 'plan-follow-ups',
  data: z.object({ appointmentId: z.uuid() }),
});

/** Ends the follow-ups of people who were erased or do not want to be called. */
export const cancelFollowUps = defineJob({
  queue: 'hotline',
  name: 'cancel-follow-ups',
  data: z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
});

/** Opens the follow-ups whose window has begun, one call per person. Daily; catches up after days without a worker. */
export const openDueFollowUps = defineJob({
  queue: 'hotline',
  name: 'open-due-follow-ups',
  data: z.object({}),
  timeoutMs: 600_000,
});
