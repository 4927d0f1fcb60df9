import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.js';
import { INDEX_KINDS } from './search.schema.js';

/** Brings these offers and missions to their present state in the index. */
export const syncOpportunities = defineJob({
  queue: 'search',
  name: 'sync-opportunities',
  data: z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) }),
  attempts: 10,
  timeoutMs: 180_000,
  gather: { list: 'opportunityIds', upTo: 500 },
});

/** Brings these people's profiles to their present state in the index: what they no longer show goes. */
export const syncProfiles = defineJob({
  queue: 'search',
  name: 'sync-profiles',
  data: z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) }),
  attempts: 10,
  timeoutMs: 180_000,
  gather: { list: 'candidateIds', upTo: 500 },
});

/** Builds the index when it is missing, or made with other settings than those of the code. */
export const ensureIndex = defineJob({
  queue: 'maintenance',
  name: 'ensure-index',
  data: z.object({ kind: z.enum(INDEX_KINDS) }),
  attempts: 10,
  timeoutMs: 3_600_000,
});

/** Compares the indexes with PostgreSQL and repairs what differs. */
export const repairIndex = defineJob({
  queue: 'maintenance',
  name: 'repair-index',
  data: z.object({}),
  attempts: 2,
  timeoutMs: 1_800_000,
});
