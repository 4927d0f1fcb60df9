import { Controller } from '@nestjs/common';
import { Allow } from '../identity/access.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { ProfileSearch } from '../search/profile-search.service.js';
import { profilePageSchema, profileQuerySchema } from '../search/search.schema.js';

const find = {
  method: 'GET',
  path: '/api/v1/profiles',
  tag: 'Profils',
  summary: 'Chercher des profils anonymes de personnes qui acceptent d’être contactées',
  query: profileQuerySchema,
  returns: profilePageSchema,
  errors: ['place.unknown', 'place.ambiguous', 'place.too-vague', 'place.missing', 'search.page-too-deep'],
} as const;

@Controller()
export class ProfilesApi {
  constructor(private readonly search: ProfileSearch) {}

  @Endpoint(find)
  @Allow('profiles:read')
  find({ query, principal }: Call<typeof find>) {
    // One organisation may have several keys: they all see the same id for the same person.
    return this.search.find(query, principal.organisationId ?? principal.keyId);
  }
}
