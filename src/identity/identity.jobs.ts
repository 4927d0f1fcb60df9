import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Forgets what is over: sessions, attempts to sign in, marks of limits, codes, and accesses older than twelve months. */
export const purgeIdentity = defineJob({
  queue: 'maintenance',
  name: 'purge-identity',
  data: z.object({}),
});
