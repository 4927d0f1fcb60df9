import { haversineKm } from '../geo/distance.rules.js';
import type { Day } from '../platform/lang/day.js';
import type { DemoTables } from './demo-tables.schema.js';
import { Weighted } from './random.rules.js';

export type DemoCommune = {
  readonly insee: string;
  readonly name: string;
  readonly postalCode: string;
  readonly population: number;
  readonly departement: string;
  readonly arrondissement: string;
  readonly lat: number;
  readonly lng: number;
};

/** All that the generators draw from. */
export type DemoWorld = {
  readonly seed: number;
  /** The moment that all dates count back from. */
  readonly now: Date;
  readonly today: Day;
  /** Gross euros an hour. */
  readonly minimumWage: number;
  readonly communes: readonly DemoCommune[];
  readonly anywhere: Weighted<DemoCommune>;
  readonly tables: DemoTables;
  /** Skills of an occupation, in people's words. */
  readonly skills: ReadonlyMap<string, readonly string[]>;
};

export function demoWorld(parts: Omit<DemoWorld, 'anywhere'>): DemoWorld {
  return { ...parts, anywhere: new Weighted(parts.communes, (commune) => commune.population + 20) };
}

const NEAR_KM = 25;

/** The communes near one, itself first, remembered from one call to the next. */
export class Neighbourhoods {
  private readonly known = new Map<string, readonly DemoCommune[]>();

  constructor(private readonly communes: readonly DemoCommune[]) {}

  around(centre: DemoCommune): readonly DemoCommune[] {
    let near = this.known.get(centre.insee);
    if (!near) {
      const others = this.communes.filter((other) => other !== centre && haversineKm(centre, other) <= NEAR_KM);
      near = [centre, ...others];
      this.known.set(centre.insee, near);
    }
    return near;
  }
}
