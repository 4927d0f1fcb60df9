import { Injectable } from '@nestjs/common';
import type { Point } from '../geo/distance.rules.js';
import type { Place } from '../geo/geo.schema.js';
import { PlacesService } from '../geo/places.service.js';
import { RuleBroken } from '../platform/errors.js';

/** The point that is searched around, and the place it stands for. */
export interface Around extends Point {
  readonly place: Place | null;
}

/** Finds where a search is made: a place by its name or code, or coordinates. */
@Injectable()
export class SearchPlaces {
  constructor(private readonly places: PlacesService) {}

  /** Undefined when no place is given. Throws RuleBroken, with the choices when there are several. */
  async around(query: {
    readonly place?: string | undefined;
    readonly lat?: number | undefined;
    readonly lng?: number | undefined;
    readonly within?: number | undefined;
  }): Promise<Around | undefined> {
    const { lat, lng } = query;
    if ((lat === undefined) !== (lng === undefined)) {
      throw new RuleBroken('place.half-coordinates', 'Indiquez la latitude et la longitude ensemble.', {
        field: lat === undefined ? 'lat' : 'lng',
      });
    }
    if (query.place !== undefined && lat !== undefined) {
      throw new RuleBroken('place.given-twice', 'Indiquez un lieu ou des coordonnées, pas les deux.', {
        field: 'place',
      });
    }
    if (lat !== undefined && lng !== undefined) return { lat, lng, place: null };
    if (query.place === undefined || query.place.trim() === '') {
      if (query.within === undefined) return undefined;
      throw new RuleBroken('place.missing', 'Indiquez autour de quel lieu chercher.', { field: 'place' });
    }
    const found = await this.places.resolve(query.place);
    if (!found.ok) throw new RuleBroken(found.reason, found.message, { field: 'place', choices: found.choices });
    return { lat: found.value.lat, lng: found.value.lng, place: found.value };
  }
}
