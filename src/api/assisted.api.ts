import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { cvAnswersSchema } from '../candidates/cv.schema.js';
import { CvProposalsService } from '../candidates/cv-proposals.service.js';
import { Allow } from '../identity/access.js';
import { LetterCodesService } from '../identity/letter-codes.service.js';
import { LooksService } from '../organisations/looks.service.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';

const params = z.object({ id: z.uuid() });
const tag = 'Personnes';
const TEAM = { kinds: ['team'] } as const;

const letter = {
  method: 'POST',
  path: '/api/v1/candidates/{id}/letter-codes',
  tag,
  summary: 'Créer un code de connexion à envoyer par courrier',
  description: 'Valable six mois, une fois, avec le nom de famille. Les codes précédents ne marchent plus.',
  params,
  status: 201,
  returns: z.object({ code: z.string().describe('montré cette seule fois, par exemple ABCD-EFGH') }),
  errors: ['candidate.not-found'],
} as const;
const propose = {
  method: 'POST',
  path: '/api/v1/candidates/{id}/cv-proposals',
  tag,
  summary: 'Proposer un CV rempli par téléphone',
  description: 'La personne reçoit un lien. Son CV ne change que si elle dit oui, sous 14 jours.',
  params,
  body: z.strictObject({
    answers: cvAnswersSchema,
    by: z
      .string()
      .trim()
      .min(2)
      .max(60)
      .nullable()
      .default(null)
      .describe('prénom de l’agent, tel que la personne le lit'),
  }),
  status: 201,
  returns: z.object({ id: z.uuid() }),
  errors: ['candidate.not-found', 'cv.no-address', 'cv.nothing-proposed', 'place.unknown', 'occupation.unknown'],
} as const;

/** What the team does for people who cannot do it alone: a code by letter, a CV filled in on the telephone. */
@Controller()
export class AssistedApi {
  constructor(
    private readonly letters: LetterCodesService,
    private readonly proposals: CvProposalsService,
    private readonly looks: LooksService,
  ) {}

  @Endpoint(letter)
  @Allow('candidates:write', TEAM)
  async letter({ params: { id }, principal }: Call<typeof letter>) {
    return { code: await this.letters.issue(id, principal.keyId) };
  }

  @Endpoint(propose)
  @Allow('candidates:write', TEAM)
  async propose({ params: { id }, body, principal }: Call<typeof propose>) {
    const proposed = await this.proposals.propose(id, body.answers, { id: principal.keyId, name: body.by });
    await this.looks.note(principal, [id], 'acted-for');
    return { id: proposed };
  }
}
