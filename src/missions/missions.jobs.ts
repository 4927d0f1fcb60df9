import { opportunityJobs } from '../opportunities/opportunities.jobs.js';

export const {
  expire: expireMissions,
  closeOf: closeMissionsOf,
  announceOf: announceMissionsOf,
} = opportunityJobs('missions');
