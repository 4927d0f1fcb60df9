import { blankOpportunity } from '../opportunities/opportunity-blank.rules.js';
import type { OfferContent } from './publication.rules.js';

/** A draft on which nothing is written yet. */
export const blankOffer = {
  ...blankOpportunity,
  occupationCode: null,
  contract: null,
  contractMonths: null,
  payMin: null,
  payMax: null,
  payPeriod: null,
  payText: null,
  positions: 1,
  requirements: [],
  taught: [],
  skills: [],
  licences: [],
  beginnerAccepted: false,
  minimumAge: null,
  reservedFor: null,
  anonymousEmployer: false,
} as const satisfies OfferContent & typeof blankOpportunity;
