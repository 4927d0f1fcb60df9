import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '../identity/access.js';
import { ApiKeysService } from '../identity/api-keys.service.js';
import { type Call, Endpoint, type EndpointSpec } from '../platform/http/endpoint.js';
import { lineOfText } from '../organisations/typed-text.schema.js';
import { SCOPES } from '../platform/http/principal.js';

const create = {
  method: 'POST',
  path: '/api/v1/keys',
  tag: 'Clés d’API',
  summary: 'Créer une clé, montrée une seule fois',
  body: z.object({
    name: lineOfText(2, 100),
    kind: z.enum(['organisation', 'partner', 'team']),
    organisationId: z.uuid().optional(),
    scopes: z.array(z.enum(SCOPES)).min(1),
  }),
  status: 201,
  returns: z.object({ id: z.uuid(), key: z.string() }),
  errors: ['key.organisation-needed'],
} as const satisfies EndpointSpec;

const revoke = {
  method: 'DELETE',
  path: '/api/v1/keys/{id}',
  tag: 'Clés d’API',
  summary: 'Retirer une clé, aussitôt',
  params: z.object({ id: z.uuid() }),
  status: 204,
  errors: ['key.not-found'],
} as const satisfies EndpointSpec;

/** Keys of the API, given and withdrawn by the team. */
@Controller()
export class KeysApi {
  constructor(private readonly keys: ApiKeysService) {}

  @Endpoint(create)
  @Allow('keys:write', { kinds: ['team'] })
  create({ body }: Call<typeof create>): Promise<{ id: string; key: string }> {
    return this.keys.issue(body);
  }

  @Endpoint(revoke)
  @Allow('keys:write', { kinds: ['team'] })
  revoke({ params }: Call<typeof revoke>): Promise<void> {
    return this.keys.revoke(params.id);
  }
}
