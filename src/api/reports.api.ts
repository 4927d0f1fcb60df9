import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { decideReportsBody, reportFilter, reportView } from '../hotline/report.schema.js';
import { ReportsQueries } from '../hotline/reports.queries.js';
import { ReportsService } from '../hotline/reports.service.js';
import { Allow } from '../identity/access.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { pageOf } from '../platform/http/paging.schema.js';

const params = z.object({ id: z.uuid() });
const tag = 'Signalements';

const list = {
  method: 'GET',
  path: '/api/v1/reports',
  tag,
  summary: 'Lister les problèmes signalés sur des annonces, les plus graves d’abord',
  query: reportFilter,
  returns: pageOf(reportView),
} as const;

const read = {
  method: 'GET',
  path: '/api/v1/reports/{id}',
  tag,
  summary: 'Lire un signalement',
  params,
  returns: reportView,
  errors: ['report.not-found'],
} as const;

const decide = {
  method: 'POST',
  path: '/api/v1/reports/{id}/decision',
  tag,
  summary: 'Noter la décision prise',
  description:
    'La décision vaut pour tous les signalements ouverts de la même annonce. L’annonce elle-même se valide, se corrige ou se ferme à part.',
  params,
  body: decideReportsBody,
  returns: reportView,
  errors: ['report.not-found'],
} as const;

/** What people report, for the team. */
@Controller()
@Allow('reports:write', { kinds: ['team'] })
export class ReportsApi {
  constructor(
    private readonly reports: ReportsService,
    private readonly queries: ReportsQueries,
  ) {}

  @Endpoint(list)
  list(call: Call<typeof list>) {
    return this.queries.page(call.query);
  }

  @Endpoint(read)
  read(call: Call<typeof read>) {
    return this.queries.report(call.params.id);
  }

  @Endpoint(decide)
  decide(call: Call<typeof decide>) {
    return this.reports.decide(call.params.id, call.body);
  }
}
