import { blankOpportunity } from '../opportunities/opportunity-blank.rules.js';
import type { MissionContent } from './mission-publication.rules.js';

/** A draft on which nothing is written yet. */
export const blankMission = {
  ...blankOpportunity,
  domain: null,
  activities: [],
  schedule: null,
  slots: 1,
  endsOn: null,
  remote: 'no',
  openToMinors: false,
  expensesRefunded: false,
  insured: false,
} as const satisfies MissionContent & typeof blankOpportunity;
