import { z } from 'zod';
import { experienceSchema } from '../candidates/candidate.schema.js';
import { contracts, licences } from '../offers/offer.schema.js';

/** A person as the organisation sees them, frozen on the day they applied. What is not listed here is dropped. */
export const snapshotSchema = z
  .object({
    name: z.string().describe('prénom et initiale'),
    commune: z.string().nullable(),
    headline: z.string().nullable(),
    occupations: z.array(z.object({ label: z.string(), experienced: z.boolean() })),
    experiences: z.array(experienceSchema),
    skills: z.array(z.string()),
    licences: z.array(z.enum(licences)),
    contracts: z.array(z.enum(contracts)),
    hoursMin: z.number().nullable(),
    hoursMax: z.number().nullable(),
    availableFrom: z.string().nullable(),
    phone: z.string().nullable().describe('au format +33639981234 ; nul si la personne ne le montre pas'),
    email: z.string().nullable().describe('nul si la personne ne la montre pas'),
  })
  .meta({ id: 'ApplicationSnapshot' });
export type Snapshot = z.output<typeof snapshotSchema>;
