import { z } from 'zod';
import { calendarDay } from '../offers/offer.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { agentName, callView } from './call.schema.js';
import { STATES } from './follow-up.rules.js';

export const followUpView = z
  .object({
    id: z.uuid(),
    candidateId: z.uuid(),
    appointmentId: z.uuid(),
    months: z.number().describe('3, 6 or 12 months after the appointment'),
    dueOn: z.string().describe('a working day in Paris'),
    windowStartsOn: z.string(),
    windowEndsOn: z.string(),
    state: z.enum(STATES),
    endReason: z.string().nullable(),
    endedAt: z.iso.datetime().nullable(),
    mergedInto: z.uuid().nullable().describe('the call to the same person that replaces this one'),
    attempts: z.number().describe('attempts that failed, 3 at most'),
    notBefore: z.iso.datetime().nullable(),
    callIn: z.enum(['morning', 'afternoon']).nullable(),
    promisedAt: z.iso.datetime().nullable().describe('the person asked to be called then'),
    lease: z
      .object({ agent: z.string(), since: z.iso.datetime(), until: z.iso.datetime() })
      .nullable()
      .describe('who is calling now'),
  })
  .meta({ id: 'FollowUp' });
export type FollowUpView = z.output<typeof followUpView>;

/** What an agent needs on one screen to make the call. */
export const callSheet = z
  .object({
    leaseId: z.uuid().describe('give it back to record the call, to renew or to release'),
    followUp: followUpView,
    person: z.object({
      candidateId: z.uuid(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      phone: z.string().nullable(),
      commune: z.string().nullable(),
    }),
    appointment: z.object({ stop: z.string(), startsAt: z.iso.datetime() }),
    lastCalls: z.array(callView).max(3),
  })
  .meta({ id: 'CallSheet' });
export type CallSheet = z.output<typeof callSheet>;

export const followUpFilter = pageQuery.extend({
  state: z.enum(STATES).optional(),
  dueBefore: calendarDay.optional().describe('due on this day or earlier'),
  candidateId: z.uuid().optional(),
  appointmentId: z.uuid().optional(),
});
export type FollowUpFilter = z.output<typeof followUpFilter>;

export const nextBody = z.strictObject({ agent: agentName });

export const leaseBody = z.strictObject({
  agent: agentName,
  leaseId: z.uuid().optional().describe('the lease to renew; absent to take one'),
  direction: z
    .enum(['outgoing', 'incoming'])
    .default('outgoing')
    .describe('incoming: the person called us, so no hour or limit applies'),
});
export type LeaseBody = z.output<typeof leaseBody>;

export const rescheduleBody = z
  .strictObject({
    callOn: calendarDay.optional().describe('not before this day'),
    callAt: z.iso.datetime({ offset: true }).optional().describe('the person asked for this instant'),
  })
  .refine((body) => (body.callOn === undefined) !== (body.callAt === undefined), {
    message: 'Donnez un jour ou une heure, pas les deux.',
  });
export type RescheduleBody = z.output<typeof rescheduleBody>;
