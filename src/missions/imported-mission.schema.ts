import { z } from 'zod';
import { feedAddress, feedLine, feedOrigin, feedPlace, feedText } from '../offers/imported-offer.schema.js';
import { accesses, calendarDay } from '../offers/offer.schema.js';
import { missionActivity, missionDomain, remotes } from './mission.schema.js';

/** A published mission of a feed or of the demonstration data. Activities that are not in the list are left out. */
export const importedMission = z.strictObject({
  ...feedOrigin,
  ...feedPlace,
  title: feedLine(120).pipe(z.string().min(3, 'Le titre manque.')),
  domain: missionDomain.catch('autre'),
  activities: z
    .array(z.string())
    .default([])
    .transform((list) => [...new Set(list)].flatMap((slug) => missionActivity.safeParse(slug).data ?? []).slice(0, 5)),
  description: feedText(5000).pipe(z.string().min(1, 'La description manque.')),
  schedule: feedText(500).nullable().default(null),
  weeklyHours: z.number().positive().max(24).nullable().default(null).catch(null),
  slots: z.number().int().min(1).max(1000).default(1).catch(1),
  startsOn: calendarDay.nullable().default(null),
  endsOn: calendarDay.nullable().default(null),
  /** 30 days from the import when the feed has none; never more than 60. */
  closesOn: calendarDay.nullable().default(null),
  remote: z.enum(remotes).default('no'),
  openToMinors: z.boolean().default(false),
  expensesRefunded: z.boolean().default(false),
  insured: z.boolean().default(false),
  accessWithoutCar: z.array(z.enum(accesses)).default([]),
  contactName: feedLine(80).nullable().default(null),
  contactEmail: z.string().max(200).nullable().default(null),
  contactPhone: feedLine(30).nullable().default(null),
  applicationUrl: feedAddress,
});

export type ImportedMission = z.input<typeof importedMission>;
export type ReadyMission = z.output<typeof importedMission>;
