import { z } from 'zod';
import { contracts } from '../offers/offer.schema.js';
import { calendarDay } from '../opportunities/opportunity.schema.js';
import { freeText, lineOfText } from '../organisations/typed-text.schema.js';
import { withoutPrivateNumbers } from '../platform/lang/private-numbers.rules.js';
import { DIRECTIONS, isPossible, OUTCOMES } from './call.rules.js';

/** What an agent records of a call, and the questions asked at 3, 6 and 12 months. */

export const SITUATIONS = ['job', 'training', 'volunteering', 'immersion', 'looking', 'other'] as const;
/** What still stands in the way. Health is not on the list: it is never collected. */
export const OBSTACLES = [
  'transport',
  'childcare',
  'housing',
  'digital',
  'reading',
  'money',
  'paperwork',
  'qualification',
  'no-offer-nearby',
  'other',
] as const;

/** An agent as colleagues know them: initials or a first name. */
export const agentName = lineOfText(1, 60);

export const answersSchema = z
  .strictObject({
    situation: z.enum(SITUATIONS),
    contract: z.enum(contracts).optional().describe('seulement pour un emploi'),
    weeklyHours: z.number().min(0.5).max(60).optional().describe('seulement pour un emploi'),
    startedOn: calendarDay
      .optional()
      .describe('premier jour de l’emploi, de la formation, du bénévolat ou de l’immersion'),
    employer: withoutPrivateNumbers(lineOfText(1, 120)).optional(),
    foundThroughPlatform: z.boolean().optional(),
    obstacles: z.array(z.enum(OBSTACLES)).max(OBSTACLES.length).default([]).describe('ce qui bloque encore'),
    wantsHelp: z.boolean(),
    satisfaction: z.int().min(0).max(10).optional().describe('de 0 à 10 ; absent si la personne ne le dit pas'),
  })
  .refine(
    (answers) => answers.situation === 'job' || (answers.contract === undefined && answers.weeklyHours === undefined),
    {
      path: ['contract'],
      message: 'Le contrat et les heures ne se disent que pour un emploi.',
    },
  );
export type Answers = z.output<typeof answersSchema>;

export const recordCallBody = z
  .strictObject({
    leaseId: z.uuid(),
    agent: agentName,
    direction: z.enum(DIRECTIONS).default('outgoing').describe('incoming : la personne nous appelle'),
    outcome: z.enum(OUTCOMES),
    callBackAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('avec reached-call-back : l’heure demandée par la personne'),
    answers: answersSchema.optional().describe('avec reached-done ; obligatoire pour un suivi'),
    note: withoutPrivateNumbers(freeText(1, 500))
      .optional()
      .describe('la personne peut la lire : ni santé, ni jugement'),
  })
  .refine((call) => (call.outcome === 'reached-call-back') === (call.callBackAt !== undefined), {
    path: ['callBackAt'],
    message: 'Dites quand rappeler si, et seulement si, la personne le demande.',
  })
  .refine((call) => call.outcome === 'reached-done' || call.answers === undefined, {
    path: ['answers'],
    message: 'Donnez des réponses seulement si la personne a répondu.',
  })
  .refine((call) => isPossible(call.outcome, call.direction), {
    path: ['outcome'],
    message: 'Ce résultat est impossible quand la personne nous appelle.',
  });
export type RecordCallBody = z.output<typeof recordCallBody>;

export const callView = z
  .object({
    id: z.uuid(),
    followUpId: z.uuid().describe('l’appel à passer'),
    agent: z.string(),
    direction: z.enum(DIRECTIONS),
    outcome: z.enum(OUTCOMES),
    applied: z.boolean().describe('false : noté après la perte de la réservation, sans effet sur l’appel à passer'),
    callBackAt: z.iso.datetime().nullable(),
    answers: z.unknown().describe('réponses aux questions ; nul si elles n’ont pas été posées'),
    note: z.string().nullable(),
    calledAt: z.iso.datetime(),
  })
  .meta({ id: 'Call' });
export type CallView = z.output<typeof callView>;
