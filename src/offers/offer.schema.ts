import { z } from 'zod';
import {
  accessWithoutCar,
  asEdit,
  clearable,
  draftRequest,
  headcount,
  unique,
  writtenByAuthor,
} from '../opportunities/opportunity.schema.js';
import { findingView } from '../opportunities/opportunity.view.schema.js';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { withoutPrivateNumbers } from '../platform/lang/private-numbers.rules.js';
import { fold } from '../platform/lang/text.js';

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

/** Lines such as "CACES 3" or "travail en équipe". */
export const linesOfText = z.array(lineOfText(2, 200)).max(20, 'Indiquez 20 lignes au plus.').transform(unique);

/** Skills in people's words, kept as slugs: "Conduite d'engins" → "conduite-d-engins". */
export const skillList = z
  .array(withoutPrivateNumbers(lineOfText(2, 100)))
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
  ...writtenByAuthor,
  occupationCode: z.string().regex(/^[A-N]\d{4}$/, 'Indiquez un code ROME : une lettre et 4 chiffres.'),
  contract: z.enum(contracts),
  contractMonths: z.number().positive('Indiquez une durée en mois.').max(120, 'Indiquez 120 mois au plus.'),
  weeklyHours: hours,
  payMin: euros,
  payMax: euros,
  payPeriod: z.enum(payPeriods),
  payText: lineOfText(2, 200),
  minimumAge: z.union([z.literal(16), z.literal(18)]),
  reservedFor: z.enum(reservations),
};

const lists = {
  requirements: linesOfText,
  taught: linesOfText,
  skills: skillList,
  /** Only when driving is part of the work. */
  licences: z.array(z.enum(licences)).max(15).transform(unique),
  accessWithoutCar,
  positions: headcount('poste'),
  beginnerAccepted: z.boolean(),
  anonymousEmployer: z.boolean(),
};

const written = z.strictObject({ ...clearable(content), ...lists }).partial();

export const offerEdit = asEdit(written);
export type OfferEdit = z.output<typeof offerEdit>;

export const offerDraft = written.extend(draftRequest);
export type OfferDraft = z.input<typeof offerDraft>;

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

export const checkView = z.object({ publishable: z.boolean(), findings: z.array(findingView) });
