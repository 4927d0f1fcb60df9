import { Controller } from '@nestjs/common';
import { Public } from '../identity/access.js';
import type { Offer } from '../offers/offer.entity.js';
import { checkRequest, checkView, offerDraft, offerEdit, type OfferEdit } from '../offers/offer.schema.js';
import { type OfferPublicView, offerPublicView, type OfferView, offerView } from '../offers/offer.view.schema.js';
import { OffersQueries } from '../offers/offers.queries.js';
import { OffersService } from '../offers/offers.service.js';
import type { OfferContent } from '../offers/publication.rules.js';
import { Endpoint, type PublicCall } from '../platform/http/endpoint.js';
import { lifeApi } from './opportunity-life.api.js';

const OfferLifeApi = lifeApi<Offer, OfferEdit, OfferContent, OfferView, OfferPublicView>({
  tag: 'Offres',
  table: 'offers',
  name: 'offer',
  noun: 'offre',
  draft: offerDraft,
  edit: offerEdit,
  view: offerView,
  publicView: offerPublicView,
  create: { summary: 'Écrire une offre d’emploi (brouillon)', errors: ['offer.unknown-occupation'] },
  fill: { summary: 'Dire que le poste est pourvu' },
});

const check = {
  method: 'POST',
  path: '/api/v1/offers/check',
  tag: 'Offres',
  summary: 'Vérifier les mots d’une offre ou d’une mission, sans rien enregistrer',
  body: checkRequest,
  returns: checkView,
} as const;

/** Job offers, from the draft to the end. */
@Controller()
export class OffersApi extends OfferLifeApi {
  constructor(
    protected readonly life: OffersService,
    protected readonly queries: OffersQueries,
  ) {
    super();
  }

  @Endpoint(check)
  @Public()
  check({ body }: PublicCall<typeof check>) {
    return this.queries.check(body);
  }
}
