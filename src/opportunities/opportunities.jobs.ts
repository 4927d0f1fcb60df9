import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** What time and organisations ask of a kind of opportunity. */
export function opportunityJobs(table: 'offers' | 'missions') {
  const ofOrganisation = z.object({ organisationId: z.uuid() });
  return {
    /** Ends those whose last day is over; every night. */
    expire: defineJob({ queue: 'maintenance', name: `expire-${table}`, data: z.object({}), timeoutMs: 600_000 }),
    /** Closes what a banned organisation has open. */
    closeOf: defineJob({ queue: 'maintenance', name: `close-${table}-of-organisation`, data: ofOrganisation }),
    /** Tells the readers of what an organisation has open that its name changed. */
    announceOf: defineJob({ queue: 'maintenance', name: `announce-${table}-of-organisation`, data: ofOrganisation }),
  };
}
