import { z } from 'zod';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { phoneSchema } from './candidate.schema.js';

/** How somebody is found among the people registered. Benefit status, barriers and trade are no ways to look for a person. */
export const candidateListQuery = pageQuery.extend({
  phone: phoneSchema
    .optional()
    .describe('le numéro entier, écrit comme on veut ; plusieurs personnes peuvent le partager'),
  name: lineOfText(2, 80)
    .optional()
    .describe('débuts du prénom et du nom, dans n’importe quel ordre, avec ou sans accents : « cam exem »'),
  place: lineOfText(2, 80).optional().describe('la commune où elle vit : nom, code postal ou code INSEE'),
});
export type CandidateListQuery = z.output<typeof candidateListQuery>;

/** Just enough to know whom one is talking to. */
export const candidateLineSchema = z.object({
  id: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  commune: z.string().nullable(),
  phone: z
    .string()
    .nullable()
    .describe('seulement les deux derniers chiffres pour un partenaire, qui lit le numéro dans le dossier'),
  status: z.enum(['active', 'suspended']),
  version: z.number().int(),
});
export type CandidateLine = z.output<typeof candidateLineSchema>;
