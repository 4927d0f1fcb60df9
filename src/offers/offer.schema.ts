import { z } from 'zod';
import { freeText, lineOfText, webAddress } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { day, isDay } from '../platform/lang/day.js';
import { fold } from '../platform/lang/text.js';
import { lifeStatuses } from './life.rules.js';

export const contracts = [
  'permanent',
  'fixed-term',
  'temporary',
  'seasonal',
  'apprenticeship',
  'insertion',
  'self-employed',
] as const;
export const payPeriods = ['hour', 'month', 'year'] as const;
export const licences = [
  'AM',
  'A1',
  'A2',
  'A',
  'B1',
  'B',
  'BE',
  'C1',
  'C1E',
  'C',
  'CE',
  'D1',
  'D1E',
  'D',
  'DE',
] as const;
export const reservations = ['insertion-clause', 'aided-contract', 'insertion-structure'] as const;
export const accesses = ['bus', 'pick-up', 'car-pool', 'housing'] as const;

/** A calendar day 'YYYY-MM-DD'. */
export const calendarDay = z
  .string('Indiquez une date : AAAA-MM-JJ.')
  .refine(isDay, 'Indiquez une date qui existe, sous la forme AAAA-MM-JJ.')
  .transform(day)
  .meta({ format: 'date' });

const SURCHARGED = /^(?:0|(?:\+|00)33(?:\(0\))?)8[129]|^118\d{3}$/;

/** A telephone number as people write it; numbers that cost more are refused (Code du travail L5321-3). */
export const contactPhone = lineOfText(4, 30)
  .refine((text) => /^[+(\d][\d\s.()/-]*$/.test(text), 'Indiquez un numéro de téléphone.')
  .refine(
    (text) => !SURCHARGED.test(text.replace(/[\s./-]/g, '')),
    'Ce numéro est surtaxé. Donnez un numéro ordinaire.',
  );

export const contactEmail = z.email('Indiquez une adresse e-mail.').max(200, 'Cette adresse est trop longue.');

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}

/** Lines such as "CACES 3" or "travail en équipe". */
export const linesOfText = z.array(lineOfText(2, 200)).max(20, 'Indiquez 20 lignes au plus.').transform(unique);

/** Skills in people's words, kept as slugs: "Conduite d'engins" → "conduite-d-engins". */
export const skillList = z
  .array(lineOfText(2, 100))
  .max(30, 'Indiquez 30 compétences au plus.')
  .transform((skills) => unique(skills.map((skill) => fold(skill).replaceAll(' ', '-')).filter(Boolean)));

const hours = z
  .number('Indiquez un nombre.')
  .min(1, 'Indiquez au moins 1 heure par semaine.')
  .max(48, 'La loi limite la semaine à 48 heures.');
const euros = z
  .number('Indiquez un nombre.')
  .min(0, 'Indiquez un montant positif.')
  .max(1_000_000, 'Ce montant est trop élevé.');

/** What the author writes. Everything may be missing from a draft; publication says what still misses, all at once. */
const content = {
  title: lineOfText(3, 120),
  occupationCode: z.string().regex(/^[A-N]\d{4}$/, 'Indiquez un code ROME : une lettre et 4 chiffres.'),
  description: freeText(0, 5000),
  contract: z.enum(contracts),
  contractMonths: z.number().positive('Indiquez une durée en mois.').max(120, 'Indiquez 120 mois au plus.'),
  weeklyHours: hours,
  payMin: euros,
  payMax: euros,
  payPeriod: z.enum(payPeriods),
  payText: lineOfText(2, 200),
  startsOn: calendarDay,
  closesOn: calendarDay,
  minimumAge: z.union([z.literal(16), z.literal(18)]),
  reservedFor: z.enum(reservations),
  contactName: lineOfText(2, 80),
  contactEmail,
  contactPhone,
  applicationUrl: webAddress,
  /** Name, postal code or INSEE code of the commune, or several of them: "Laon 02000". */
  place: lineOfText(2, 80),
  address: lineOfText(3, 150),
};

const lists = {
  requirements: linesOfText,
  taught: linesOfText,
  skills: skillList,
  /** Only when driving is part of the work. */
  licences: z.array(z.enum(licences)).max(15).transform(unique),
  accessWithoutCar: z.array(z.enum(accesses)).max(4).transform(unique),
  positions: z
    .number('Indiquez un nombre.')
    .int()
    .min(1, 'Indiquez au moins 1 poste.')
    .max(1000, 'Indiquez 1000 postes au plus.'),
  beginnerAccepted: z.boolean(),
  anonymousEmployer: z.boolean(),
};

/** Each of these may be absent or null. */
const writable = z.strictObject(content).partial().shape;
const clearable = Object.fromEntries(Object.entries(writable).map(([name, schema]) => [name, schema.nullable()])) as {
  [K in keyof typeof writable]: z.ZodNullable<(typeof writable)[K]>;
};

export const offerEdit = z
  .strictObject({ ...clearable, ...lists })
  .partial()
  .refine((edit) => Object.keys(edit).length > 0, 'Indiquez au moins un champ à changer.');
export type OfferEdit = z.output<typeof offerEdit>;

export const offerDraft = z
  .strictObject({ ...clearable, ...lists })
  .partial()
  .extend({
    /** Needed for the keys of the team; a structure's key publishes for its own. */
    organisationId: z.uuid().optional(),
    allowDuplicate: z.boolean().default(false),
  });
export type OfferDraft = z.input<typeof offerDraft>;

export const publishRequest = z.strictObject({ allowDuplicate: z.boolean().default(false) });
export const closingDay = z.strictObject({ closesOn: calendarDay });
export const closeRequest = z.strictObject({ reason: freeText(3, 300) });
export const returnRequest = z.strictObject({ reason: freeText(3, 1000) });

/** Texts to check without saving anything. */
export const checkRequest = z.strictObject({
  kind: z.enum(['offer', 'mission']).default('offer'),
  title: z.string().max(500).optional(),
  description: z.string().max(20_000).optional(),
  requirements: z.array(z.string().max(500)).max(50).optional(),
  taught: z.array(z.string().max(500)).max(50).optional(),
  payText: z.string().max(500).optional(),
  schedule: z.string().max(2000).optional(),
  licences: z.array(z.enum(licences)).max(15).default([]),
  payMin: euros.optional(),
  payPeriod: z.enum(payPeriods).optional(),
  weeklyHours: hours.optional(),
});

export const findingView = z
  .object({
    rule: z.string(),
    level: z.enum(['block', 'warn']),
    field: z.string(),
    passage: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    explanation: z.string(),
    proposal: z.string(),
  })
  .meta({ id: 'WordingFinding' });

export const fieldProblemView = z.object({ field: z.string(), code: z.string(), message: z.string() });
export const checkView = z.object({ publishable: z.boolean(), findings: z.array(findingView) });

export const offerListQuery = pageQuery.extend({
  organisationId: z.uuid().optional(),
  status: z.enum(lifeStatuses).optional(),
});
