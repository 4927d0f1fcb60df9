import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
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

/** Finds the commune that people and feeds mean, from memory. Reads the communes at first use and again whenever they have changed. */
@Injectable()
export class PlacesService {
  private loading: { revision: number; directory: Promise<PlaceDirectory> } | undefined;

  constructor(
    private readonly communes: CommunesQueries,
    private readonly config: Config,
  ) {}

  /**
   * At most 10 places that a text may mean, most likely first: "chateau thiery", "st quentin", "02400", "Paris 11", "Anizy-le-Château".
   * Forgives case, accents, hyphens, "st"/"ste", missing articles and one or two typing errors.
   */
  async find(text: string, { near }: FavouredDepartement = {}): Promise<PlaceChoices> {
    return findPlaces(await this.directory(), text, near ?? this.config.instance.departement);
  }

  /** The one place that a text means; refused as unknown, too vague (a département) or ambiguous, then with choices to offer. */
  async resolve(text: string, { near }: FavouredDepartement = {}): Promise<PlaceResolution> {
    return resolvePlace(await this.directory(), text, near ?? this.config.instance.departement);
  }

  private async directory(): Promise<PlaceDirectory> {
    const revision = await this.communes.revision();
    if (this.loading?.revision !== revision) {
      const directory = this.communes.forLookup().then(placeDirectory);
      const loading = { revision, directory };
      this.loading = loading;
      directory.catch(() => {
        if (this.loading === loading) this.loading = undefined;
      });
    }
    return this.loading.directory;
  }
}
