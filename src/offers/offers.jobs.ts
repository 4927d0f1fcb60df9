import { opportunityJobs } from '../opportunities/opportunities.jobs.js';

export const { expire: expireOffers, closeOf: closeOffersOf, announceOf: announceOffersOf } = opportunityJobs('offers');
