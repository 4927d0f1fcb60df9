import { opportunityEvents } from '../opportunities/opportunities.events.js';

export const offerEvents = opportunityEvents('offer');
export const { published: offerPublished, changed: offerChanged, ended: offerEnded } = offerEvents;
