import { z } from 'zod';
import { freeText } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { withoutPrivateNumbers } from '../platform/lang/private-numbers.rules.js';
import { agentName } from './call.schema.js';
import { DECISIONS, MOTIVES } from './report.rules.js';

/** "Signaler un problème." */

export const reportBody = z.strictObject({
  opportunityId: z.uuid(),
  motive: z.enum(MOTIVES),
  words: withoutPrivateNumbers(freeText(1, 500)).optional(),
});

/** Who reports: the person signed in, else the address of the request. */
export type NewReport = z.output<typeof reportBody> & { readonly candidateId: string | null; readonly ip: string };

export const decideReportsBody = z.strictObject({
  agent: agentName,
  decision: z.enum(DECISIONS).describe('`no-problem` : l’annonce reste ; `corrected` : corrigée ; `closed` : fermée'),
  note: withoutPrivateNumbers(freeText(1, 500)).optional(),
});
export type DecideReportsBody = z.output<typeof decideReportsBody>;

export const reportView = z
  .object({
    id: z.uuid(),
    opportunity: z.object({
      id: z.uuid(),
      kind: z.enum(['offer', 'mission']).nullable(),
      title: z.string().nullable(),
      status: z.string().nullable(),
      organisationId: z.uuid().nullable(),
    }),
    motive: z.enum(MOTIVES),
    grave: z.boolean().describe('argent, papiers ou banque : un seul signalement suffit'),
    words: z.string().nullable(),
    signedIn: z.boolean().describe('signalé par une personne connectée ; son nom n’est jamais montré'),
    reporters: z.int().describe('nombre de personnes différentes qui l’ont signalé'),
    state: z.enum(['open', 'handled']),
    decision: z.enum(DECISIONS).nullable(),
    decisionNote: z.string().nullable(),
    handledBy: z.string().nullable(),
    handledAt: z.iso.datetime().nullable(),
    reportedAt: z.iso.datetime(),
  })
  .meta({ id: 'Report' });
export type ReportView = z.output<typeof reportView>;

export const reportFilter = pageQuery.extend({
  state: z.enum(['open', 'handled']).default('open'),
  opportunityId: z.uuid().optional(),
});
export type ReportFilter = z.output<typeof reportFilter>;
