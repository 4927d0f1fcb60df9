import { z } from 'zod';
import { mendedLine, mendedText, webAddress } from '../organisations/typed-text.schema.js';
import { fold } from '../platform/lang/text.js';
import { accesses, calendarDay, contracts, licences, payPeriods, reservations } from './offer.schema.js';

/** A line of a feed is mended rather than refused: nobody is there to correct it. */
export function feedLine(max: number) {
  return z.string().transform((text) => mendedLine(text, max));
}

export function feedLines(max: number) {
  return z
    .array(feedLine(200))
    .transform((lines) => [...new Set(lines.filter((line) => line.length > 1))].slice(0, max));
}

export function feedText(max: number) {
  return z.string().transform((text) => mendedText(text, max));
}

/** An address of a feed that is not one of the web is left out. */
export const feedAddress = z
  .string()
  .nullable()
  .default(null)
  .transform((text) => {
    const parsed = webAddress.safeParse(text);
    return parsed.success ? parsed.data : null;
  });

/** Where it is, as the importer found it through the geo module. */
export const feedPlace = {
  insee: z.string().regex(/^(\d{5}|2[AB]\d{3})$/),
  address: feedLine(150).nullable().default(null),
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  coordinateSource: z.string().min(1),
  coordinatePrecision: z.string().min(1),
};

/** Where it comes from, and whose it is. */
export const feedOrigin = {
  source: z.string().min(1).max(60),
  externalRef: z.string().min(1).max(200),
  organisationId: z.uuid(),
  publishedAt: z.date(),
  /** Changes when, and only when, the content changes. */
  contentHash: z.string().min(1).max(128),
  /** Lets it in beside one that looks the same; for demonstration data. */
  allowDuplicate: z.boolean().default(false),
};

/** A published offer of a feed or of the demonstration data. */
export const importedOffer = z.strictObject({
  ...feedOrigin,
  ...feedPlace,
  title: feedLine(120).pipe(z.string().min(3, 'Le titre manque.')),
  occupationCode: z.string().regex(/^[A-N]\d{4}$/, 'Le métier manque.'),
  description: feedText(5000).pipe(z.string().min(1, 'La description manque.')),
  contract: z.enum(contracts),
  contractMonths: z.number().positive().max(120).nullable().default(null),
  weeklyHours: z.number().min(1).max(48).nullable().default(null),
  payMin: z.number().min(0).max(1_000_000).nullable().default(null),
  payMax: z.number().min(0).max(1_000_000).nullable().default(null),
  payPeriod: z.enum(payPeriods).nullable().default(null),
  payText: feedLine(200).nullable().default(null),
  positions: z.number().int().min(1).max(1000).default(1),
  startsOn: calendarDay.nullable().default(null),
  /** 30 days from the import when the feed has none; never more than 60. */
  closesOn: calendarDay.nullable().default(null),
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
  accessWithoutCar: z.array(z.enum(accesses)).default([]),
  anonymousEmployer: z.boolean().default(false),
  contactName: feedLine(80).nullable().default(null),
  contactEmail: z.string().max(200).nullable().default(null),
  contactPhone: feedLine(30).nullable().default(null),
  applicationUrl: feedAddress,
});

export type ImportedOffer = z.input<typeof importedOffer>;
export type ReadyOffer = z.output<typeof importedOffer>;
