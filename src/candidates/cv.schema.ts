import { z } from 'zod';
import { candidatePatchSchema, experienceSchema, personNameSchema, words } from './candidate.schema.js';
import { taskOf } from './trade-tasks.rules.js';

/**
 * What a CV holds, as the answers to one question a screen. No age, photo, family, nationality, address or health: nothing of the
 * kind can be said here.
 */

export const TRANSPORTS = ['bus', 'train', 'car-pool', 'lift'] as const;
export type Transport = (typeof TRANSPORTS)[number];
export const WORK_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WorkDay = (typeof WORK_DAYS)[number];
export const MOMENTS = ['morning', 'afternoon', 'evening', 'night'] as const;
export type Moment = (typeof MOMENTS)[number];
export const LANGUAGE_LEVELS = ['some', 'good', 'fluent'] as const;

const file = candidatePatchSchema.shape;

/** A choice of these, each once, in their order. */
const someOf = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .array(z.enum(values))
    .transform((chosen): T[] => values.filter((value) => (chosen as readonly string[]).includes(value)));

/** A diploma, a certificate, a training: the year only if the person gives it. */
export const trainingSchema = z.strictObject({
  title: words(2, 80),
  place: words(1, 80).optional(),
  year: z
    .string()
    .regex(/^(19|20)\d{2}$/, 'Écrivez une année, comme 2019.')
    .optional(),
});
export type Training = z.output<typeof trainingSchema>;

export const languageSchema = z.strictObject({ name: words(2, 40), level: z.enum(LANGUAGE_LEVELS) });
export type Language = z.output<typeof languageSchema>;

/** One schema a question. What a form leaves out is refused by the question, never guessed. */
export const cvAnswerSchemas = {
  name: z.strictObject({
    firstName: personNameSchema,
    lastName: z.literal('').or(personNameSchema).default(''),
    adult: z.boolean().default(true),
  }),
  place: z.strictObject({ place: file.place.unwrap() }),
  /** `any`: every trade suits; occupations may then be empty. */
  work: z
    .strictObject({ any: z.boolean().default(false), occupations: file.occupations.unwrap() })
    .refine(
      (work) => work.any || work.occupations.length > 0,
      'Choisissez au moins un métier, ou « tous les métiers ».',
    ),
  tasks: z.strictObject({
    tasks: z
      .array(z.string().refine((id) => taskOf(id) !== undefined, 'Cette tâche n’existe pas.'))
      .max(120)
      .transform((ids) => [...new Set(ids)].sort()),
  }),
  skills: z.strictObject({ skillWords: z.array(words(2, 60)).max(20, 'Écrivez au plus 20 choses.') }),
  experiences: z.strictObject({ experiences: z.array(experienceSchema).max(20) }),
  trainings: z.strictObject({ trainings: z.array(trainingSchema).max(15) }),
  licences: z.strictObject({ licences: file.licences.unwrap() }),
  travel: z.strictObject({
    travelMode: file.travelMode.unwrap(),
    reachKm: file.reachKm.unwrap(),
    transport: someOf(TRANSPORTS).default([]),
  }),
  hours: z
    .strictObject({
      hoursMin: file.hoursMin.unwrap(),
      hoursMax: file.hoursMax.unwrap(),
      contracts: file.contracts.unwrap(),
    })
    .refine(
      (wish) => wish.hoursMin === null || wish.hoursMax === null || wish.hoursMin <= wish.hoursMax,
      'Le minimum d’heures dépasse le maximum.',
    ),
  days: z.strictObject({ days: someOf(WORK_DAYS), moments: someOf(MOMENTS) }),
  available: z.strictObject({ availableFrom: file.availableFrom.unwrap() }),
  languages: z.strictObject({ languages: z.array(languageSchema).max(8) }),
  headline: z.strictObject({ headline: file.headline.unwrap() }),
  volunteering: z.strictObject({ volunteering: z.boolean(), missionTopics: file.missionTopics.unwrap().default([]) }),
  /** `visible`: employers see the CV; `contact`: they may write or call through the platform. */
  visibility: z.strictObject({ visible: z.boolean(), contact: z.boolean() }),
} as const;

export type CvStep = keyof typeof cvAnswerSchemas;
export type CvAnswer<S extends CvStep> = z.output<(typeof cvAnswerSchemas)[S]>;
export type CvAnswers = { readonly [S in CvStep]?: CvAnswer<S> | undefined };

/** Answers as they are kept in a draft or a proposal: any of them, each whole. */
export const cvAnswersSchema = z.strictObject(cvAnswerSchemas).partial();
