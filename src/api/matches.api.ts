import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { CandidatesService } from '../candidates/candidates.service.js';
import { Allow } from '../identity/access.js';
import { MatchesQueries } from '../matching/matches.queries.js';
import { matchedOpportunitySchema, matchedPersonSchema } from '../matching/match-view.schema.js';
import { ActingService } from '../organisations/acting.service.js';
import { LooksService } from '../organisations/looks.service.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { pageOf, pageQuery } from '../platform/http/paging.schema.js';

type PeopleCall = Pick<Call<typeof ofOffer>, 'principal' | 'params' | 'query'>;

const params = z.object({ id: z.uuid() });
const people = pageOf(matchedPersonSchema);
const tag = 'Correspondances';

const ofOffer = {
  method: 'GET',
  path: '/api/v1/offers/{id}/matches',
  tag,
  summary: 'Lister les personnes à qui une offre convient',
  params,
  query: pageQuery,
  returns: people,
} as const;
const ofMission = {
  method: 'GET',
  path: '/api/v1/missions/{id}/matches',
  tag,
  summary: 'Lister les bénévoles à qui une mission convient',
  params,
  query: pageQuery,
  returns: people,
} as const;
const ofCandidate = {
  method: 'GET',
  path: '/api/v1/candidates/{id}/matches',
  tag,
  summary: 'Lister ce qui convient à une personne, avec les raisons',
  params,
  query: pageQuery,
  returns: pageOf(matchedOpportunitySchema),
} as const;

/** Who suits whom. An employer reads the criteria met in words, and only of people who wish to be seen and contacted. */
@Controller()
export class MatchesApi {
  constructor(
    private readonly matches: MatchesQueries,
    private readonly candidates: CandidatesService,
    private readonly acting: ActingService,
    private readonly looks: LooksService,
  ) {}

  @Endpoint(ofOffer)
  @Allow('matches:read')
  async ofOffer(call: Call<typeof ofOffer>) {
    return this.people(call, 'offer');
  }

  @Endpoint(ofMission)
  @Allow('matches:read')
  async ofMission(call: Call<typeof ofMission>) {
    return this.people(call, 'mission');
  }

  @Endpoint(ofCandidate)
  @Allow('matches:read', { kinds: ['team', 'partner'] })
  async ofCandidate(call: Call<typeof ofCandidate>) {
    const { principal, params, query } = call;
    const registrar = await this.candidates.registrar(params.id);
    if (principal.kind !== 'team' && registrar !== principal.keyId) {
      throw new Forbidden('access.not-yours', 'Cette personne a été inscrite par quelqu’un d’autre.');
    }
    return this.matches.opportunities(params.id, query, principal.kind === 'team');
  }

  private async people({ principal, params, query }: PeopleCall, kind: 'offer' | 'mission') {
    const owner = await this.matches.ownerOf(params.id, kind);
    if (owner === undefined) {
      throw new NotFound(
        `${kind}.not-found`,
        kind === 'offer' ? 'Cette offre n’existe pas.' : 'Cette mission n’existe pas.',
      );
    }
    await this.acting.mustActFor(principal, owner);
    const page = await this.matches.people(params.id, query, principal.kind === 'team');
    const seen = page.items.map(({ candidateId }) => candidateId);
    await this.looks.note(principal, seen, 'cv');
    return page;
  }
}
