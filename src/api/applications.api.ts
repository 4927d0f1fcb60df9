import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { AnswersService } from '../applications/answers.service.js';
import {
  answerBody,
  applicationFilter,
  applicationLine,
  applicationView,
  changedApplication,
  limitsBody,
  limitsView,
} from '../applications/application.schema.js';
import { InboxQueries } from '../applications/inbox.queries.js';
import { Allow } from '../identity/access.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';

const params = z.object({ id: z.uuid() });
const opportunity = z.object({ opportunityId: z.uuid() });
const tag = 'Candidatures';
const base = '/api/v1/applications';

const list = {
  method: 'GET',
  path: base,
  tag,
  summary: 'Lister les candidatures reçues (toutes, pour l’équipe)',
  description:
    'Celles qui attendent une réponse d’abord, la plus ancienne en tête. `escalated=true` : celles pour lesquelles appeler la structure.',
  query: applicationFilter,
  returns: pageOf(applicationLine),
} as const;

const read = {
  method: 'GET',
  path: `${base}/{id}`,
  tag,
  summary: 'Lire une candidature',
  description:
    'Lue par la structure, elle passe à « vue » et la personne le voit. La lecture par l’équipe ne compte pas.',
  params,
  returns: applicationView,
  errors: ['application.not-found'],
} as const;

const answer = {
  method: 'POST',
  path: `${base}/{id}/answer`,
  tag,
  summary: 'Répondre à une candidature',
  description:
    'La personne est prévenue par SMS ou e-mail. `byPhone` : la réponse a déjà été donnée par téléphone ; la personne peut le contester.',
  params,
  body: answerBody,
  ifMatch: true,
  returns: changedApplication,
  errors: [
    'application.not-found',
    'application.stale-version',
    'application.already-answered',
    'application.withdrawn',
    'application.closed',
    'application.meeting-not-ahead',
    'application.forbidden-wording',
    'application.words-too-long',
    'application.words-link',
    'application.words-bank-details',
    'application.words-social-security-number',
  ],
} as const;

const archive = {
  method: 'POST',
  path: `${base}/{id}/archive`,
  tag,
  summary: 'Ranger une candidature, après la réponse',
  params,
  returns: changedApplication,
  errors: ['application.not-found', 'application.answer-first'],
} as const;

const unarchive = {
  method: 'POST',
  path: `${base}/{id}/unarchive`,
  tag,
  summary: 'Remettre une candidature dans la liste',
  params,
  returns: changedApplication,
  errors: ['application.not-found'],
} as const;

const readLimits = {
  method: 'GET',
  path: '/api/v1/application-limits/{opportunityId}',
  tag,
  summary: 'Lire combien de personnes peuvent attendre une réponse',
  params: opportunity,
  returns: limitsView,
  errors: ['opportunity.not-found'],
} as const;

const setLimits = {
  method: 'PUT',
  path: '/api/v1/application-limits/{opportunityId}',
  tag,
  summary: 'Fixer ce nombre, ou mettre en pause les candidatures',
  params: opportunity,
  body: limitsBody,
  returns: limitsView,
  errors: ['opportunity.not-found'],
} as const;

/** Applications for those who received them, and for the team. Partners see none: people share them with one organisation. */
@Controller()
@Allow('applications:write', { kinds: ['organisation', 'team'] })
export class ApplicationsApi {
  constructor(
    private readonly answers: AnswersService,
    private readonly inbox: InboxQueries,
  ) {}

  @Endpoint(list)
  list({ query, principal }: Call<typeof list>) {
    return this.inbox.page(principal, query);
  }

  @Endpoint(read)
  read({ params: { id }, principal }: Call<typeof read>) {
    return this.answers.read(principal, id);
  }

  @Endpoint(answer)
  answer({ params: { id }, body, principal, ifMatch }: Call<typeof answer>) {
    return this.answers.answer(principal, id, body, ifMatch);
  }

  @Endpoint(archive)
  archive({ params: { id }, principal }: Call<typeof archive>) {
    return this.answers.archive(principal, id, true);
  }

  @Endpoint(unarchive)
  unarchive({ params: { id }, principal }: Call<typeof unarchive>) {
    return this.answers.archive(principal, id, false);
  }

  @Endpoint(readLimits)
  limits({ params: { opportunityId }, principal }: Call<typeof readLimits>) {
    return this.answers.limits(principal, opportunityId);
  }

  @Endpoint(setLimits)
  setLimits({ params: { opportunityId }, body, principal }: Call<typeof setLimits>) {
    return this.answers.setLimits(principal, opportunityId, body);
  }
}
