import { purgeCvLeftovers, sweepRetention } from './candidates/candidates.jobs.js';
import { purgeApplications, sweepApplications } from './applications/applications.jobs.js';
import { purgeIdempotencyKeys } from './platform/http/idempotency.jobs.js';
import type { ScheduledJob } from './platform/jobs/scheduler.js';
import { openDueFollowUps } from './hotline/follow-ups.jobs.js';
import { purgeHotline } from './hotline/hotline.jobs.js';
import { purgeIdentity } from './identity/identity.jobs.js';
import { repairIndex } from './search/search.jobs.js';
import { sendDigests } from './alerts/alerts.jobs.js';
import { purgeMessageBodies, sendDueMessages } from './notifications/messages.jobs.js';
import { expireMissions } from './missions/missions.jobs.js';
import { rematchWhenChanged } from './matching/matching.jobs.js';
import { expireOffers } from './offers/offers.jobs.js';

/** CRON → JOBS, on the clocks of Paris. */
export const schedule: readonly ScheduledJob[] = [
  { cron: '10 0 * * *', job: expireOffers },
  { cron: '10 0 * * *', job: expireMissions },
  { cron: '*/20 * * * * *', job: sendDueMessages },
  { cron: '5 9-18 * * *', job: sendDigests },
  { cron: '15 9-17 * * *', job: sweepApplications },
  { cron: '30 2 * * *', job: purgeMessageBodies },
  { cron: '40 2 * * *', job: purgeApplications },
  { cron: '50 2 * * *', job: purgeIdempotencyKeys },
  { cron: '25 * * * *', job: purgeIdentity },
  { cron: '0 3 * * *', job: purgeHotline },
  { cron: '10 3 * * *', job: purgeCvLeftovers },
  { cron: '15 10 * * *', job: sweepRetention },
  { cron: '0 6 * * *', job: openDueFollowUps },
  { cron: '40 * * * *', job: repairIndex },
  { cron: '20 * * * *', job: rematchWhenChanged },
];
