import { Injectable } from '@nestjs/common';
import { haversineKm } from '../geo/distance.rules.js';
import { ExternalFailure, RuleBroken } from '../platform/errors.js';
import { Log } from '../platform/logger.js';
import type { Disc } from './disc.rules.js';
import { Discs } from './discs.js';
import { PageFinder } from './page-finder.js';
import { ProfileIds } from './profile-ids.js';
import { ProfilePageQueries, type ShownProfile } from './profile-page.queries.js';
import { type Around, SearchPlaces } from './search-places.js';
import { DEEPEST, type ProfileItem, type ProfilePage, type ProfileQuery } from './search.schema.js';
import { DEFAULT_WITHIN_KM } from './widening.rules.js';
import { tellingWords } from './words.rules.js';

/** Lets organisations find people who show their CV, without their name: what they agreed to show, as of now. */
@Injectable()
export class ProfileSearch {
  constructor(
    private readonly places: SearchPlaces,
    private readonly discs: Discs,
    private readonly finder: PageFinder,
    private readonly rows: ProfilePageQueries,
    private readonly ids: ProfileIds,
    private readonly log: Log,
  ) {}

  /** `reader` says for whom the opaque ids are made. Throws RuleBroken on a place that is unknown or ambiguous. */
  async find(query: ProfileQuery, reader: string): Promise<ProfilePage> {
    if (query.page * query.perPage > DEEPEST) {
      throw new RuleBroken(
        'search.page-too-deep',
        `La liste s’arrête au résultat ${DEEPEST}. Précisez votre recherche.`,
        { field: 'page' },
      );
    }
    const around = await this.places.around(query);
    const within = query.within ?? DEFAULT_WITHIN_KM;
    const disc = around && (await this.discs.around(around, within));
    const { rows, total, degraded } = await this.page(query, disc);
    return {
      items: rows.map((row) => this.item(row, around, reader)),
      total,
      page: query.page,
      perPage: query.perPage,
      around: around ? { place: around.place, lat: around.lat, lng: around.lng, within } : null,
      degraded,
    };
  }

  private async page(query: ProfileQuery, disc: Disc | undefined) {
    const offset = (query.page - 1) * query.perPage;
    try {
      const page = await this.finder.find<ShownProfile>(
        {
          kind: 'profiles',
          text: tellingWords(query.q ?? '').join(' '),
          conditions: query.occupation ? [{ field: 'occupation_codes', in: [query.occupation] }] : [],
          disc,
          sort: disc ? 'nearest' : query.q ? 'relevance' : 'recent',
          facets: [],
          offset,
          limit: query.perPage,
        },
        async (ids) => new Map((await this.rows.shown(ids)).map((row) => [row.id, row])),
      );
      return { ...page, degraded: false };
    } catch (error) {
      if (!(error instanceof ExternalFailure)) throw error;
      this.log.warn('search.degraded', { error });
      const { q: text, occupation, perPage: limit } = query;
      return { ...(await this.rows.plainPage({ text, occupation, disc, offset, limit })), degraded: true };
    }
  }

  /** Distances are to the commune and in whole kilometres: nobody can tell where in it the person lives. */
  private item(row: ShownProfile, around: Around | undefined, reader: string): ProfileItem {
    return {
      id: this.ids.opaque(row.id, reader),
      firstName: row.first_name,
      commune: row.commune_name,
      distanceKm: around ? Math.round(haversineKm(around, row)) : null,
      skills: row.skills,
      availability: { from: row.available_from, hoursMin: row.hours_min, hoursMax: row.hours_max },
    };
  }
}
