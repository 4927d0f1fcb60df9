import { z } from 'zod';
import { freeText } from '../organisations/typed-text.schema.js';
import {
  accessWithoutCar,
  asEdit,
  calendarDay,
  clearable,
  draftRequest,
  headcount,
  unique,
  writtenByAuthor,
} from '../opportunities/opportunity.schema.js';
import { activitySlugs, domainSlugs } from './topics.data.js';

export const remotes = ['no', 'possible', 'full'] as const;
export const missionDomain = z.enum(domainSlugs);
export const missionActivity = z.enum(activitySlugs);

/** What the association writes. Everything may be missing from a draft. There is no pay, and no field for one. */
const content = {
  ...writtenByAuthor,
  domain: missionDomain,
  /** When, in people's words: "le mardi matin, selon vos disponibilités". */
  schedule: freeText(0, 500),
  /** About how many hours a week; more than 24 looks like a job. */
  weeklyHours: z
    .number('Indiquez un nombre.')
    .positive('Indiquez un nombre d’heures.')
    .max(24, 'Au-delà de 24 heures par semaine, c’est un emploi.'),
  endsOn: calendarDay,
};

const always = {
  activities: z.array(missionActivity).max(5, 'Choisissez 5 activités au plus.').transform(unique),
  slots: headcount('place'),
  remote: z.enum(remotes),
  openToMinors: z.boolean(),
  expensesRefunded: z.boolean(),
  insured: z.boolean(),
  accessWithoutCar,
};

const written = z.strictObject({ ...clearable(content), ...always }).partial();

export const missionEdit = asEdit(written);
export type MissionEdit = z.output<typeof missionEdit>;

export const missionDraft = written.extend(draftRequest);
export type MissionDraft = z.input<typeof missionDraft>;
