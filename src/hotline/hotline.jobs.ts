import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Calls people whom messages do not reach any more, or who no longer react to them. */
export const callAboutBrokenContacts = defineJob({
  queue: 'hotline',
  name: 'call-about-broken-contacts',
  data: z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
});

/** Calls the contacts of organisations that leave applications without an answer. */
export const callAboutUnanswered = defineJob({
  queue: 'hotline',
  name: 'call-about-unanswered',
  data: z.object({ applicationIds: z.array(z.uuid()).min(1).max(500) }),
});

/** Leaves no link from reports to people who were erased. */
export const forgetReporters = defineJob({
  queue: 'hotline',
  name: 'forget-reporters',
  data: z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
});

/** Forgets numbers of callers without a file, and who reported what, six months after the end. Nightly. */
export const purgeHotline = defineJob({ queue: 'hotline', name: 'purge-hotline', data: z.object({}) });
