import { Injectable } from '@nestjs/common';
import type { Point } from '../geo/distance.rules.js';
import { LocationIndex } from '../geo/location-index.service.js';
import { type Disc, discOf } from './disc.rules.js';

/** About 100 bytes each. */
const MOST_PLACES = 200_000;

/** Draws discs, and remembers them: people turn pages, change the order, and search around few towns. */
@Injectable()
export class Discs {
  private readonly drawn = new Map<string, Disc>();
  private places = 0;
  private known = 0;

  constructor(private readonly locations: LocationIndex) {}

  /** The disc with all the places known at this moment. */
  async around(centre: Point, km: number): Promise<Disc> {
    const known = await this.locations.count();
    if (known !== this.known || this.places > MOST_PLACES) {
      this.drawn.clear();
      this.places = 0;
      this.known = known;
    }
    const key = `${centre.lat} ${centre.lng} ${km}`;
    const before = this.drawn.get(key);
    if (before) return before;
    const disc = discOf(centre, km, await this.locations.withinKm(centre.lat, centre.lng, km));
    if (known === this.known) {
      this.drawn.set(key, disc);
      this.places += disc.locations.length + 1;
    }
    return disc;
  }
}
