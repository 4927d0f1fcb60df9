import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';

const opportunityIds = z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) });
const candidateIds = z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) });

/** Finds the people whom these opportunities suit, in their present state. */
export const matchOpportunities = defineJob({
  queue: 'matching',
  name: 'match-opportunities',
  data: opportunityIds,
  timeoutMs: 120_000,
  gather: { list: 'opportunityIds', upTo: 500 },
});
/** Finds the opportunities that suit these people, in their present state. */
export const matchCandidates = defineJob({
  queue: 'matching',
  name: 'match-candidates',
  data: candidateIds,
  timeoutMs: 120_000,
  gather: { list: 'candidateIds', upTo: 500 },
});
/** These opportunities have ended: nobody is matched with them any more. */
export const forgetOpportunities = defineJob({ queue: 'matching', name: 'forget-opportunities', data: opportunityIds });
/** These people were erased: their matches go. */
export const forgetCandidates = defineJob({ queue: 'matching', name: 'forget-candidates', data: candidateIds });
/** Matches everything open again after a change of the rules of scoring or a load of occupations. */
export const rematchWhenChanged = defineJob({
  queue: 'maintenance',
  name: 'rematch-when-changed',
  data: z.object({}),
  attempts: 2,
  timeoutMs: 3_600_000,
});
