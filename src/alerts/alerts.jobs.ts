import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Decides for every match of these opportunities that nothing was decided for yet. */
export const planAlerts = defineJob({
  queue: 'alerts',
  name: 'plan-alerts',
  data: z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) }),
  timeoutMs: 300_000,
  gather: { list: 'opportunityIds', upTo: 500 },
});

/** Sends the digests that are due; every hour of the day in which alerts may ring. */
export const sendDigests = defineJob({
  queue: 'alerts',
  name: 'send-digests',
  data: z.object({}),
  attempts: 2,
  timeoutMs: 900_000,
});

/** Does what a person asked by SMS: STOP, PAUSE or MOINS. */
export const obeySms = defineJob({ queue: 'alerts', name: 'obey-sms', data: z.object({ inboundId: z.uuid() }) });

/** Stops the alerts to an address that does not work, and tells the hotline. */
export const stopBrokenAddress = defineJob({
  queue: 'alerts',
  name: 'stop-broken-address',
  data: z.object({ messageId: z.uuid() }),
});

/** Forgets the alerts of people who asked to be forgotten. */
export const forgetAlerts = defineJob({
  queue: 'alerts',
  name: 'forget-alerts',
  data: z.object({ candidateIds: z.array(z.uuid()) }),
});
