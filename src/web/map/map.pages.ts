import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { PlacesService } from '../../geo/places.service.js';
import { Public } from '../../identity/access.js';
import { OpportunitySearch } from '../../search/opportunity-search.service.js';
import type { OpportunityItem } from '../../search/search.schema.js';
import type { Redirect, View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Theme } from '../kit/theme.js';
import { resultsTitle } from '../opportunities/results.view.js';
import { addressOf, PER_PAGE, queryOf, searchAddress } from '../opportunities/search-address.rules.js';
import { frameOf, type NumberedPoint } from './drawing.rules.js';
import { MapPointsQueries } from './map-points.queries.js';
import { ListMap } from './map.view.js';

const offers = { method: 'GET', path: '/offres/carte', query: searchAddress } as const;
const missions = { method: 'GET', path: '/missions/carte', query: searchAddress } as const;

/** Enough names to find one's way when the map is enlarged. */
const MOST_TOWNS = 60;

/** A page of a list on a map, in the same order, with the list beside. */
@Controller()
export class MapPages {
  constructor(
    private readonly search: OpportunitySearch,
    private readonly places: PlacesService,
    private readonly points: MapPointsQueries,
    private readonly theme: Theme,
  ) {}

  @Page(offers)
  @Public()
  offers(call: PublicPageCall<typeof offers>): Promise<View | Redirect> {
    return this.map('/offres', call);
  }

  @Page(missions)
  @Public()
  missions(call: PublicPageCall<typeof missions>): Promise<View | Redirect> {
    return this.map('/missions', call);
  }

  /** A place that is not clear and an empty search are for the list: it asks and helps. */
  private async map(path: '/offres' | '/missions', call: PublicPageCall<typeof offers>): Promise<View | Redirect> {
    const address = call.query;
    const kind = path === '/offres' ? 'offer' : 'mission';
    const list = addressOf(path, address, { page: address.page });
    const place = address.ou === '' ? undefined : await this.places.resolve(address.ou);
    if (place?.ok === false) return { to: list, status: 302 };
    const found = await this.search.find(queryOf(address, kind, place?.value.insee));
    if (found.items.length === 0) return { to: list, status: 302 };
    const points = await this.numbered(found.items, (found.page - 1) * PER_PAGE);
    const frame = frameOf(points);
    const title = `Carte : ${resultsTitle({ path, found, address })}`;
    return {
      title,
      section: kind === 'offer' ? 'offers' : 'missions',
      styles: ['leaflet.css', 'map.css'],
      scripts: ['leaflet.js', 'map.js'],
      body: h(ListMap, {
        path,
        address,
        title,
        found,
        points,
        towns: frame ? await this.points.towns(frame, MOST_TOWNS) : [],
        tiles: this.theme.tokens.tiles,
      }),
    };
  }

  private async numbered(items: readonly OpportunityItem[], before: number): Promise<NumberedPoint[]> {
    const known = await this.points.of(items.map(({ id }) => id));
    return items.flatMap(({ id, commune }, at) => {
      const point = known.get(id);
      return point ? [{ ...point, number: before + at + 1, commune: commune?.name ?? '' }] : [];
    });
  }
}
