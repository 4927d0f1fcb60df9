import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Public } from '../identity/access.js';
import {
  checkRequest,
  checkView,
  closeRequest,
  closingDay,
  offerDraft,
  offerEdit,
  offerListQuery,
  publishRequest,
  returnRequest,
} from '../offers/offer.schema.js';
import { offerPublicView, offerView } from '../offers/offer.view.schema.js';
import { OffersQueries } from '../offers/offers.queries.js';
import { OffersService } from '../offers/offers.service.js';
import { type Call, Endpoint, type PublicCall } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';

const params = z.object({ id: z.uuid() });
const tag = 'Offres';
const base = '/api/v1/offers';

const create = {
  method: 'POST',
  path: base,
  tag,
  summary: 'Écrire une offre d’emploi (brouillon)',
  description:
    'Presque tout peut manquer. La réponse dit ce qui manque encore (`missing`) et ce qui pose problème dans les mots (`findings`).',
  body: offerDraft,
  status: 201,
  returns: offerView,
  errors: [
    'offer.duplicate',
    'offer.invalid',
    'offer.unknown-occupation',
    'organisation.banned',
    'place.unknown',
    'place.ambiguous',
  ],
} as const;

const check = {
  method: 'POST',
  path: `${base}/check`,
  tag,
  summary: 'Vérifier les mots d’une offre ou d’une mission, sans rien enregistrer',
  body: checkRequest,
  returns: checkView,
} as const;

const list = {
  method: 'GET',
  path: base,
  tag,
  summary: 'Lister ses offres (toutes, pour l’équipe)',
  query: offerListQuery,
  returns: pageOf(offerView),
} as const;

const read = {
  method: 'GET',
  path: `${base}/{id}`,
  tag,
  summary: 'Lire une offre',
  params,
  returns: z.union([offerView, offerPublicView]),
  errors: ['offer.not-found', 'offer.gone'],
} as const;

const edit = {
  method: 'PATCH',
  path: `${base}/{id}`,
  tag,
  summary: 'Modifier une offre',
  params,
  body: offerEdit,
  ifMatch: true,
  returns: offerView,
  errors: ['offer.stale-version', 'offer.already-ended', 'offer.incomplete', 'offer.forbidden-wording'],
} as const;

const publish = {
  method: 'POST',
  path: `${base}/{id}/publish`,
  tag,
  summary: 'Publier une offre',
  description: 'La première offre d’une structure inconnue passe d’abord par une relecture (`pending-review`).',
  params,
  body: publishRequest,
  returns: offerView,
  errors: [
    'offer.incomplete',
    'offer.forbidden-wording',
    'offer.duplicate',
    'offer.already-published',
    'organisation.banned',
  ],
} as const;

const approve = {
  method: 'POST',
  path: `${base}/{id}/approve`,
  tag,
  summary: 'Accepter une offre relue',
  params,
  returns: offerView,
  errors: ['offer.not-under-review'],
} as const;

const sendBack = {
  method: 'POST',
  path: `${base}/{id}/return`,
  tag,
  summary: 'Rendre une offre à son auteur, avec ce qu’il faut corriger',
  params,
  body: returnRequest,
  returns: offerView,
  errors: ['offer.not-under-review'],
} as const;

const fill = {
  method: 'POST',
  path: `${base}/{id}/fill`,
  tag,
  summary: 'Dire que le poste est pourvu',
  params,
  returns: offerView,
  errors: ['offer.already-ended', 'offer.not-published'],
} as const;

const close = {
  method: 'POST',
  path: `${base}/{id}/close`,
  tag,
  summary: 'Fermer une offre',
  params,
  body: closeRequest,
  returns: offerView,
  errors: ['offer.already-ended'],
} as const;

const extend = {
  method: 'POST',
  path: `${base}/{id}/extend`,
  tag,
  summary: 'Changer la date de fin',
  params,
  body: closingDay,
  returns: offerView,
  errors: ['offer.closing-date-past', 'offer.closing-date-too-far', 'offer.already-ended'],
} as const;

const reopen = {
  method: 'POST',
  path: `${base}/{id}/reopen`,
  tag,
  summary: 'Rouvrir une offre terminée',
  params,
  body: closingDay,
  returns: offerView,
  errors: ['offer.not-ended', 'offer.duplicate', 'organisation.banned'],
} as const;

const team = { kinds: ['team'] } as const;

/** Job offers, from the draft to the end. */
@Controller()
export class OffersApi {
  constructor(
    private readonly offers: OffersService,
    private readonly queries: OffersQueries,
  ) {}

  @Endpoint(create)
  @Allow('offers:write')
  async create({ body, principal }: Call<typeof create>) {
    return this.queries.read(principal, await this.offers.create(principal, body));
  }

  @Endpoint(check)
  @Public()
  check({ body }: PublicCall<typeof check>) {
    return this.queries.check(body);
  }

  @Endpoint(list)
  @Allow('offers:write')
  async list({ query, principal }: Call<typeof list>) {
    return this.queries.list(principal, query);
  }

  @Endpoint(read)
  @Public()
  async read({ params: { id }, principal }: PublicCall<typeof read>) {
    return this.queries.read(principal, id);
  }

  @Endpoint(edit)
  @Allow('offers:write')
  async edit({ params: { id }, body, principal, ifMatch }: Call<typeof edit>) {
    await this.offers.edit(principal, id, body, ifMatch);
    return this.queries.read(principal, id);
  }

  @Endpoint(publish)
  @Allow('offers:write')
  async publish({ params: { id }, body, principal }: Call<typeof publish>) {
    await this.offers.publish(principal, id, body);
    return this.queries.read(principal, id);
  }

  @Endpoint(approve)
  @Allow('offers:write', team)
  async approve({ params: { id }, principal }: Call<typeof approve>) {
    await this.offers.approve(principal, id);
    return this.queries.read(principal, id);
  }

  @Endpoint(sendBack)
  @Allow('offers:write', team)
  async sendBack({ params: { id }, body, principal }: Call<typeof sendBack>) {
    await this.offers.sendBack(principal, id, body.reason);
    return this.queries.read(principal, id);
  }

  @Endpoint(fill)
  @Allow('offers:write')
  async fill({ params: { id }, principal }: Call<typeof fill>) {
    await this.offers.fill(principal, id);
    return this.queries.read(principal, id);
  }

  @Endpoint(close)
  @Allow('offers:write')
  async close({ params: { id }, body, principal }: Call<typeof close>) {
    await this.offers.close(principal, id, body.reason);
    return this.queries.read(principal, id);
  }

  @Endpoint(extend)
  @Allow('offers:write')
  async extend({ params: { id }, body, principal }: Call<typeof extend>) {
    await this.offers.extend(principal, id, body.closesOn);
    return this.queries.read(principal, id);
  }

  @Endpoint(reopen)
  @Allow('offers:write')
  async reopen({ params: { id }, body, principal }: Call<typeof reopen>) {
    await this.offers.reopen(principal, id, body.closesOn);
    return this.queries.read(principal, id);
  }
}
