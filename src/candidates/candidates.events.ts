import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

const candidateIds = z.object({ candidateIds: z.array(z.uuid()).min(1).max(500) });

/** These people registered, or what they are looking for, agree to or may be shown changed. */
export const candidateChanged = defineEvent('candidate.changed', candidateIds);

/** Nothing personal of these people is left in this module and below: those above forget them too. */
export const candidateErased = defineEvent('candidate.erased', candidateIds);

/** These people do not want to be called any more. */
export const candidateOpposedToCalls = defineEvent('candidate.opposed-to-calls', candidateIds);

/** A person said yes or no to what somebody else wrote for them. */
export const cvProposalAnswered = defineEvent('cv.proposal-answered', z.object({ proposalId: z.uuid() }));
