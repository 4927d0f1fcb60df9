import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { CommuneReferenceGateway } from './commune-reference.gateway.js';
import { communeRows } from './commune-rows.rules.js';
import { CommunesQueries } from './communes.queries.js';
import { CommunesRepository } from './communes.repository.js';
import { type Point, roundedPoint } from './distance.rules.js';
import type { CoordinatePrecision, CoordinateSource, Place } from './geo.schema.js';
import { Geocoder } from './geocoder.js';
import { LocationsRepository } from './locations.repository.js';
import type { PlaceRefusal } from './place-lookup.rules.js';
import { PlacesService } from './places.service.js';

export interface PlaceRequest {
  /** INSEE code of today or of the past. Wins over `place`. */
  readonly insee?: string | undefined;
  /** Name, postal code or INSEE code as a person or a feed writes it. */
  readonly place?: string | undefined;
  /** Number and street. Never needed: without it, or when it cannot be found, the place is the commune. */
  readonly address?: string | undefined;
  /** Département whose places are favoured; that of the instance when left out. */
  readonly near?: string | undefined;
}

export interface LocatedPlace extends Point {
  readonly insee: string;
  readonly communeName: string;
  readonly locationId: number;
  readonly source: CoordinateSource;
  /** 'commune' at best without an address; coarser while the commune's own coordinate is an estimate. */
  readonly precision: CoordinatePrecision;
}

/** One place, or why not: with choices when several are meant. */
export type LocatedPlaceVerdict =
  | Extract<Verdict<LocatedPlace>, { ok: true }>
  | (Extract<Verdict<LocatedPlace, PlaceRefusal>, { ok: false }> & { readonly choices: readonly Place[] });

export interface LoadedCommunes {
  readonly loaded: boolean;
  /** Communes and municipal arrondissements; 0 when they were there already. */
  readonly count: number;
  readonly version: string;
}

/** Knows where things are: keeps the communes, turns what people write into a point, and points into location ids. */
@Injectable()
export class GeoService {
  constructor(
    private readonly database: Database,
    private readonly reference: CommuneReferenceGateway,
    private readonly repository: CommunesRepository,
    private readonly communes: CommunesQueries,
    private readonly locations: LocationsRepository,
    private readonly places: PlacesService,
    private readonly geocoder: Geocoder,
  ) {}

  /** Loads all communes of France from the packages that come with the product, unless these versions are there already. Takes some seconds. */
  async loadCommunes({ force = false } = {}): Promise<LoadedCommunes> {
    const version = await this.reference.version();
    return this.database.transaction(async () => {
      const state = await this.repository.lockState();
      if (state.referenceVersion === version && !force) return { loaded: false, count: 0, version };
      const rows = communeRows(await this.reference.read());
      await this.repository.replaceAll(rows);
      await this.repository.touch(version);
      return { loaded: true, count: rows.length, version };
    });
  }

  /** The id of a point, rounded to 5 decimals (about a metre). Degrees, WGS 84. */
  async locate(lat: number, lng: number): Promise<number> {
    const [id] = await this.locateMany([{ lat, lng }]);
    if (id === undefined) throw new Error('A location was asked for and none came back.');
    return id;
  }

  /** The ids of many points at once, in their order. */
  async locateMany(points: readonly Point[]): Promise<number[]> {
    return points.length === 0 ? [] : this.locations.idsOf(points.map(roundedPoint));
  }

  /** Where a commune, or an address in it, is. An address that the geocoder does not find for certain in that commune stands at the commune. */
  async locatePlace(request: PlaceRequest): Promise<LocatedPlaceVerdict> {
    const found = await this.communeOf(request);
    if (!found.ok) return found;
    const commune = found.value;
    const at = (await this.addressIn(commune, request.address)) ?? {
      lat: commune.lat,
      lng: commune.lng,
      source: commune.source,
      precision: commune.precision,
    };
    const point = roundedPoint(at);
    return granted({
      ...point,
      insee: commune.insee,
      communeName: commune.name,
      locationId: await this.locate(point.lat, point.lng),
      source: at.source,
      precision: at.precision,
    });
  }

  private async communeOf({ insee, place, near }: PlaceRequest) {
    const commune = insee === undefined ? undefined : await this.communes.find(insee);
    if (commune) return granted(commune);
    if (place !== undefined) return this.places.resolve(place, { near });
    return { ...refused('place.unknown', 'Nous ne connaissons pas cette commune.'), choices: [] };
  }

  private async addressIn(
    commune: { insee: string; name: string; postalCodes: readonly string[] },
    address: string | undefined,
  ) {
    if (address === undefined || address.trim() === '') return undefined;
    const [postalCode, another] = commune.postalCodes;
    const found = await this.geocoder.geocode({
      address,
      communeName: commune.name,
      postalCode: another === undefined ? postalCode : undefined,
    });
    if (!found.ok) return undefined;
    // A street of the same name in another commune is worse than the middle of the right one.
    const inside = await this.communes.find(found.value.insee);
    if (inside?.insee !== commune.insee && inside?.parentInsee !== commune.insee) return undefined;
    return {
      lat: found.value.lat,
      lng: found.value.lng,
      source: 'geoplateforme' as const,
      precision: found.value.precision,
    };
  }
}
