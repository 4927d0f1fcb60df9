import { z } from 'zod';
import { calendarDay } from '../opportunities/opportunity.schema.js';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { withoutPrivateNumbers } from '../platform/lang/private-numbers.rules.js';
import { ANSWERS, APPLICATION_STATES, CLOSURES } from './application.rules.js';
import { USUAL_CAP } from './apply.rules.js';
import { REFUSAL_MOTIVES } from './motives.rules.js';
import { snapshotSchema } from './snapshot.schema.js';
import { STEPS } from './steps.rules.js';

const message = z.string().max(2000).optional().describe('à la personne, 500 caractères au plus');
const byPhone = z.boolean().default(false).describe('true : la personne le sait déjà par téléphone');

/** What an organisation answers. */
export const answerBody = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('accepted'), message, byPhone }),
  z.strictObject({ answer: z.literal('refused'), motive: z.enum(REFUSAL_MOTIVES), message, byPhone }),
  z.strictObject({ answer: z.literal('elsewhere'), message: z.string().min(2).max(2000), byPhone }),
  z.strictObject({
    answer: z.literal('meeting'),
    meetingAt: z.iso.datetime({ offset: true }).describe('avec son décalage, 2026-08-31T10:00:00+02:00'),
    meetingPlace: withoutPrivateNumbers(lineOfText(2, 120)),
    message,
    byPhone,
  }),
]);
export type AnswerBody = z.output<typeof answerBody>;

export const limitsBody = z.strictObject({
  cap: z
    .int()
    .min(1)
    .max(1000)
    .default(USUAL_CAP)
    .describe('nombre de candidatures sans réponse au-delà duquel l’annonce se met en pause'),
  pausedUntil: calendarDay.nullable().default(null).describe('dernier jour de la pause'),
});
export type LimitsBody = z.output<typeof limitsBody>;
export const limitsView = z
  .object({ cap: z.int(), pausedUntil: z.string().nullable(), waiting: z.int() })
  .meta({ id: 'ApplicationLimits' });
export type LimitsView = z.output<typeof limitsView>;

export const applicationFilter = pageQuery.extend({
  state: z
    .enum(['waiting', ...APPLICATION_STATES])
    .optional()
    .describe('waiting : envoyée ou vue'),
  escalated: z.enum(['true']).optional().describe('seulement celles pour lesquelles l’équipe doit appeler'),
  archived: z.enum(['true', 'false']).default('false'),
  opportunityId: z.uuid().optional(),
  organisationId: z.uuid().optional(),
});
export type ApplicationFilter = z.output<typeof applicationFilter>;

const instant = z.iso.datetime();

/** A line of the inbox. */
export const applicationLine = z
  .object({
    id: z.uuid(),
    kind: z.enum(['offer', 'mission']),
    opportunityId: z.uuid(),
    title: z.string().nullable(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    state: z.enum(APPLICATION_STATES),
    answer: z.enum(ANSWERS).nullable(),
    name: z.string().nullable().describe('prénom et initiale ; nul quand il ne peut plus être vu'),
    commune: z.string().nullable(),
    sentAt: instant,
    daysWaiting: z.int(),
    relancedAt: instant.nullable(),
    escalatedAt: instant.nullable(),
    archivedAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'ApplicationLine' });
export type ApplicationLine = z.output<typeof applicationLine>;

/** One application as the organisation and the team read it. */
export const applicationView = applicationLine
  .extend({
    person: snapshotSchema.nullable().describe('nul après un retrait, ou trois mois après un refus ou une fermeture'),
    words: z.string().nullable(),
    relanceWords: z.string().nullable(),
    seenAt: instant.nullable(),
    answeredAt: instant.nullable(),
    byPhone: z.boolean(),
    refusalMotive: z.enum(REFUSAL_MOTIVES).nullable(),
    answerMessage: z.string().nullable(),
    meetingAt: instant.nullable(),
    meetingPlace: z.string().nullable(),
    withdrawnAt: instant.nullable(),
    closedAt: instant.nullable(),
    closedBecause: z.enum(CLOSURES).nullable(),
    steps: z.array(z.object({ step: z.enum(STEPS), at: instant })),
  })
  .meta({ id: 'Application' });
export type ApplicationView = z.output<typeof applicationView>;

/** Answer to a change: nothing personal, so that nothing personal is kept with an idempotency key. */
export const changedApplication = z.object({
  id: z.uuid(),
  state: z.enum(APPLICATION_STATES),
  answer: z.enum(ANSWERS).nullable(),
  version: z.int(),
});
export type ChangedApplication = z.output<typeof changedApplication>;
