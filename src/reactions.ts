import { candidateChanged, candidateErased, candidateOpposedToCalls } from './candidates/candidates.events.js';
import { opportunitiesMatched } from './matching/matching.events.js';
import { forgetCandidates, matchCandidates } from './matching/matching.jobs.js';
import { on, type Reaction } from './platform/events/reactions.js';
import { syncProfiles } from './search/search.jobs.js';

/** EVENT → JOBS: what follows each fact of the domain. Every declared event stands here, or the product does not start. */
export const reactions: readonly Reaction[] = [
  on(candidateChanged, syncProfiles, matchCandidates),
  on(candidateErased, syncProfiles, forgetCandidates),
  on(candidateOpposedToCalls),
  on(opportunitiesMatched),
];
