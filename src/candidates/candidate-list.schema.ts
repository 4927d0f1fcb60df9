import { z } from 'zod';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { phoneSchema } from './candidate.schema.js';

/** How somebody is found among the people registered. Benefit status, barriers and trade are no ways to look for a person. */
export const candidateListQuery = pageQuery.extend({
  phone: phoneSchema.optional().describe('the whole number, in any usual writing; several people may share it'),
  name: lineOfText(2, 80)
    .optional()
    .describe('beginnings of first and last names, in any order, without regard to accents: “cam exem”'),
  place: lineOfText(2, 80).optional().describe('the commune where they live: name, postal code or INSEE code'),
});
export type CandidateListQuery = z.output<typeof candidateListQuery>;

/** Just enough to know whom one is talking to. */
export const candidateLineSchema = z.object({
  id: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  commune: z.string().nullable(),
  phone: z.string().nullable().describe('only its last two digits for a partner, who reads the number in the file'),
  status: z.enum(['active', 'suspended']),
  version: z.number().int(),
});
export type CandidateLine = z.output<typeof candidateLineSchema>;
