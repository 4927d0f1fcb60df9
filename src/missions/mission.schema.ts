import { z } from 'zod';
import { lifeStatuses } from '../offers/life.rules.js';
import { accesses, calendarDay, contactEmail, contactPhone } from '../offers/offer.schema.js';
import { freeText, lineOfText, webAddress } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { activitySlugs, domainSlugs } from './topics.data.js';

export const remotes = ['no', 'possible', 'full'] as const;
export const missionDomain = z.enum(domainSlugs);
export const missionActivity = z.enum(activitySlugs);

/** What the association writes. Everything may be missing from a draft. There is no pay, and no field for one. */
const content = {
  title: lineOfText(3, 120),
  domain: missionDomain,
  description: freeText(0, 5000),
  /** When, in people's words: "le mardi matin, selon vos disponibilités". */
  schedule: freeText(0, 500),
  /** About how many hours a week; more than 24 looks like a job. */
  weeklyHours: z
    .number('Indiquez un nombre.')
    .positive('Indiquez un nombre d’heures.')
    .max(24, 'Au-delà de 24 heures par semaine, c’est un emploi.'),
  startsOn: calendarDay,
  endsOn: calendarDay,
  closesOn: calendarDay,
  contactName: lineOfText(2, 80),
  contactEmail,
  contactPhone,
  applicationUrl: webAddress,
  /** Name, postal code or INSEE code of the commune. */
  place: lineOfText(2, 80),
  address: lineOfText(3, 150),
};

const writable = z.strictObject(content).partial().shape;
const clearable = Object.fromEntries(Object.entries(writable).map(([name, schema]) => [name, schema.nullable()])) as {
  [K in keyof typeof writable]: z.ZodNullable<(typeof writable)[K]>;
};

const always = {
  activities: z
    .array(missionActivity)
    .max(5, 'Choisissez 5 activités au plus.')
    .transform((list) => [...new Set(list)]),
  slots: z
    .number('Indiquez un nombre.')
    .int()
    .min(1, 'Indiquez au moins 1 place.')
    .max(1000, 'Indiquez 1000 places au plus.'),
  remote: z.enum(remotes),
  openToMinors: z.boolean(),
  expensesRefunded: z.boolean(),
  insured: z.boolean(),
  accessWithoutCar: z
    .array(z.enum(accesses))
    .max(4)
    .transform((list) => [...new Set(list)]),
};

export const missionEdit = z
  .strictObject({ ...clearable, ...always })
  .partial()
  .refine((edit) => Object.keys(edit).length > 0, 'Indiquez au moins un champ à changer.');
export type MissionEdit = z.output<typeof missionEdit>;

export const missionDraft = z
  .strictObject({ ...clearable, ...always })
  .partial()
  .extend({
    /** Needed for the keys of the team; a structure's key publishes for its own. */
    organisationId: z.uuid().optional(),
    allowDuplicate: z.boolean().default(false),
  });
export type MissionDraft = z.input<typeof missionDraft>;

export const missionListQuery = pageQuery.extend({
  organisationId: z.uuid().optional(),
  status: z.enum(lifeStatuses).optional(),
});
