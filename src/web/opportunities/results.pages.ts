import { Controller } from '@nestjs/common';
import { h } from 'preact';
import type { Place } from '../../geo/geo.schema.js';
import { PlacesService } from '../../geo/places.service.js';
import { Public } from '../../identity/access.js';
import { OccupationsService } from '../../occupations/occupations.service.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/config.js';
import { OpportunitySearch } from '../../search/opportunity-search.service.js';
import { MatchReasonsQueries } from '../../matching/match-reasons.queries.js';
import type { View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Results, type ResultsProps, resultsTitle } from './results.view.js';
import { isAnyTrade, queryOf, type SearchAddress, searchAddress } from './search-address.rules.js';

const offers = { method: 'GET', path: '/offres', query: searchAddress } as const;
const missions = { method: 'GET', path: '/missions', query: searchAddress } as const;

const CLOSE_TRADES = 4;

/** The lists of offers and of missions. */
@Controller()
export class ResultsPages {
  constructor(
    private readonly search: OpportunitySearch,
    private readonly places: PlacesService,
    private readonly occupations: OccupationsService,
    private readonly reasons: MatchReasonsQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Page(offers)
  @Public()
  offers(call: PublicPageCall<typeof offers>): Promise<View> {
    return this.list('/offres', call);
  }

  @Page(missions)
  @Public()
  missions(call: PublicPageCall<typeof missions>): Promise<View> {
    return this.list('/missions', call);
  }

  private async list(path: '/offres' | '/missions', call: PublicPageCall<typeof offers>): Promise<View> {
    const address = call.query;
    const kind = path === '/offres' ? 'offer' : 'mission';
    const { insee, problem } = await this.placeOf(address);
    const found = problem ? undefined : await this.search.find(queryOf(address, kind, insee));
    const candidateId = call.visitor?.candidateId;
    const props: ResultsProps = {
      path,
      address,
      today: this.clock.today(),
      instance: this.config.instance,
      found,
      place: problem,
      close: found?.total === 0 && kind === 'offer' ? await this.closeTrades(address) : [],
      reasons:
        candidateId && found
          ? await this.reasons.pluses(
              candidateId,
              found.items.map((item) => item.id),
            )
          : new Map(),
    };
    return {
      title: resultsTitle(props),
      body: h(Results, props),
      section: kind === 'offer' ? 'offers' : 'missions',
      failed: problem !== undefined && problem.choices.length === 0,
      description:
        kind === 'offer'
          ? 'Des offres d’emploi près de chez vous, avec le temps de trajet à pied, à vélo ou en voiture.'
          : 'Des missions bénévoles près de chez vous.',
    };
  }

  /** The commune meant, or what to ask when it is not clear. */
  private async placeOf({
    ou,
  }: SearchAddress): Promise<{ insee?: string; problem?: { error: string; choices: Place[] } }> {
    if (ou === '') return {};
    const resolution = await this.places.resolve(ou);
    if (resolution.ok) return { insee: resolution.value.insee };
    return { problem: { error: resolution.message, choices: [...resolution.choices] } };
  }

  private async closeTrades({ metier, code }: SearchAddress) {
    const known = code ?? (isAnyTrade(metier) ? undefined : (await this.occupations.bestFor(metier))?.code);
    if (known === undefined) return [];
    return (await this.occupations.closeTo(known)).filter((close) => close.code !== known).slice(0, CLOSE_TRADES);
  }
}
