import { z } from 'zod';
import { mendedLine, mendedText, webAddress } from '../organisations/typed-text.schema.js';
import { accesses, calendarDay } from './opportunity.schema.js';

/** A line of a feed is mended rather than refused: nobody is there to correct it. */
export function feedLine(max: number) {
  return z.string().transform((text) => mendedLine(text, max));
}

export function feedText(max: number) {
  return z.string().transform((text) => mendedText(text, max));
}

/** An address of a feed that is not one of the web is left out. */
const feedAddress = z
  .string()
  .nullable()
  .default(null)
  .transform((text) => {
    const parsed = webAddress.safeParse(text);
    return parsed.success ? parsed.data : null;
  });

/** What every published item of a feed or of the demonstration data says. */
export const feedItem = {
  source: z.string().min(1).max(60),
  externalRef: z.string().min(1).max(200),
  organisationId: z.uuid(),
  publishedAt: z.date(),
  /** Changes when, and only when, the content changes. */
  contentHash: z.string().min(1).max(128),
  /** Lets it in beside one that looks the same; for demonstration data. */
  allowDuplicate: z.boolean().default(false),
  /** Where it is, as the importer found it through the geo module. */
  insee: z.string().regex(/^(\d{5}|2[AB]\d{3})$/),
  address: feedLine(150).nullable().default(null),
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  coordinateSource: z.string().min(1),
  coordinatePrecision: z.string().min(1),
  title: feedLine(120).pipe(z.string().min(3, 'Le titre manque.')),
  description: feedText(5000).pipe(z.string().min(1, 'La description manque.')),
  startsOn: calendarDay.nullable().default(null),
  /** 30 days from the import when the feed has none; never more than 60. */
  closesOn: calendarDay.nullable().default(null),
  accessWithoutCar: z.array(z.enum(accesses)).default([]),
  contactName: feedLine(80).nullable().default(null),
  contactEmail: z.string().max(200).nullable().default(null),
  contactPhone: feedLine(30).nullable().default(null),
  applicationUrl: feedAddress,
};

const shape = z.object(feedItem);
export type FeedItem = z.output<typeof shape>;
