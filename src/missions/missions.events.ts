import { opportunityEvents } from '../opportunities/opportunities.events.js';

export const missionEvents = opportunityEvents('mission');
export const { published: missionPublished, changed: missionChanged, ended: missionEnded } = missionEvents;
