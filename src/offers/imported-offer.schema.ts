import { z } from 'zod';
import { feedItem, feedLine } from '../opportunities/feed-item.schema.js';
import { fold } from '../platform/lang/text.js';
import { contracts, licences, payPeriods, reservations } from './offer.schema.js';

function feedLines(max: number) {
  return z
    .array(feedLine(200))
    .transform((lines) => [...new Set(lines.filter((line) => line.length > 1))].slice(0, max));
}

/** A published offer of a feed or of the demonstration data. */
export const importedOffer = z.strictObject({
  ...feedItem,
  occupationCode: z.string().regex(/^[A-N]\d{4}$/, 'Le métier manque.'),
  contract: z.enum(contracts),
  contractMonths: z.number().positive().max(120).nullable().default(null),
  weeklyHours: z.number().min(1).max(48).nullable().default(null),
  payMin: z.number().min(0).max(1_000_000).nullable().default(null),
  payMax: z.number().min(0).max(1_000_000).nullable().default(null),
  payPeriod: z.enum(payPeriods).nullable().default(null),
  payText: feedLine(200).nullable().default(null),
  positions: z.number().int().min(1).max(1000).default(1),
  requirements: feedLines(20).default([]),
  taught: feedLines(20).default([]),
  skills: z
    .array(z.string())
    .default([])
    .transform((skills) =>
      [...new Set(skills.map((skill) => fold(skill).replaceAll(' ', '-')).filter(Boolean))].slice(0, 30),
    ),
  licences: z.array(z.enum(licences)).default([]),
  beginnerAccepted: z.boolean().default(false),
  minimumAge: z
    .union([z.literal(16), z.literal(18)])
    .nullable()
    .default(null),
  reservedFor: z.enum(reservations).nullable().default(null),
  anonymousEmployer: z.boolean().default(false),
});

export type ImportedOffer = z.input<typeof importedOffer>;
export type ReadyOffer = z.output<typeof importedOffer>;
