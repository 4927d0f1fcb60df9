import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../identity/access.js';
import { OccupationsQueries } from '../occupations/occupations.queries.js';
import { OccupationsService } from '../occupations/occupations.service.js';
import { NotFound } from '../platform/errors.js';
import { Endpoint, type PublicCall } from '../platform/http/endpoint.js';

const MOST_CLOSE_SHOWN = 20;

const occupationView = z.object({
  code: z.string().describe('code ROME : K1304'),
  label: z.string(),
  matched: z.string().describe('le nom qui a répondu, parfois un synonyme'),
  confidence: z.number().min(0).max(1),
});

const search = {
  method: 'GET',
  path: '/api/v1/occupations',
  tag: 'Métiers',
  summary: 'Trouver le métier que dit un texte, le plus probable d’abord',
  description:
    'Accents, genre, nombre et petites fautes ne comptent pas. Les mots de tous les jours sont compris : « femme de ménage », « nounou ».',
  query: z.strictObject({
    q: z.string().max(500).describe('un mot de tous les jours, ou le titre d’une offre'),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  returns: z.object({ items: z.array(occupationView) }),
} as const;

const detail = {
  method: 'GET',
  path: '/api/v1/occupations/{code}',
  tag: 'Métiers',
  summary: 'Lire un métier : ses noms courants, ses compétences, les métiers proches',
  params: z.strictObject({ code: z.string().regex(/^[A-Za-z]\d{4}$/, 'Un code ROME est attendu, par exemple K1304.') }),
  returns: z.object({
    code: z.string(),
    label: z.string(),
    parentCode: z.string().describe('sa famille : le code du ROME v3'),
    domain: z.string(),
    retired: z.boolean().describe('true : la nomenclature ne le contient plus'),
    synonyms: z.array(z.string()),
    skills: z.array(z.object({ slug: z.string(), label: z.string() })),
    close: z.array(z.object({ code: z.string(), label: z.string(), proximity: z.number().describe('de 0,3 à 1') })),
  }),
  errors: ['occupation.unknown'],
} as const;

/** The trades, open to all. */
@Controller()
export class OccupationsApi {
  constructor(
    private readonly occupations: OccupationsService,
    private readonly queries: OccupationsQueries,
  ) {}

  @Endpoint(search)
  @Public()
  async search({ query }: PublicCall<typeof search>) {
    return { items: await this.occupations.search(query.q, query.limit) };
  }

  @Endpoint(detail)
  @Public()
  async detail({ params }: PublicCall<typeof detail>) {
    const code = params.code.toUpperCase();
    const found = await this.queries.detail(code);
    if (!found) throw new NotFound('occupation.unknown', `Le métier ${code} n’existe pas.`);
    return { ...found, close: (await this.occupations.closeTo(code)).slice(0, MOST_CLOSE_SHOWN) };
  }
}
