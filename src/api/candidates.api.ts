import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { candidateLineSchema, candidateListQuery } from '../candidates/candidate-list.schema.js';
import { CandidateListQueries } from '../candidates/candidate-list.queries.js';
import { CandidatesQueries } from '../candidates/candidates.queries.js';
import { CandidatesService } from '../candidates/candidates.service.js';
import {
  alertSettingsSchema,
  candidatePatchSchema,
  consentInputSchema,
  registrationSchema,
  savedSearchInputSchema,
} from '../candidates/candidate.schema.js';
import {
  type CandidateView,
  candidateViewSchema,
  consentsViewSchema,
  registeredSchema,
  savedSearchesSchema,
} from '../candidates/candidate-view.schema.js';
import { AssistedRegistrationService } from '../candidates/assisted-registration.service.js';
import { SavedSearchesService } from '../candidates/saved-searches.service.js';
import { Allow } from '../identity/access.js';
import { LooksService } from '../organisations/looks.service.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';
import type { Principal } from '../platform/http/principal.js';

const id = z.object({ id: z.uuid() });
const searchId = z.object({ id: z.uuid(), searchId: z.uuid() });
const tag = 'Personnes';
/** Alerts by a way that the person does not have. */
const NO_WAY = ['candidate.no-phone', 'candidate.no-email'] as const;
const THEIRS = { kinds: ['team', 'partner'] } as const;

const create = {
  method: 'POST',
  path: '/api/v1/candidates',
  tag,
  summary: 'Inscrire une personne',
  description:
    'Avec un téléphone ou un e-mail. Sans l’un ni l’autre, nommez le référent qui lui écrira (`support.referent`).',
  body: registrationSchema,
  status: 201,
  returns: registeredSchema,
  errors: [
    'candidate.duplicate',
    'candidate.out-of-reach',
    ...NO_WAY,
    'place.unknown',
    'place.ambiguous',
    'occupation.unknown',
  ],
} as const;
const find = {
  method: 'GET',
  path: '/api/v1/candidates',
  tag,
  summary: 'Chercher une personne par téléphone, nom ou commune',
  description: 'Pour un partenaire, parmi celles que sa clé a inscrites.',
  query: candidateListQuery,
  returns: pageOf(candidateLineSchema),
  errors: ['candidate.criterion-needed', 'place.unknown', 'place.ambiguous'],
} as const;
const read = {
  method: 'GET',
  path: '/api/v1/candidates/{id}',
  tag,
  summary: 'Lire un dossier',
  params: id,
  returns: candidateViewSchema,
} as const;
const edit = {
  method: 'PATCH',
  path: '/api/v1/candidates/{id}',
  tag,
  summary: 'Modifier un dossier',
  params: id,
  body: candidatePatchSchema,
  ifMatch: true,
  returns: candidateViewSchema,
  errors: ['candidate.stale-version', 'candidate.duplicate', 'candidate.out-of-reach'],
} as const;
const erase = {
  method: 'DELETE',
  path: '/api/v1/candidates/{id}',
  tag,
  summary: 'Effacer une personne',
  params: id,
  status: 204,
} as const;
const record = {
  method: 'POST',
  path: '/api/v1/candidates/{id}/consents',
  tag,
  summary: 'Noter un accord, ou son retrait',
  params: id,
  body: consentInputSchema,
  status: 201,
  returns: consentsViewSchema,
  errors: NO_WAY,
} as const;
const history = {
  method: 'GET',
  path: '/api/v1/candidates/{id}/consents',
  tag,
  summary: 'Lire les accords, présents et passés',
  params: id,
  returns: consentsViewSchema,
} as const;
const alerts = {
  method: 'PUT',
  path: '/api/v1/candidates/{id}/alerts',
  tag,
  summary: 'Régler, suspendre ou arrêter les alertes',
  params: id,
  body: alertSettingsSchema,
  returns: candidateViewSchema,
  errors: NO_WAY,
} as const;
const searches = {
  method: 'GET',
  path: '/api/v1/candidates/{id}/searches',
  tag,
  summary: 'Lister les recherches enregistrées',
  params: id,
  returns: savedSearchesSchema,
} as const;
const addSearch = {
  method: 'POST',
  path: '/api/v1/candidates/{id}/searches',
  tag,
  summary: 'Enregistrer une recherche',
  params: id,
  body: savedSearchInputSchema,
  status: 201,
  returns: z.object({ id: z.uuid() }),
  errors: ['candidate.too-many-searches'],
} as const;
const replaceSearch = {
  method: 'PUT',
  path: '/api/v1/candidates/{id}/searches/{searchId}',
  tag,
  summary: 'Remplacer une recherche enregistrée',
  params: searchId,
  body: savedSearchInputSchema,
  status: 204,
} as const;
const removeSearch = {
  method: 'DELETE',
  path: '/api/v1/candidates/{id}/searches/{searchId}',
  tag,
  summary: 'Retirer une recherche enregistrée',
  params: searchId,
  status: 204,
} as const;

/** People's files, for the team and for the partners who registered them. Organisations never come here. */
@Controller()
export class CandidatesApi {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly savedSearches: SavedSearchesService,
    private readonly queries: CandidatesQueries,
    private readonly lists: CandidateListQueries,
    private readonly assisted: AssistedRegistrationService,
    private readonly looks: LooksService,
  ) {}

  @Endpoint(create)
  @Allow('candidates:write', THEIRS)
  async create(call: Call<typeof create>) {
    mayGiveSupport(call.principal, call.body.support);
    return this.assisted.register(call.body, call.principal.keyId);
  }

  @Endpoint(find)
  @Allow('candidates:read', THEIRS)
  async find({ principal, query }: Call<typeof find>) {
    return this.lists.find(principal, query);
  }

  @Endpoint(read)
  @Allow('candidates:read', THEIRS)
  async read(call: Call<typeof read>): Promise<CandidateView> {
    await this.mustBeTheirs(call);
    const view = await this.view(call);
    await this.looks.note(call.principal, [call.params.id], 'file');
    return view;
  }

  @Endpoint(edit)
  @Allow('candidates:write', THEIRS)
  async edit(call: Call<typeof edit>): Promise<CandidateView> {
    await this.mustBeTheirs(call);
    mayGiveSupport(call.principal, call.body.support);
    await this.candidates.edit(call.params.id, call.ifMatch, call.body);
    return this.view(call);
  }

  @Endpoint(erase)
  @Allow('candidates:write', THEIRS)
  async erase(call: Call<typeof erase>): Promise<void> {
    await this.mustBeTheirs(call);
    await this.candidates.erase(call.params.id);
  }

  @Endpoint(record)
  @Allow('candidates:write', THEIRS)
  async record(call: Call<typeof record>) {
    await this.mustBeTheirs(call);
    await this.candidates.recordConsents(call.params.id, [call.body], call.principal.keyId);
    return this.queries.consents(call.params.id);
  }

  @Endpoint(history)
  @Allow('candidates:read', THEIRS)
  async history(call: Call<typeof history>) {
    await this.mustBeTheirs(call);
    return this.queries.consents(call.params.id);
  }

  @Endpoint(alerts)
  @Allow('candidates:write', THEIRS)
  async alerts(call: Call<typeof alerts>): Promise<CandidateView> {
    await this.mustBeTheirs(call);
    await this.candidates.setAlerts(call.params.id, call.body);
    return this.view(call);
  }

  @Endpoint(searches)
  @Allow('candidates:read', THEIRS)
  async searches(call: Call<typeof searches>) {
    await this.mustBeTheirs(call);
    return { items: await this.queries.savedSearches(call.params.id) };
  }

  @Endpoint(addSearch)
  @Allow('candidates:write', THEIRS)
  async addSearch(call: Call<typeof addSearch>) {
    await this.mustBeTheirs(call);
    return { id: await this.savedSearches.add(call.params.id, call.body) };
  }

  @Endpoint(replaceSearch)
  @Allow('candidates:write', THEIRS)
  async replaceSearch(call: Call<typeof replaceSearch>): Promise<void> {
    await this.mustBeTheirs(call);
    await this.savedSearches.replace(call.params.id, call.params.searchId, call.body);
  }

  @Endpoint(removeSearch)
  @Allow('candidates:write', THEIRS)
  async removeSearch(call: Call<typeof removeSearch>): Promise<void> {
    await this.mustBeTheirs(call);
    await this.savedSearches.remove(call.params.id, call.params.searchId);
  }

  /** The team looks after everybody, a partner after those whom its key registered. @throws NotFound, Forbidden. */
  private async mustBeTheirs(call: { params: { id: string }; principal: Principal }): Promise<void> {
    const registrar = await this.candidates.registrar(call.params.id);
    if (call.principal.kind !== 'team' && registrar !== call.principal.keyId) {
      throw new Forbidden('access.not-yours', 'Cette personne a été inscrite par quelqu’un d’autre.');
    }
  }

  private async view(call: { params: { id: string }; principal: Principal }): Promise<CandidateView> {
    const view = await this.queries.view(call.params.id, call.principal.kind === 'team');
    if (!view) throw new NotFound('candidate.not-found', 'Cette personne n’est pas inscrite.');
    return view;
  }
}

function mayGiveSupport(principal: Principal, support: object | undefined): void {
  if (support !== undefined && principal.kind !== 'team') {
    throw new Forbidden('candidate.support-is-the-teams', 'Seule l’équipe du Département renseigne l’accompagnement.');
  }
}
