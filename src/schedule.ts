import type { ScheduledJob } from './platform/jobs/scheduler.js';
import { repairIndex } from './search/search.jobs.js';

/** CRON → JOBS, on the clocks of Paris. */
export const schedule: readonly ScheduledJob[] = [{ cron: '40 * * * *', job: repairIndex }];
