import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

/** Sends these messages, those that are still queued and due. */
export const sendMessages = defineJob({
  queue: 'notifications',
  name: 'send-messages',
  data: z.object({ messageIds: z.array(z.uuid()).min(1).max(100) }),
  timeoutMs: 180_000,
  gather: { list: 'messageIds', upTo: 100 },
});

/** The safety net, three times a minute: retries that are due, messages kept for the morning, workers that died. */
export const sendDueMessages = defineJob({
  queue: 'notifications',
  name: 'send-due-messages',
  data: z.object({}),
  attempts: 1,
  timeoutMs: 180_000,
});

/** Erases what was said to whom after six months; the state and the dates stay for the statistics. */
export const purgeMessageBodies = defineJob({
  queue: 'maintenance',
  name: 'purge-message-bodies',
  data: z.object({}),
  timeoutMs: 300_000,
});
