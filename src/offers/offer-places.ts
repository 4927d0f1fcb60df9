import { Injectable } from '@nestjs/common';
import { GeoService } from '../geo/geo.service.js';
import { OccupationsService } from '../occupations/occupations.service.js';
import { RuleBroken } from '../platform/errors.js';
import type { Offer } from './offer.entity.js';
import type { OfferEdit } from './offer.schema.js';

type Change = Omit<OfferEdit, 'place'>;

/** Completes what the author wrote: the point of the place, the occupation that the title names. Asks other services, so never in a transaction. */
@Injectable()
export class OfferPlaces {
  constructor(
    private readonly geo: GeoService,
    private readonly occupations: OccupationsService,
  ) {}

  /** The fields of an edit with the place found and the occupation known. Throws RuleBroken for an unknown place or code. */
  async resolved(offer: Offer, edit: OfferEdit): Promise<Partial<Offer>> {
    const { place, ...fields } = edit;
    return { ...fields, ...(await this.occupation(offer, fields)), ...(await this.position(offer, place, fields)) };
  }

  private async occupation(offer: Offer, edit: Change): Promise<Partial<Offer>> {
    if (edit.occupationCode != null) {
      if (await this.occupations.exists(edit.occupationCode)) return {};
      throw new RuleBroken('offer.unknown-occupation', 'Ce code métier n’existe pas.', { field: 'occupationCode' });
    }
    const wanted = edit.occupationCode === null || offer.occupationCode === null;
    if (edit.title == null || !wanted) return {};
    const best = await this.occupations.bestFor(edit.title);
    return best ? { occupationCode: best.code } : {};
  }

  /** An anonymous employer stands at its commune: a point on a map would name it. */
  private async position(offer: Offer, place: string | null | undefined, edit: Change): Promise<Partial<Offer>> {
    if (place === null) {
      return { insee: null, lat: null, lng: null, locationId: null, coordinateSource: null, coordinatePrecision: null };
    }
    const moved = place !== undefined || edit.address !== undefined || edit.anonymousEmployer !== undefined;
    if (!moved || (place === undefined && offer.insee === null)) return {};
    const address = edit.address === undefined ? offer.address : edit.address;
    const hidden = edit.anonymousEmployer ?? offer.anonymousEmployer;
    const found = await this.geo.locatePlace({
      ...(place === undefined ? { insee: offer.insee ?? undefined } : { place }),
      address: hidden ? undefined : (address ?? undefined),
    });
    if (!found.ok) throw new RuleBroken(found.reason, found.message, { field: 'place', choices: found.choices });
    const { insee, lat, lng, locationId, source, precision } = found.value;
    return { insee, lat, lng, locationId, coordinateSource: source, coordinatePrecision: precision };
  }
}
