import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Erases people who say that they never wanted to be registered. */
export const eraseContestedAccounts = defineJob({
  queue: 'maintenance',
  name: 'erase-contested-accounts',
  data: z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
});
