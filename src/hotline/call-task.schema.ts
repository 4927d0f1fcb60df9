import { z } from 'zod';
import { calendarDay } from '../opportunities/opportunity.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { agentName, callView } from './call.schema.js';
import { CALL_REASONS } from './call-task.rules.js';
import { STATES } from './follow-up.rules.js';

export const callTaskView = z
  .object({
    id: z.uuid(),
    reason: z.enum(CALL_REASONS),
    subject: z.uuid().nullable().describe('de quoi il s’agit : identifiant d’une annonce ou d’une candidature'),
    candidateId: z.uuid().nullable().describe('nul pour une personne connue par son seul numéro'),
    appointmentId: z.uuid().nullable(),
    months: z.number().nullable().describe('pour un suivi : 3, 6 ou 12 mois après le rendez-vous'),
    dueOn: z.string().describe('un jour ouvré, à Paris'),
    windowStartsOn: z.string(),
    windowEndsOn: z.string(),
    state: z.enum(STATES),
    endReason: z.string().nullable(),
    endedAt: z.iso.datetime().nullable(),
    mergedInto: z.uuid().nullable().describe('l’appel à la même personne qui remplace celui-ci'),
    attempts: z.number().describe('essais sans réponse, 3 au plus'),
    notBefore: z.iso.datetime().nullable(),
    callIn: z.enum(['morning', 'afternoon']).nullable(),
    bestTime: z.enum(['morning', 'afternoon']).nullable().describe('le moment que préfère la personne ; nul : tous'),
    promisedAt: z.iso.datetime().nullable().describe('l’heure demandée par la personne'),
    lease: z
      .object({ agent: z.string(), since: z.iso.datetime(), until: z.iso.datetime() })
      .nullable()
      .describe('qui appelle en ce moment'),
  })
  .meta({ id: 'CallTask' });
export type CallTaskView = z.output<typeof callTaskView>;

/** What an agent needs on one screen to make the call. */
export const callSheet = z
  .object({
    leaseId: z.uuid().describe('à redonner pour noter l’appel, prolonger ou rendre'),
    followUp: callTaskView.describe('l’appel à passer, quelle qu’en soit la raison'),
    also: z.array(callTaskView).describe('ce que cet appel règle aussi : les appels qu’il remplace'),
    about: z
      .array(
        z.object({
          id: z.uuid(),
          kind: z.enum(['offer', 'mission']),
          title: z.string().nullable(),
          organisation: z.string(),
        }),
      )
      .describe('les offres et missions dont parle cet appel'),
    person: z.object({
      candidateId: z.uuid().nullable(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      phone: z.string().nullable().describe('le numéro à appeler'),
      commune: z.string().nullable(),
    }),
    appointment: z.object({ stop: z.string(), startsAt: z.iso.datetime() }).nullable(),
    lastCalls: z.array(callView).max(3),
  })
  .meta({ id: 'CallSheet' });
export type CallSheet = z.output<typeof callSheet>;

export const callTaskFilter = pageQuery.extend({
  state: z.enum(STATES).optional(),
  reason: z.enum(CALL_REASONS).optional(),
  dueBefore: calendarDay.optional().describe('à passer ce jour-là ou avant'),
  candidateId: z.uuid().optional(),
  appointmentId: z.uuid().optional(),
});
export type CallTaskFilter = z.output<typeof callTaskFilter>;

export const nextBody = z.strictObject({ agent: agentName });

export const leaseBody = z.strictObject({
  agent: agentName,
  leaseId: z.uuid().optional().describe('la réservation à prolonger ; absente pour en prendre une'),
  direction: z
    .enum(['outgoing', 'incoming'])
    .default('outgoing')
    .describe('incoming : la personne nous appelle, sans limite d’heure ni de nombre'),
});
export type LeaseBody = z.output<typeof leaseBody>;

export const rescheduleBody = z
  .strictObject({
    callOn: calendarDay.optional().describe('pas avant ce jour'),
    callAt: z.iso.datetime({ offset: true }).optional().describe('l’heure demandée par la personne'),
  })
  .refine((body) => (body.callOn === undefined) !== (body.callAt === undefined), {
    message: 'Donnez un jour ou une heure, pas les deux.',
  });
export type RescheduleBody = z.output<typeof rescheduleBody>;
