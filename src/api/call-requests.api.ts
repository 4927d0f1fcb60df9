import { Controller } from '@nestjs/common';
import { callPromise, callRequestBody } from '../hotline/call-request.schema.js';
import { CallRequestsService } from '../hotline/call-requests.service.js';
import { Allow } from '../identity/access.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';

const request = {
  method: 'POST',
  path: '/api/v1/call-requests',
  tag: 'Appels',
  summary: 'Noter qu’une personne veut être appelée',
  description:
    'La personne reçoit un SMS qui dit quand. L’appel entre dans la file des suivis, une seule fois par jour et par annonce.',
  body: callRequestBody,
  status: 201,
  returns: callPromise,
  errors: ['candidate.not-found', 'opportunity.not-found', 'call-request.phone-missing', 'call-request.phone-unusable'],
} as const;

/** Wishes to be called that the team hears of, for the team. */
@Controller()
@Allow('follow-ups:write', { kinds: ['team'] })
export class CallRequestsApi {
  constructor(private readonly requests: CallRequestsService) {}

  @Endpoint(request)
  request(call: Call<typeof request>) {
    return this.requests.requestCall({ ...call.body, by: { accountId: null, ip: null } });
  }
}
