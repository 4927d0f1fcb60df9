import { Controller } from '@nestjs/common';
import { Public } from '../identity/access.js';
import { Endpoint, type PublicCall } from '../platform/http/endpoint.js';
import { OpportunitySearch } from '../search/opportunity-search.service.js';
import { opportunityPageSchema, opportunityQuerySchema } from '../search/search.schema.js';

const find = {
  method: 'GET',
  path: '/api/v1/opportunities',
  tag: 'Opportunities',
  summary: 'Search open job offers and volunteer missions',
  description:
    'Around a place (name, postal code, INSEE code or coordinates) or everywhere. Near spellings, accents and French synonyms are forgiven. ' +
    'When nothing is found the radius grows to 20, 50 then 100 km, and `widened` says so.',
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
