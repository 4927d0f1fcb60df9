import { z } from 'zod';
import { TRAVEL_MODES } from '../geo/travel.rules.js';
import { contracts, licences, reservations } from '../offers/offer.schema.js';
import { calendarDay } from '../opportunities/opportunity.schema.js';
import { missionActivity, missionDomain } from '../missions/mission.schema.js';
import { freeText, lineOfText } from '../organisations/typed-text.schema.js';
import { withoutPrivateNumbers } from '../platform/lang/private-numbers.rules.js';
import { skillSlug } from './candidate.rules.js';
import { personalPhone } from './personal-phone.rules.js';

/**
 * What may be said of a person. Fields that are not here are refused: no social security number, date of birth, nationality,
 * family or health is ever taken (CNIL recruitment guide, 2023), nor a number of this kind in a free text.
 */

export type Contract = (typeof contracts)[number];
export type Eligibility = (typeof reservations)[number];
export const CONSENT_PURPOSES = [
  'sms-alerts',
  'email-alerts',
  'cv-visible',
  'employer-contact',
  'follow-up-calls',
  'volunteering',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CONSENT_HOWS = ['web', 'oral', 'letter', 'sms', 'email', 'import'] as const;
export type ConsentHow = (typeof CONSENT_HOWS)[number];
export const ALERT_RHYTHMS = ['digest', 'immediate', 'off'] as const;
export type AlertRhythm = (typeof ALERT_RHYTHMS)[number];
export const ALERT_CHANNELS = ['sms', 'email'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];

const MISSION_TOPICS: ReadonlySet<string> = new Set([
  ...missionDomain.options.map((slug) => `domain:${slug}`),
  ...missionActivity.options.map((slug) => `activity:${slug}`),
]);

/** The list holds a value once, in a fixed order, so that the same wishes are the same bytes. */
const setOf = <S extends z.ZodType<string>>(item: S, max: number) =>
  z
    .array(item)
    .max(max)
    .transform((items) => [...new Set(items)].sort());

/** A month or a year: few people remember the month in which a job began. */
const month = z
  .string()
  .regex(/^(19|20)\d{2}(-(0[1-9]|1[0-2]))?$/, 'Écrivez une année, comme 2019, ou un mois et son année.');

export const EXPERIENCE_KINDS = [
  'job',
  'internship',
  'seasonal',
  'volunteering',
  'family-help',
  'informal',
  'military',
  'training',
] as const;

/** First and last names: letters of any script, spaces, hyphens, apostrophes, full stops. No digit, address or emoji. */
export const personNameSchema = lineOfText(1, 60).refine(
  (name) => /^\p{L}[\p{L}\p{M}'’. -]*$/u.test(name) && !/www\.|\p{L}\.\p{L}{2,}/iu.test(name),
  'Écrivez un nom avec des lettres, sans chiffre ni adresse.',
);

/** Any usual way of writing a person's number; kept in E.164. */
export const phoneSchema = z
  .string()
  .max(30)
  .transform((text, context) => {
    const phone = personalPhone(text);
    if (phone.ok) return phone.value;
    context.addIssue({ code: 'custom', message: phone.message, params: { code: phone.reason } });
    return z.NEVER;
  });

/** A line in the person's or an agent's own words. */
export const words = (min: number, max: number) => withoutPrivateNumbers(lineOfText(min, max));

/** Months and years compare by what both say. */
function isBefore(one: string, other: string): boolean {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) < other.slice(0, known);
}

export const experienceSchema = z
  .strictObject({
    title: words(2, 80),
    kind: z.enum(EXPERIENCE_KINDS).default('job'),
    organisation: words(1, 80).optional(),
    from: month.optional(),
    to: month.optional(),
    description: withoutPrivateNumbers(freeText(1, 500)).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || !isBefore(to, from), {
    path: ['to'],
    message: 'La fin vient avant le début. Vérifiez les deux dates.',
  });
export type Experience = z.output<typeof experienceSchema>;

/** What only the team reads and writes. `eligibility` is checked by the département. */
export const supportSchema = z.strictObject({
  rsaStatus: words(1, 60).nullable(),
  barriers: setOf(words(1, 60), 10),
  referent: words(1, 120).nullable(),
  territory: words(1, 120).nullable(),
  privateNote: withoutPrivateNumbers(freeText(1, 500)).nullable(),
  eligibility: setOf(z.enum(reservations), 3),
});

/** Missions wished: a domain or an activity of API Engagement. */
const missionTopicSchema = z
  .string()
  .refine(
    (topic) => MISSION_TOPICS.has(topic),
    'Ce domaine ou cette activité de bénévolat n’existe pas : écrivez domain:… ou activity:….',
  );

const weeklyHours = z.number().min(1).max(48).multipleOf(0.5).meta({ 'x-unit': 'heures' });

const fields = {
  firstName: personNameSchema,
  lastName: personNameSchema,
  phone: phoneSchema.nullable(),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()).nullable(),
  /** Name, postal code or INSEE code of the commune. */
  place: z.string().min(2).max(120),
  adult: z.boolean(),
  occupations: z
    .array(z.strictObject({ code: z.string().max(10), experienced: z.boolean().default(false) }))
    .max(10)
    .refine((list) => new Set(list.map((item) => item.code)).size === list.length, 'Chaque métier une seule fois.'),
  missionTopics: setOf(missionTopicSchema, 20),
  volunteering: z.boolean(),
  contracts: setOf(z.enum(contracts), contracts.length),
  hoursMin: weeklyHours.nullable(),
  hoursMax: weeklyHours.nullable(),
  reachKm: z.number().int().min(1).max(100).meta({ 'x-unit': 'km' }),
  travelMode: z.enum(TRAVEL_MODES),
  availableFrom: calendarDay.nullable(),
  headline: words(2, 120).nullable(),
  experiences: z.array(experienceSchema).max(20),
  skills: setOf(words(2, 60).transform(skillSlug).pipe(z.string().min(1)), 40),
  licences: setOf(z.enum(licences), licences.length),
};

/** How somebody is taken to travel until they say it. */
export const USUAL_TRAVEL = { travelMode: 'bike', reachKm: 20 } as const;

/** A person's file as it is sent in; what is left out takes its usual value. */
export const candidateInputSchema = z.strictObject({
  firstName: fields.firstName,
  lastName: fields.lastName,
  phone: fields.phone.default(null),
  email: fields.email.default(null),
  place: fields.place,
  adult: fields.adult.default(true),
  occupations: fields.occupations.default([]),
  missionTopics: fields.missionTopics.default([]),
  volunteering: fields.volunteering.default(false),
  contracts: fields.contracts.default([]),
  hoursMin: fields.hoursMin.default(null),
  hoursMax: fields.hoursMax.default(null),
  reachKm: fields.reachKm.default(USUAL_TRAVEL.reachKm),
  travelMode: fields.travelMode.default(USUAL_TRAVEL.travelMode),
  availableFrom: fields.availableFrom.default(null),
  headline: fields.headline.default(null),
  experiences: fields.experiences.default([]),
  skills: fields.skills.default([]),
  licences: fields.licences.default([]),
  support: supportSchema.partial().optional(),
});
export type CandidateInput = z.output<typeof candidateInputSchema>;

/** A change: only what is named changes. */
export const candidatePatchSchema = z.strictObject({ ...fields, support: supportSchema.partial() }).partial();
export type CandidatePatch = z.output<typeof candidatePatchSchema>;

export const consentInputSchema = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  granted: z.boolean(),
  how: z.enum(CONSENT_HOWS),
});
export type ConsentInput = z.output<typeof consentInputSchema>;

/** Registration: the file and what the person agreed to while giving it. */
export const registrationSchema = candidateInputSchema.extend({
  consents: z.array(consentInputSchema).max(6).default([]),
});
export type Registration = z.output<typeof registrationSchema>;

/** Alerts: `off` stops them, a pause holds them until the day. */
export const alertSettingsSchema = z.strictObject({
  rhythm: z.enum(ALERT_RHYTHMS),
  channels: setOf(z.enum(ALERT_CHANNELS), 2),
  pausedUntil: calendarDay.nullable().default(null),
});
export type AlertSettings = z.output<typeof alertSettingsSchema>;

export const savedSearchInputSchema = z
  .strictObject({
    kind: z.enum(['offer', 'mission']).nullable().default(null),
    occupationCode: z.string().max(10).nullable().default(null),
    q: lineOfText(2, 100).nullable().default(null),
    place: fields.place,
    radiusKm: z.number().int().min(1).max(100).meta({ 'x-unit': 'km' }).default(20),
  })
  .refine((search) => search.occupationCode !== null || search.q !== null, 'Indiquez un métier ou des mots.');
export type SavedSearchInput = z.output<typeof savedSearchInputSchema>;

/** A line of a file: a registration known at its source by `externalRef`. */
export const importedCandidateSchema = registrationSchema.extend({
  source: z.string().min(1).max(60),
  externalRef: z.string().min(1).max(120),
});
export type ImportedCandidate = z.output<typeof importedCandidateSchema>;
