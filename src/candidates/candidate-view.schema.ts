import { z } from 'zod';
import { TRAVEL_MODES } from '../geo/travel.rules.js';
import { contracts, licences, reservations } from '../offers/offer.schema.js';
import { ALERT_CHANNELS, ALERT_RHYTHMS, CONSENT_HOWS, CONSENT_PURPOSES, experienceSchema } from './candidate.schema.js';

/** What is answered about a person to those who look after them; `support` to the team alone. */

export const consentStateSchema = z.record(z.enum(CONSENT_PURPOSES), z.boolean());
export type ConsentState = Record<(typeof CONSENT_PURPOSES)[number], boolean>;

export const supportViewSchema = z.object({
  rsaStatus: z.string().nullable(),
  barriers: z.array(z.string()),
  referent: z.string().nullable(),
  territory: z.string().nullable(),
  privateNote: z.string().nullable(),
  eligibility: z.array(z.enum(reservations)),
});

export const candidateViewSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(['active', 'suspended', 'erased']),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    place: z.object({ insee: z.string().nullable(), name: z.string().nullable() }),
    adult: z.boolean(),
    occupations: z.array(z.object({ code: z.string(), label: z.string(), experienced: z.boolean() })),
    missionTopics: z.array(z.string()),
    volunteering: z.boolean(),
    contracts: z.array(z.enum(contracts)),
    hoursMin: z.number().nullable(),
    hoursMax: z.number().nullable(),
    reachKm: z.number().int(),
    travelMode: z.enum(TRAVEL_MODES),
    availableFrom: z.string().nullable(),
    headline: z.string().nullable(),
    experiences: z.array(experienceSchema),
    skills: z.array(z.string()),
    licences: z.array(z.enum(licences)),
    alerts: z.object({
      rhythm: z.enum(ALERT_RHYTHMS),
      channels: z.array(z.enum(ALERT_CHANNELS)),
      pausedUntil: z.string().nullable(),
    }),
    consents: consentStateSchema,
    support: supportViewSchema.optional(),
    createdAt: z.date().meta({ type: 'string', format: 'date-time' }),
    updatedAt: z.date().meta({ type: 'string', format: 'date-time' }),
    version: z.number().int(),
  })
  .meta({ id: 'Candidate' });
export type CandidateView = z.output<typeof candidateViewSchema>;

/** Answer to a registration: nothing personal, so that nothing personal is kept with an idempotency key. */
export const registeredSchema = z.object({ id: z.uuid(), version: z.number().int() });

export const consentsViewSchema = z.object({
  current: consentStateSchema,
  history: z.array(
    z.object({
      purpose: z.enum(CONSENT_PURPOSES),
      granted: z.boolean(),
      how: z.enum(CONSENT_HOWS),
      recordedAt: z.date().meta({ type: 'string', format: 'date-time' }),
      recordedBy: z.string(),
    }),
  ),
});
export type ConsentsView = z.output<typeof consentsViewSchema>;

export const savedSearchViewSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['offer', 'mission']).nullable(),
    occupationCode: z.string().nullable(),
    q: z.string().nullable(),
    insee: z.string().nullable(),
    place: z.string().nullable(),
    radiusKm: z.number().int(),
  })
  .meta({ id: 'SavedSearch' });
export type SavedSearchView = z.output<typeof savedSearchViewSchema>;
export const savedSearchesSchema = z.object({ items: z.array(savedSearchViewSchema) });
