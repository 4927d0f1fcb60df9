import { Controller } from '@nestjs/common';
import { Public } from '../identity/access.js';
import { Endpoint, type PublicCall } from '../platform/http/endpoint.js';
import { OpportunitySearch } from '../search/opportunity-search.service.js';
import { opportunityPageSchema, opportunityQuerySchema } from '../search/search.schema.js';

const find = {
  method: 'GET',
  path: '/api/v1/opportunities',
  tag: 'Recherche',
  summary: 'Chercher des offres d’emploi et des missions bénévoles',
  description:
    'Autour d’un lieu (nom, code postal, code INSEE ou coordonnées), ou partout. Fautes, accents et synonymes sont compris. ' +
    'Quand rien n’est trouvé, le rayon passe à 20, 50 puis 100 km, et `widened` le dit.',
  query: opportunityQuerySchema,
  returns: opportunityPageSchema,
  errors: [
    'place.unknown',
    'place.ambiguous',
    'place.too-vague',
    'place.missing',
    'place.given-twice',
    'place.half-coordinates',
    'search.nearest-of-what',
    'search.page-too-deep',
  ],
} as const;

@Controller()
export class OpportunitiesApi {
  constructor(private readonly search: OpportunitySearch) {}

  @Endpoint(find)
  @Public()
  find({ query }: PublicCall<typeof find>) {
    return this.search.find(query);
  }
}
