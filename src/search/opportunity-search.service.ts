import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { ExternalFailure, RuleBroken } from '../platform/errors.js';
import { Log } from '../platform/logger.js';
import type { Disc } from './disc.rules.js';
import { Discs } from './discs.js';
import { dayNumber } from './documents.rules.js';
import { OpportunityPageQueries } from './opportunity-page.queries.js';
import { opportunityItem, type ShownOpportunity } from './opportunity-items.rules.js';
import { PageFinder, type PageFound } from './page-finder.js';
import { PlainOpportunityQueries } from './plain-opportunity.queries.js';
import { type Around, SearchPlaces } from './search-places.js';
import { DEEPEST, type OpportunityItem, type OpportunityPage, type OpportunityQuery } from './search.schema.js';
import type { Condition } from './search-index.js';
import { DEFAULT_WITHIN_KM, radiiToTry, widenedFrom } from './widening.rules.js';
import { tellingWords } from './words.rules.js';

type Sort = OpportunityPage['sort'];

const FACETS = ['kind', 'contract', 'hours', 'needs_licence', 'domain'] as const;

/** Answers searches of offers and missions. Words and counts come from the index; what is shown is what PostgreSQL says now. */
@Injectable()
export class OpportunitySearch {
  constructor(
    private readonly places: SearchPlaces,
    private readonly discs: Discs,
    private readonly finder: PageFinder,
    private readonly rows: OpportunityPageQueries,
    private readonly plain: PlainOpportunityQueries,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Throws RuleBroken on a place that is unknown or ambiguous, and on a page too deep. */
  async find(query: OpportunityQuery): Promise<OpportunityPage> {
    if (query.page * query.perPage > DEEPEST) {
      throw new RuleBroken(
        'search.page-too-deep',
        `La liste s’arrête au résultat ${DEEPEST}. Précisez votre recherche.`,
        { field: 'page' },
      );
    }
    const around = await this.places.around(query);
    const sort = sortOf(query, around);
    const asked = query.within ?? DEFAULT_WITHIN_KM;
    const radii = around ? radiiToTry(asked, query.widen ?? true) : [asked];
    for (const [i, km] of radii.entries()) {
      const disc = around && (await this.discs.around(around, km));
      const { page, degraded } = await this.page(query, sort, disc);
      if (page.total === 0 && i < radii.length - 1) continue;
      return {
        items: page.rows.map((row) => opportunityItem(row, around, query.travel)),
        total: page.total,
        page: query.page,
        perPage: query.perPage,
        sort,
        around: around ? { place: around.place, lat: around.lat, lng: around.lng, within: km } : null,
        widened: widenedFrom(asked, km, page.total),
        facets: facetsOf(page),
        degraded,
      };
    }
    throw new Error('A search ends with its last radius');
  }

  /** Those of these that are open, in the order given, as a list shows them; without distance. */
  async items(ids: readonly string[]): Promise<OpportunityItem[]> {
    const shown = new Map((await this.rows.shown(ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => shown.get(id) ?? []).map((row) => opportunityItem(row, undefined, undefined));
  }

  private async page(query: OpportunityQuery, sort: Sort, disc: Disc | undefined) {
    try {
      const page = await this.finder.find<ShownOpportunity>(
        {
          kind: 'opportunities',
          text: tellingWords(query.q ?? '').join(' '),
          conditions: this.conditions(query),
          disc,
          sort,
          facets: FACETS,
          offset: (query.page - 1) * query.perPage,
          limit: query.perPage,
        },
        async (ids) => {
          const shown = await this.rows.shown(ids);
          return new Map(shown.filter((row) => !disc || disc.byId.has(row.location_id)).map((row) => [row.id, row]));
        },
      );
      return { page, degraded: false };
    } catch (error) {
      if (!(error instanceof ExternalFailure)) throw error;
      this.log.warn('search.degraded', { error });
      return { page: await this.plain.page(query, sort, disc), degraded: true };
    }
  }

  private conditions(query: OpportunityQuery): Condition[] {
    return [
      ...(query.kind ? [{ field: 'kind', in: query.kind }] : []),
      ...(query.contract ? [{ field: 'contract', in: query.contract }] : []),
      ...(query.hours ? [{ field: 'hours', in: query.hours }] : []),
      ...(query.domain ? [{ field: 'domain', in: [query.domain] }] : []),
      ...(query.occupation ? [{ field: 'occupation_code', in: [query.occupation] }] : []),
      ...(query.noLicence ? [{ field: 'needs_licence', in: [false] }] : []),
      // What closed yesterday is out at midnight, before the job that says so has run.
      { field: 'closes_on', atLeast: dayNumber(this.clock.today()) },
    ];
  }
}

function sortOf(query: OpportunityQuery, around: Around | undefined): Sort {
  if (query.sort === 'nearest' && !around) {
    throw new RuleBroken('search.nearest-of-what', 'Indiquez un lieu pour trier par distance.', { field: 'place' });
  }
  return query.sort ?? (around ? 'nearest' : query.q ? 'relevance' : 'recent');
}

function facetsOf({ facets }: PageFound<unknown>): OpportunityPage['facets'] {
  const licence = facets.needs_licence ?? {};
  return {
    kind: { ...facets.kind },
    contract: { ...facets.contract },
    hours: { ...facets.hours },
    licence: { needed: licence.true ?? 0, 'not-needed': licence.false ?? 0 },
    domain: { ...facets.domain },
  };
}
