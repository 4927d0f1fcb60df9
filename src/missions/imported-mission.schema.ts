import { z } from 'zod';
import { feedItem, feedText } from '../opportunities/feed-item.schema.js';
import { calendarDay } from '../opportunities/opportunity.schema.js';
import { missionActivity, missionDomain, remotes } from './mission.schema.js';

/** A published mission of a feed or of the demonstration data. Activities that are not in the list are left out. */
export const importedMission = z.strictObject({
  ...feedItem,
  domain: missionDomain.catch('autre'),
  activities: z
    .array(z.string())
    .default([])
    .transform((list) => [...new Set(list)].flatMap((slug) => missionActivity.safeParse(slug).data ?? []).slice(0, 5)),
  schedule: feedText(500).nullable().default(null),
  weeklyHours: z.number().positive().max(24).nullable().default(null).catch(null),
  slots: z.number().int().min(1).max(1000).default(1).catch(1),
  endsOn: calendarDay.nullable().default(null),
  remote: z.enum(remotes).default('no'),
  openToMinors: z.boolean().default(false),
  expensesRefunded: z.boolean().default(false),
  insured: z.boolean().default(false),
});

export type ImportedMission = z.input<typeof importedMission>;
export type ReadyMission = z.output<typeof importedMission>;
