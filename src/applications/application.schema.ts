import { z } from 'zod';
import { calendarDay } from '../offers/offer.schema.js';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { ANSWERS, APPLICATION_STATES, CLOSURES } from './application.rules.js';
import { USUAL_CAP } from './apply.rules.js';
import { REFUSAL_MOTIVES } from './motives.rules.js';
import { snapshotSchema } from './snapshot.schema.js';
import { STEPS } from './steps.rules.js';

const message = z.string().max(2000).optional().describe('to the person, 500 characters at most');
const byPhone = z.boolean().default(false).describe('true: the person was told by telephone already');

/** What an organisation answers. */
export const answerBody = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('accepted'), message, byPhone }),
  z.strictObject({ answer: z.literal('refused'), motive: z.enum(REFUSAL_MOTIVES), message, byPhone }),
  z.strictObject({ answer: z.literal('elsewhere'), message: z.string().min(2).max(2000), byPhone }),
  z.strictObject({
    answer: z.literal('meeting'),
    meetingAt: z.iso.datetime({ offset: true }).describe('with its offset, 2026-08-31T10:00:00+02:00'),
    meetingPlace: lineOfText(2, 120),
    message,
    byPhone,
  }),
]);
export type AnswerBody = z.output<typeof answerBody>;

export const limitsBody = z.strictObject({
  cap: z.int().min(1).max(1000).default(USUAL_CAP).describe('applications without an answer after which it pauses'),
  pausedUntil: calendarDay.nullable().default(null).describe('last day of the pause'),
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
    .describe('waiting: sent or seen'),
  escalated: z.enum(['true']).optional().describe('only those that the hotline should call about'),
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
    name: z.string().nullable().describe('first name and initial; null once it may no longer be seen'),
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
    person: snapshotSchema.nullable().describe('null once withdrawn, or three months after a refusal or a closure'),
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
