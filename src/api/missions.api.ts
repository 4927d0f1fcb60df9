import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Public } from '../identity/access.js';
import { missionDraft, missionEdit, missionListQuery } from '../missions/mission.schema.js';
import { closeRequest, closingDay, publishRequest, returnRequest } from '../offers/offer.schema.js';
import { missionPublicView, missionView } from '../missions/mission.view.schema.js';
import { MissionsQueries } from '../missions/missions.queries.js';
import { MissionsService } from '../missions/missions.service.js';
import { type Call, Endpoint, type PublicCall } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';

const params = z.object({ id: z.uuid() });
const tag = 'Missions';
const base = '/api/v1/missions';

const create = {
  method: 'POST',
  path: base,
  tag,
  summary: 'Écrire une mission bénévole (brouillon)',
  description:
    'Presque tout peut manquer. La réponse dit ce qui manque encore (`missing`) et ce qui pose problème dans les mots (`findings`).',
  body: missionDraft,
  status: 201,
  returns: missionView,
  errors: [
    'mission.duplicate',
    'mission.invalid',
    'mission.unknown-occupation',
    'organisation.banned',
    'place.unknown',
    'place.ambiguous',
  ],
} as const;

const list = {
  method: 'GET',
  path: base,
  tag,
  summary: 'Lister ses missions (toutes, pour l’équipe)',
  query: missionListQuery,
  returns: pageOf(missionView),
} as const;

const read = {
  method: 'GET',
  path: `${base}/{id}`,
  tag,
  summary: 'Lire une mission',
  params,
  returns: z.union([missionView, missionPublicView]),
  errors: ['mission.not-found', 'mission.gone'],
} as const;

const edit = {
  method: 'PATCH',
  path: `${base}/{id}`,
  tag,
  summary: 'Modifier une mission',
  params,
  body: missionEdit,
  ifMatch: true,
  returns: missionView,
  errors: ['mission.stale-version', 'mission.already-ended', 'mission.incomplete', 'mission.forbidden-wording'],
} as const;

const publish = {
  method: 'POST',
  path: `${base}/{id}/publish`,
  tag,
  summary: 'Publier une mission',
  description: 'La première mission d’une structure inconnue passe d’abord par une relecture (`pending-review`).',
  params,
  body: publishRequest,
  returns: missionView,
  errors: [
    'mission.incomplete',
    'mission.forbidden-wording',
    'mission.duplicate',
    'mission.already-published',
    'organisation.banned',
  ],
} as const;

const approve = {
  method: 'POST',
  path: `${base}/{id}/approve`,
  tag,
  summary: 'Accepter une mission relue',
  params,
  returns: missionView,
  errors: ['mission.not-under-review'],
} as const;

const sendBack = {
  method: 'POST',
  path: `${base}/{id}/return`,
  tag,
  summary: 'Rendre une mission à son auteur, avec ce qu’il faut corriger',
  params,
  body: returnRequest,
  returns: missionView,
  errors: ['mission.not-under-review'],
} as const;

const fill = {
  method: 'POST',
  path: `${base}/{id}/fill`,
  tag,
  summary: 'Dire que toutes les places sont prises',
  params,
  returns: missionView,
  errors: ['mission.already-ended', 'mission.not-published'],
} as const;

const close = {
  method: 'POST',
  path: `${base}/{id}/close`,
  tag,
  summary: 'Fermer une mission',
  params,
  body: closeRequest,
  returns: missionView,
  errors: ['mission.already-ended'],
} as const;

const extend = {
  method: 'POST',
  path: `${base}/{id}/extend`,
  tag,
  summary: 'Changer la date de fin',
  params,
  body: closingDay,
  returns: missionView,
  errors: ['mission.closing-date-past', 'mission.closing-date-too-far', 'mission.already-ended'],
} as const;

const reopen = {
  method: 'POST',
  path: `${base}/{id}/reopen`,
  tag,
  summary: 'Rouvrir une mission terminée',
  params,
  body: closingDay,
  returns: missionView,
  errors: ['mission.not-ended', 'mission.duplicate', 'organisation.banned'],
} as const;

const team = { kinds: ['team'] } as const;

/** Volunteer missions, from the draft to the end. */
@Controller()
export class MissionsApi {
  constructor(
    private readonly missions: MissionsService,
    private readonly queries: MissionsQueries,
  ) {}

  @Endpoint(create)
  @Allow('missions:write')
  async create({ body, principal }: Call<typeof create>) {
    return this.queries.read(principal, await this.missions.create(principal, body));
  }

  @Endpoint(list)
  @Allow('missions:write')
  async list({ query, principal }: Call<typeof list>) {
    return this.queries.list(principal, query);
  }

  @Endpoint(read)
  @Public()
  async read({ params: { id }, principal }: PublicCall<typeof read>) {
    return this.queries.read(principal, id);
  }

  @Endpoint(edit)
  @Allow('missions:write')
  async edit({ params: { id }, body, principal, ifMatch }: Call<typeof edit>) {
    await this.missions.edit(principal, id, body, ifMatch);
    return this.queries.read(principal, id);
  }

  @Endpoint(publish)
  @Allow('missions:write')
  async publish({ params: { id }, body, principal }: Call<typeof publish>) {
    await this.missions.publish(principal, id, body);
    return this.queries.read(principal, id);
  }

  @Endpoint(approve)
  @Allow('missions:write', team)
  async approve({ params: { id }, principal }: Call<typeof approve>) {
    await this.missions.approve(principal, id);
    return this.queries.read(principal, id);
  }

  @Endpoint(sendBack)
  @Allow('missions:write', team)
  async sendBack({ params: { id }, body, principal }: Call<typeof sendBack>) {
    await this.missions.sendBack(principal, id, body.reason);
    return this.queries.read(principal, id);
  }

  @Endpoint(fill)
  @Allow('missions:write')
  async fill({ params: { id }, principal }: Call<typeof fill>) {
    await this.missions.fill(principal, id);
    return this.queries.read(principal, id);
  }

  @Endpoint(close)
  @Allow('missions:write')
  async close({ params: { id }, body, principal }: Call<typeof close>) {
    await this.missions.close(principal, id, body.reason);
    return this.queries.read(principal, id);
  }

  @Endpoint(extend)
  @Allow('missions:write')
  async extend({ params: { id }, body, principal }: Call<typeof extend>) {
    await this.missions.extend(principal, id, body.closesOn);
    return this.queries.read(principal, id);
  }

  @Endpoint(reopen)
  @Allow('missions:write')
  async reopen({ params: { id }, body, principal }: Call<typeof reopen>) {
    await this.missions.reopen(principal, id, body.closesOn);
    return this.queries.read(principal, id);
  }
}
