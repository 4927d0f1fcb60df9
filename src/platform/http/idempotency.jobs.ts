import { z } from 'zod';
import { defineJob } from '../jobs/job.js';

/** Forgets the answers kept for a repetition that will not come any more. */
export const purgeIdempotencyKeys = defineJob({
  queue: 'maintenance',
  name: 'purge-idempotency-keys',
  data: z.object({}),
});
