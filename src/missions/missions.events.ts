import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

const opportunityIds = z.object({ opportunityIds: z.array(z.uuid()).min(1).max(500) });

/** They can be seen from now on. */
export const missionPublished = defineEvent('mission.published', opportunityIds);

/** Their public content changed. */
export const missionChanged = defineEvent('mission.changed', opportunityIds);

/** They can no longer be seen: filled, closed, expired or taken back for review. */
export const missionEnded = defineEvent('mission.ended', opportunityIds);
