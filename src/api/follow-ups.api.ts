import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { callView, recordCallBody } from '../hotline/call.schema.js';
import { CallsService } from '../hotline/calls.service.js';
import {
  type CallSheet,
  callSheet,
  callTaskFilter,
  callTaskView,
  leaseBody,
  nextBody,
  rescheduleBody,
} from '../hotline/call-task.schema.js';
import { CallTaskListQueries } from '../hotline/call-task-list.queries.js';
import { CallQueueService } from '../hotline/call-queue.service.js';
import { Allow } from '../identity/access.js';
import type { Principal } from '../identity/principal.js';
import { LooksService } from '../organisations/looks.service.js';
import { Clock } from '../platform/clock.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';
import { problem } from '../platform/http/problem.filter.js';

const params = z.object({ id: z.uuid() });
const tag = 'Appels';

const list = {
  method: 'GET',
  path: '/api/v1/follow-ups',
  tag,
  summary: 'Lister les appels à passer, par date',
  query: callTaskFilter,
  returns: pageOf(callTaskView),
} as const;

const next = {
  method: 'POST',
  path: '/api/v1/follow-ups/next',
  tag,
  summary: "Recevoir l'appel suivant, réservé 30 minutes",
  description: 'En retard, puis promis, puis du jour. `call` est nul quand personne ne doit être appelé maintenant.',
  body: nextBody,
  returns: z.object({ call: callSheet.nullable() }),
} as const;

const lease = {
  method: 'POST',
  path: '/api/v1/follow-ups/{id}/lease',
  tag,
  summary: 'Réserver cet appel 30 minutes, ou prolonger sa réservation',
  params,
  body: leaseBody,
  returns: callSheet,
  errors: [
    'follow-up.not-found',
    'follow-up.not-open',
    'follow-up.being-called',
    'follow-up.opposed',
    'follow-up.too-early',
    'follow-up.outside-hours',
    'follow-up.silence',
    'follow-up.too-many-calls',
  ],
} as const;

const release = {
  method: 'DELETE',
  path: '/api/v1/follow-ups/{id}/lease',
  tag,
  summary: "Rendre l'appel à la file",
  params,
  query: z.object({ leaseId: z.uuid() }),
  status: 204,
  errors: ['follow-up.not-found'],
} as const;

const record = {
  method: 'POST',
  path: '/api/v1/follow-ups/{id}/calls',
  tag,
  summary: "Enregistrer le résultat d'un appel",
  description:
    'Quand la réservation est perdue, la réponse est 409 : le texte envoyé revient dans `submitted`, il est gardé comme appel sans effet sur le suivi (`callId`).',
  params,
  body: recordCallBody,
  status: 201,
  returns: z.object({ call: callView, followUp: callTaskView }),
  errors: [
    'follow-up.not-found',
    'follow-up.lease-lost',
    'follow-up.call-in-the-past',
    'follow-up.call-too-far',
    'follow-up.team-absent',
  ],
} as const;

const reschedule = {
  method: 'POST',
  path: '/api/v1/follow-ups/{id}/reschedule',
  tag,
  summary: 'Reporter un appel à un jour, ou le promettre pour une heure',
  params,
  body: rescheduleBody,
  returns: callTaskView,
  errors: [
    'follow-up.not-found',
    'follow-up.not-open',
    'follow-up.before-window',
    'follow-up.call-in-the-past',
    'follow-up.call-too-far',
    'follow-up.team-absent',
  ],
} as const;

/** The calls that the hotline makes, for the team. */
@Controller()
@Allow('follow-ups:write', { kinds: ['team'] })
export class FollowUpsApi {
  constructor(
    private readonly followUps: CallQueueService,
    private readonly calls: CallsService,
    private readonly lists: CallTaskListQueries,
    private readonly clock: Clock,
    private readonly looks: LooksService,
  ) {}

  @Endpoint(list)
  list(call: Call<typeof list>) {
    return this.lists.page(call.query, this.clock.now());
  }

  @Endpoint(next)
  async next(call: Call<typeof next>) {
    const sheet = await this.followUps.claimNext(call.body.agent);
    return { call: sheet ? await this.seen(call.principal, sheet) : null };
  }

  @Endpoint(lease)
  async lease(call: Call<typeof lease>) {
    return this.seen(call.principal, await this.followUps.lease(call.params.id, call.body));
  }

  @Endpoint(release)
  release(call: Call<typeof release>) {
    return this.followUps.release(call.params.id, call.query.leaseId);
  }

  /** A lost lease is answered, not thrown: throwing would undo the call that was kept. */
  @Endpoint(record)
  async record(call: Call<typeof record>, @Res({ passthrough: true }) reply: FastifyReply) {
    const recorded = await this.calls.record(call.params.id, call.body);
    if (!recorded.lost) return { call: recorded.call, followUp: recorded.followUp };
    void reply.status(409).header('content-type', 'application/problem+json; charset=utf-8');
    return problem(
      409,
      'follow-up.lease-lost',
      'Un collègue a repris cet appel, ou il est terminé. Votre texte est gardé.',
      {
        callId: recorded.call.id,
        followUp: recorded.followUp,
        submitted: call.body,
      },
    );
  }

  @Endpoint(reschedule)
  reschedule(call: Call<typeof reschedule>) {
    return this.followUps.reschedule(call.params.id, call.body);
  }

  /** The person can read that the team opened their file. */
  private async seen(principal: Principal, sheet: CallSheet): Promise<CallSheet> {
    const { candidateId } = sheet.person;
    if (candidateId !== null) await this.looks.note(principal, [candidateId], 'file');
    return sheet;
  }
}
