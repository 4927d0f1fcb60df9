import { Injectable } from '@nestjs/common';
import { GeoService } from '../geo/geo.service.js';
import { RuleBroken } from '../platform/errors.js';
import type { Mission } from './mission.entity.js';
import type { MissionEdit } from './mission.schema.js';

/** Finds the point of the place that the author wrote. Asks another service, so never in a transaction. */
@Injectable()
export class MissionPlaces {
  constructor(private readonly geo: GeoService) {}

  /** The fields of an edit with the place found. Throws RuleBroken for an unknown place. */
  async resolved(mission: Mission, edit: MissionEdit): Promise<Partial<Mission>> {
    const { place, ...fields } = edit;
    return { ...fields, ...(await this.position(mission, place, edit.address)) };
  }

  private async position(
    mission: Mission,
    place: string | null | undefined,
    newAddress: string | null | undefined,
  ): Promise<Partial<Mission>> {
    if (place === null) {
      return { insee: null, lat: null, lng: null, locationId: null, coordinateSource: null, coordinatePrecision: null };
    }
    if (place === undefined && (newAddress === undefined || mission.insee === null)) return {};
    const address = newAddress === undefined ? mission.address : newAddress;
    const found = await this.geo.locatePlace({
      ...(place === undefined ? { insee: mission.insee ?? undefined } : { place }),
      address: address ?? undefined,
    });
    if (!found.ok) throw new RuleBroken(found.reason, found.message, { field: 'place', choices: found.choices });
    const { insee, lat, lng, locationId, source, precision } = found.value;
    return { insee, lat, lng, locationId, coordinateSource: source, coordinatePrecision: precision };
  }
}
