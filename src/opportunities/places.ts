import { Injectable } from '@nestjs/common';
import { GeoService } from '../geo/geo.service.js';
import { RuleBroken } from '../platform/errors.js';
import type { Edit, Written } from './kind.rules.js';
import type { Opportunity } from './opportunity.entity.js';

const NOWHERE = {
  insee: null,
  lat: null,
  lng: null,
  locationId: null,
  coordinateSource: null,
  coordinatePrecision: null,
};

/** Completes what an author wrote, above all with the point of the place. Asks other services, so never in a transaction. */
@Injectable()
export class Places {
  constructor(private readonly geo: GeoService) {}

  /** The fields of an edit, with what they bring along. Throws RuleBroken for an unknown place. */
  async resolved<Row extends Opportunity>(kind: Written<Row>, row: Row, edit: Edit<Row>): Promise<Partial<Row>> {
    const change = { ...edit };
    delete change.place;
    const completed = await kind.completed(row, change);
    return { ...change, ...completed, ...(await this.position(kind, row, change, edit.place)) };
  }

  private async position<Row extends Opportunity>(
    kind: Written<Row>,
    row: Row,
    change: Partial<Row>,
    place: string | null | undefined,
  ): Promise<Partial<typeof NOWHERE> | object> {
    if (place === null) return NOWHERE;
    const moved = place !== undefined || kind.placedBy.some((field) => change[field] !== undefined);
    if (!moved || (place === undefined && row.insee === null)) return {};
    const found = await this.geo.locatePlace({
      ...(place === undefined ? { insee: row.insee ?? undefined } : { place }),
      address: kind.addressToPlace({ ...row, ...change }) ?? undefined,
    });
    if (!found.ok) throw new RuleBroken(found.reason, found.message, { field: 'place', choices: found.choices });
    const { insee, lat, lng, locationId, source, precision } = found.value;
    return { insee, lat, lng, locationId, coordinateSource: source, coordinatePrecision: precision };
  }
}
