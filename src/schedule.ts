import type { ScheduledJob } from './platform/jobs/scheduler.js';

/** CRON → JOBS, on the clocks of Paris. */
export const schedule: readonly ScheduledJob[] = [];
