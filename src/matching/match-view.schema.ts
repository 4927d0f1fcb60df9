import { z } from 'zod';
import { TRAVEL_MODES } from '../geo/travel.rules.js';

/** What is answered about matches: to an employer words, to the team the whole trace. */

const person = {
  candidateId: z.uuid(),
  firstName: z.string(),
  /** First letter of the last name, with a full stop. */
  initial: z.string(),
  commune: z.string().nullable(),
  /** Kilometres as the crow flies, rounded; 0 means less than one. */
  distanceKm: z.number().int(),
  /** What is met, in words. */
  criteria: z.array(z.string()),
};

export const traceSchema = z.object({
  rulesVersion: z.number().int(),
  points: z.object({
    topic: z.number(),
    skills: z.number(),
    travel: z.number(),
    wishes: z.number(),
    beginner: z.number(),
    freshness: z.number(),
  }),
  inputs: z.object({
    topic: z.string(),
    fit: z.number(),
    metres: z.number(),
    mode: z.enum(TRAVEL_MODES),
    search: z.boolean(),
    skillsAsked: z.number(),
    skillsHeld: z.number(),
    days: z.number(),
  }),
  reasons: z.array(z.string()),
  side: z.enum(['opportunity', 'candidate']),
});

/** One person whom an opportunity suits. `score` and `trace` for the team alone. */
export const matchedPersonSchema = z.object({
  ...person,
  score: z.number().int().optional(),
  trace: traceSchema.optional(),
});
export type MatchedPerson = z.output<typeof matchedPersonSchema>;

/** One opportunity that suits a person, with the reasons to say to them. */
export const matchedOpportunitySchema = z.object({
  opportunityId: z.uuid(),
  kind: z.enum(['offer', 'mission']),
  title: z.string(),
  organisationName: z.string().nullable(),
  commune: z.string().nullable(),
  closesOn: z.string(),
  pluses: z.array(z.string()).max(3),
  minus: z.string().nullable(),
  score: z.number().int().optional(),
  trace: traceSchema.optional(),
});
export type MatchedOpportunity = z.output<typeof matchedOpportunitySchema>;
