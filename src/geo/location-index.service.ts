import { Injectable } from '@nestjs/common';
import KDBush from 'kdbush';
import { Config } from '../platform/config/config.js';
import { Freshness } from '../platform/freshness.js';
import { boundingBox, haversineKm, type Point } from './distance.rules.js';
import { type Location, LocationsRepository } from './locations.repository.js';

export interface NearbyLocation extends Location {
  readonly km: number;
}

/** Beyond this many new points, or a tenth of all, the tree is built again; until then they are compared one by one. */
const RECENT_AT_LEAST = 1000;

/**
 * Answers which locations lie inside a disc, exactly, from memory: about 60 bytes a location.
 * Knows every location committed more than CACHE_MS before the call; the index of search takes longer to show what stands there.
 */
@Injectable()
export class LocationIndex {
  private watermark = '0';
  private readonly byId = new Map<number, Location>();
  private tree: KDBush | undefined;
  private treed: Location[] = [];
  private recent: Location[] = [];
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  private readonly freshness: Freshness;

  constructor(
    private readonly locations: LocationsRepository,
    config: Config,
  ) {
    this.freshness = new Freshness(config.cacheMs);
  }

  /** The locations at most `km` from a point (haversine, 6,371 km), nearest first, ties by id. */
  async withinKm(lat: number, lng: number, km: number): Promise<NearbyLocation[]> {
    await this.count();
    const center: Point = { lat, lng };
    const near: NearbyLocation[] = [];
    const keep = (location: Location | undefined) => {
      if (!location) return;
      const distance = haversineKm(center, location);
      if (distance <= km) near.push({ id: location.id, lat: location.lat, lng: location.lng, km: distance });
    };
    const box = boundingBox(center, km);
    for (const [minLng, maxLng] of box.lngWindows) {
      for (const position of this.tree?.range(minLng, box.minLat, maxLng, box.maxLat) ?? []) keep(this.treed[position]);
    }
    for (const location of this.recent) keep(location);
    return near.sort((a, b) => a.km - b.km || a.id - b.id);
  }

  /** How many locations are known, the new ones read. They are only ever added: while the number stands, so do the answers. */
  async count(): Promise<number> {
    if (!this.freshness.holds) await this.refresh();
    return this.byId.size;
  }

  /** A call may not join a reading that began before it: it waits for that one, then shares the next with the others that wait. */
  private refresh(): Promise<void> {
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        this.running = this.readNew();
        return this.running;
      });
    return this.next;
  }

  private async readNew(): Promise<void> {
    const began = performance.now();
    const { watermark, locations } = await this.locations.since(this.watermark);
    this.watermark = watermark;
    this.freshness.checked(began);
    for (const location of locations) {
      if (this.byId.has(location.id)) continue;
      this.byId.set(location.id, location);
      this.recent.push(location);
    }
    if (this.recent.length > Math.max(RECENT_AT_LEAST, this.treed.length / 10)) this.rebuild();
  }

  private rebuild(): void {
    this.treed = [...this.treed, ...this.recent];
    this.recent = [];
    const tree = new KDBush(this.treed.length);
    for (const location of this.treed) tree.add(location.lng, location.lat);
    this.tree = tree.finish();
  }
}
