import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Freshness } from '../platform/freshness.js';
import { CommunesQueries } from './communes.queries.js';
import type { PlaceChoices } from './geo.schema.js';
import {
  findPlaces,
  type PlaceDirectory,
  type PlaceResolution,
  placeDirectory,
  resolvePlace,
} from './place-lookup.rules.js';

export interface FavouredDepartement {
  /** Département code whose places are favoured; that of the instance when left out. */
  readonly near?: string | undefined;
}

/** People search around few places: what a text means is remembered until the communes change. */
const REMEMBERED = 2_000;

/** Finds the commune that people and feeds mean, from memory. Reads the communes at first use and again whenever they have changed. */
@Injectable()
export class PlacesService {
  private loading: { revision: number; directory: Promise<PlaceDirectory> } | undefined;
  private readonly resolved = new Map<string, PlaceResolution>();
  private readonly freshness: Freshness;

  constructor(
    private readonly communes: CommunesQueries,
    private readonly config: Config,
  ) {
    this.freshness = new Freshness(config.cacheMs);
  }

  /**
   * At most 10 places that a text may mean, most likely first: "chateau thiery", "st quentin", "02400", "Paris 11", "Anizy-le-Château".
   * Forgives case, accents, hyphens, "st"/"ste", missing articles and one or two typing errors.
   */
  async find(text: string, { near }: FavouredDepartement = {}): Promise<PlaceChoices> {
    return findPlaces(await this.directory(), text, near ?? this.config.instance.departement);
  }

  /** The one place that a text means; refused as unknown, too vague (a département) or ambiguous, then with choices to offer. */
  async resolve(text: string, { near }: FavouredDepartement = {}): Promise<PlaceResolution> {
    const directory = await this.directory();
    const favoured = near ?? this.config.instance.departement;
    const key = `${favoured} ${text}`;
    const known = this.resolved.get(key);
    if (known) return known;
    const resolution = resolvePlace(directory, text, favoured);
    if (this.resolved.size >= REMEMBERED) this.resolved.clear();
    if (text.length < 100) this.resolved.set(key, resolution);
    return resolution;
  }

  private async directory(): Promise<PlaceDirectory> {
    if (this.loading && this.freshness.holds) return this.loading.directory;
    const began = performance.now();
    const revision = await this.communes.revision();
    this.freshness.checked(began);
    if (this.loading?.revision !== revision) {
      const directory = this.communes.forLookup().then(placeDirectory);
      const loading = { revision, directory };
      this.loading = loading;
      this.resolved.clear();
      directory.catch(() => {
        if (this.loading === loading) this.loading = undefined;
      });
    }
    return this.loading.directory;
  }
}
