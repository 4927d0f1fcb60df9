import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Public } from '../identity/access.js';
import { ActingService } from '../organisations/acting.service.js';
import {
  motive,
  organisationEdit,
  organisationListQuery,
  organisationPublicView,
  organisationRegistration,
  organisationView,
  type OrganisationView,
} from '../organisations/organisation.schema.js';
import { OrganisationsQueries } from '../organisations/organisations.queries.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { NotFound } from '../platform/errors.js';
import { type Call, Endpoint, type PublicCall } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';

const params = z.object({ id: z.uuid() });
const tag = 'Structures';

const register = {
  method: 'POST',
  path: '/api/v1/organisations',
  tag,
  summary: 'Inscrire un employeur ou une association',
  description: 'Avec un SIRET ou un numéro RNA ; sans numéro, l’équipe doit ensuite répondre de la structure.',
  body: organisationRegistration,
  status: 201,
  returns: organisationView,
  errors: ['organisation.duplicate', 'place.unknown', 'place.ambiguous'],
} as const;

const list = {
  method: 'GET',
  path: '/api/v1/organisations',
  tag,
  summary: 'Lister les structures gérées par cette clé (toutes, pour l’équipe)',
  description: 'Par nom. Un partenaire lit celles que sa clé a inscrites, une structure se lit elle-même.',
  query: organisationListQuery,
  returns: pageOf(organisationView),
} as const;

const read = {
  method: 'GET',
  path: '/api/v1/organisations/{id}',
  tag,
  summary: 'Lire une structure',
  params,
  returns: z.union([organisationView, organisationPublicView]),
  errors: ['organisation.not-found'],
} as const;

const edit = {
  method: 'PATCH',
  path: '/api/v1/organisations/{id}',
  tag,
  summary: 'Modifier une structure',
  params,
  body: organisationEdit,
  ifMatch: true,
  returns: organisationView,
  errors: ['organisation.stale-version', 'organisation.duplicate', 'organisation.banned'],
} as const;

const verify = {
  method: 'POST',
  path: '/api/v1/organisations/{id}/verify',
  tag,
  summary: 'Confirmer une structure, ses papiers ayant été vus',
  params,
  returns: organisationView,
  errors: ['organisation.already-trusted', 'organisation.banned'],
} as const;

const vouch = {
  method: 'POST',
  path: '/api/v1/organisations/{id}/vouch',
  tag,
  summary: 'Répondre d’une structure que l’équipe connaît',
  params,
  body: motive,
  returns: organisationView,
  errors: ['organisation.already-trusted', 'organisation.banned'],
} as const;

const ban = {
  method: 'POST',
  path: '/api/v1/organisations/{id}/ban',
  tag,
  summary: 'Exclure une structure et fermer ce qu’elle a publié',
  params,
  body: motive,
  returns: organisationView,
  errors: ['organisation.already-banned'],
} as const;

const liftBan = {
  method: 'POST',
  path: '/api/v1/organisations/{id}/lift-ban',
  tag,
  summary: 'Lever l’exclusion d’une structure',
  params,
  returns: organisationView,
  errors: ['organisation.not-banned'],
} as const;

const team = { kinds: ['team'] } as const;

/** Employers and associations: registration, trust, exclusion. */
@Controller()
export class OrganisationsApi {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly queries: OrganisationsQueries,
    private readonly acting: ActingService,
  ) {}

  @Endpoint(register)
  @Allow('organisations:write', { kinds: ['team', 'partner'] })
  async register({ body, principal }: Call<typeof register>): Promise<OrganisationView> {
    return this.whole(await this.organisations.registerOrganisation(body, principal.keyId));
  }

  @Endpoint(list)
  @Allow('organisations:write')
  async list({ query, principal }: Call<typeof list>) {
    return this.queries.list(query, await this.acting.actedForBy(principal, undefined));
  }

  @Endpoint(read)
  @Public()
  async read({ params: { id }, principal }: PublicCall<typeof read>) {
    const view = await this.whole(id);
    if (principal && (await this.acting.mayActFor(principal, id))) return view;
    if (view.status === 'banned') throw new NotFound('organisation.not-found', 'Cette structure n’existe pas.');
    return organisationPublicView.parse(view);
  }

  @Endpoint(edit)
  @Allow('organisations:write')
  async edit({ params: { id }, body, principal, ifMatch }: Call<typeof edit>): Promise<OrganisationView> {
    await this.organisations.edit(principal, id, body, ifMatch);
    return this.whole(id);
  }

  @Endpoint(verify)
  @Allow('organisations:write', team)
  async verify({ params: { id } }: Call<typeof verify>): Promise<OrganisationView> {
    await this.organisations.verify(id);
    return this.whole(id);
  }

  @Endpoint(vouch)
  @Allow('organisations:write', team)
  async vouch({ params: { id }, body, principal }: Call<typeof vouch>): Promise<OrganisationView> {
    await this.organisations.vouch(principal, id, body.motive);
    return this.whole(id);
  }

  @Endpoint(ban)
  @Allow('organisations:write', team)
  async ban({ params: { id }, body, principal }: Call<typeof ban>): Promise<OrganisationView> {
    await this.organisations.ban(principal, id, body.motive);
    return this.whole(id);
  }

  @Endpoint(liftBan)
  @Allow('organisations:write', team)
  async liftBan({ params: { id } }: Call<typeof liftBan>): Promise<OrganisationView> {
    await this.organisations.liftBan(id);
    return this.whole(id);
  }

  private async whole(id: string): Promise<OrganisationView> {
    const view = await this.queries.find(id);
    if (!view) throw new NotFound('organisation.not-found', 'Cette structure n’existe pas.');
    return view;
  }
}
