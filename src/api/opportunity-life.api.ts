import { z } from 'zod';
import { Allow, Public } from '../identity/access.js';
import type { Edit } from '../opportunities/kind.rules.js';
import type { OpportunityQueries } from '../opportunities/opportunities.queries.js';
import type { Opportunity } from '../opportunities/opportunity.entity.js';
import type { Asked, OpportunityLife } from '../opportunities/opportunity-life.service.js';
import {
  closeRequest,
  closingDay,
  opportunityListQuery,
  publishRequest,
  reopenRequest,
  returnRequest,
} from '../opportunities/opportunity.schema.js';
import { type Call, Endpoint, type EndpointSpec, type PublicCall } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';

/** What differs between the routes of offers and of missions. */
interface LifeRoutes<RowEdit, AuthorView, PublicView> {
  readonly tag: 'Offres' | 'Missions';
  readonly table: 'offers' | 'missions';
  readonly name: 'offer' | 'mission';
  readonly noun: 'offre' | 'mission';
  readonly draft: z.ZodType<RowEdit & Asked>;
  readonly edit: z.ZodType<RowEdit>;
  readonly view: z.ZodType<AuthorView>;
  readonly publicView: z.ZodType<PublicView>;
  readonly create: { readonly summary: string; readonly errors: readonly string[] };
  readonly fill: { readonly summary: string };
}

/** The routes of one kind of opportunity, from the draft to the end. */
export function lifeApi<Row extends Opportunity, RowEdit extends Edit<Row>, Content, AuthorView, PublicView>(
  routes: LifeRoutes<RowEdit, AuthorView, PublicView>,
) {
  const { tag, table, noun } = routes;
  const path = `/api/v1/${table}`;
  const problems = (...codes: string[]) => codes.map((code) => `${routes.name}.${code}`);
  const team = { kinds: ['team'] } as const;
  const scope = `${table}:write` as const;
  /** A step in the life of one: POST /api/v1/offers/{id}/fill. */
  const params = z.object({ id: z.uuid() });
  const step = { method: 'POST', tag, params, returns: routes.view } as const;

  const create = {
    method: 'POST',
    path,
    tag,
    summary: routes.create.summary,
    description:
      'Presque tout peut manquer. La réponse dit ce qui manque encore (`missing`) et ce qui pose problème dans les mots (`findings`). ' +
      'Une annonce presque identique est refusée ; `allowDuplicate: true` garde les deux.',
    body: routes.draft,
    status: 201,
    returns: routes.view,
    errors: [
      ...problems('duplicate', 'invalid'),
      ...routes.create.errors,
      ...['organisation.banned', 'place.unknown', 'place.ambiguous'],
    ],
  } as const satisfies EndpointSpec;

  const list = {
    method: 'GET',
    path,
    tag,
    summary: `Lister ses ${noun}s (toutes, pour l’équipe)`,
    query: opportunityListQuery,
    returns: pageOf(routes.view),
  } as const satisfies EndpointSpec;

  const read = {
    method: 'GET',
    path: `${path}/{id}`,
    tag,
    summary: `Lire une ${noun}`,
    params,
    returns: z.union([routes.view, routes.publicView]),
    errors: problems('not-found', 'gone'),
  } as const satisfies EndpointSpec;

  const edit = {
    ...step,
    method: 'PATCH',
    path: `${path}/{id}`,
    summary: `Modifier une ${noun}`,
    body: routes.edit,
    ifMatch: true,
    errors: problems('stale-version', 'already-ended', 'invalid', 'incomplete', 'forbidden-wording'),
  } as const satisfies EndpointSpec;

  const publish = {
    ...step,
    path: `${path}/{id}/publish`,
    summary: `Publier une ${noun}`,
    description: `La première ${noun} d’une structure inconnue passe d’abord par une relecture (\`pending-review\`).`,
    body: publishRequest,
    errors: [
      ...problems('incomplete', 'forbidden-wording', 'invalid', 'duplicate', 'already-published'),
      'organisation.banned',
    ],
  } as const satisfies EndpointSpec;

  const approve = {
    ...step,
    path: `${path}/{id}/approve`,
    summary: `Accepter une ${noun} relue`,
    errors: problems('not-under-review'),
  } as const satisfies EndpointSpec;

  const sendBack = {
    ...step,
    path: `${path}/{id}/return`,
    summary: `Rendre une ${noun} à son auteur, avec ce qu’il faut corriger`,
    body: returnRequest,
    errors: problems('not-under-review'),
  } as const satisfies EndpointSpec;

  const fill = {
    ...step,
    path: `${path}/{id}/fill`,
    summary: routes.fill.summary,
    errors: problems('already-ended', 'not-published'),
  } as const satisfies EndpointSpec;

  const close = {
    ...step,
    path: `${path}/{id}/close`,
    summary: `Fermer une ${noun}`,
    body: closeRequest,
    errors: problems('already-ended'),
  } as const satisfies EndpointSpec;

  const extend = {
    ...step,
    path: `${path}/{id}/extend`,
    summary: 'Changer la date de fin',
    body: closingDay,
    errors: problems('closing-date-past', 'closing-date-too-far', 'already-ended'),
  } as const satisfies EndpointSpec;

  const reopen = {
    ...step,
    path: `${path}/{id}/reopen`,
    summary: `Rouvrir une ${noun} terminée`,
    body: reopenRequest,
    errors: [...problems('not-ended', 'duplicate'), 'organisation.banned'],
  } as const satisfies EndpointSpec;

  abstract class LifeApi {
    protected abstract readonly life: OpportunityLife<Row, RowEdit>;
    protected abstract readonly queries: OpportunityQueries<Content, AuthorView, PublicView>;

    @Endpoint(create)
    @Allow(scope)
    async create({ body, principal }: Call<typeof create>) {
      return this.queries.read(principal, await this.life.create(principal, body));
    }

    @Endpoint(list)
    @Allow(scope)
    async list({ query, principal }: Call<typeof list>) {
      return this.queries.list(principal, query);
    }

    @Endpoint(read)
    @Public()
    async read({ params: { id }, principal }: PublicCall<typeof read>) {
      return this.queries.read(principal, id);
    }

    @Endpoint(edit)
    @Allow(scope)
    async edit({ params: { id }, body, principal, ifMatch }: Call<typeof edit>) {
      await this.life.edit(principal, id, body, ifMatch);
      return this.queries.read(principal, id);
    }

    @Endpoint(publish)
    @Allow(scope)
    async publish({ params: { id }, body, principal }: Call<typeof publish>) {
      await this.life.publish(principal, id, body);
      return this.queries.read(principal, id);
    }

    @Endpoint(approve)
    @Allow(scope, team)
    async approve({ params: { id }, principal }: Call<typeof approve>) {
      await this.life.approve(principal, id);
      return this.queries.read(principal, id);
    }

    @Endpoint(sendBack)
    @Allow(scope, team)
    async sendBack({ params: { id }, body, principal }: Call<typeof sendBack>) {
      await this.life.sendBack(principal, id, body.reason);
      return this.queries.read(principal, id);
    }

    @Endpoint(fill)
    @Allow(scope)
    async fill({ params: { id }, principal }: Call<typeof fill>) {
      await this.life.fill(principal, id);
      return this.queries.read(principal, id);
    }

    @Endpoint(close)
    @Allow(scope)
    async close({ params: { id }, body, principal }: Call<typeof close>) {
      await this.life.close(principal, id, body.reason);
      return this.queries.read(principal, id);
    }

    @Endpoint(extend)
    @Allow(scope)
    async extend({ params: { id }, body, principal }: Call<typeof extend>) {
      await this.life.extend(principal, id, body.closesOn);
      return this.queries.read(principal, id);
    }

    @Endpoint(reopen)
    @Allow(scope)
    async reopen({ params: { id }, body, principal }: Call<typeof reopen>) {
      await this.life.reopen(principal, id, body);
      return this.queries.read(principal, id);
    }
  }
  return LifeApi;
}
