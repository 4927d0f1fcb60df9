import type { Verdict } from '../platform/lang/verdict.js';
import type { Point } from './distance.rules.js';
import type { CoordinatePrecision } from './geo.schema.js';

export interface AddressQuery {
  /** Number and street, or a place name; without the commune. */
  readonly address: string;
  readonly communeName: string;
  readonly postalCode: string | undefined;
}

export interface GeocodedAddress extends Point {
  /** INSEE code of the commune that the address was found in. */
  readonly insee: string;
  readonly precision: Extract<CoordinatePrecision, 'address' | 'street'>;
}

/** off: not configured; not-found: no answer certain enough; unavailable: silent, busy or broken, perhaps back later. */
export type GeocodingRefusal = 'off' | 'not-found' | 'unavailable';

/** Places an address on the ground. Never throws: an address that cannot be placed stands at its commune. */
export abstract class Geocoder {
  abstract geocode(query: AddressQuery): Promise<Verdict<GeocodedAddress, GeocodingRefusal>>;
}
