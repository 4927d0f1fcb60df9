import { Injectable } from '@nestjs/common';
import { CommunesQueries } from '../geo/communes.queries.js';
import { haversineKm } from '../geo/distance.rules.js';
import { PlacesService } from '../geo/places.service.js';
import { ImportsQueries } from './imports.queries.js';
import type { PlaceHints } from './mapping/place-hints.rules.js';

export type FoundPlace = {
  readonly ok: true;
  readonly insee: string;
  readonly lat: number;
  readonly lng: number;
  readonly coordinateSource: string;
  readonly coordinatePrecision: string;
  readonly notices: readonly string[];
};
export type PlaceVerdict = FoundPlace | { readonly ok: false; readonly reason: string };

type Commune = {
  readonly insee: string;
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
  readonly source?: string;
  readonly precision?: string;
};
type Answer = { readonly commune: Commune; readonly notices: readonly string[] } | { readonly reason: string };

/** Coordinates further from their commune than this belong to something else (a head office, a typing error). */
const FAR_KM = 30;
/** Places of one run kept in memory; a feed of a département names some hundreds. */
const MOST_KEPT = 20_000;

/** Finds the commune that a feed means, from the best hint to the worst, and remembers it for the rest of the feed. */
@Injectable()
export class PlaceFinder {
  private readonly known = new Map<string, Answer>();

  constructor(
    private readonly communes: CommunesQueries,
    private readonly places: PlacesService,
    private readonly queries: ImportsQueries,
  ) {}

  /** INSEE code (of today or of the past), else postal code and name, else coordinates, else name; refused when none gives a commune. */
  async find(hints: PlaceHints): Promise<PlaceVerdict> {
    const point = hints.lat !== null && hints.lng !== null ? { lat: hints.lat, lng: hints.lng } : null;
    const key = JSON.stringify([
      hints.insee,
      hints.postalCode,
      hints.city,
      hints.departement,
      hints.insee === null ? point : null,
    ]);
    let answer = this.known.get(key);
    if (!answer) {
      answer = await this.look(hints, point);
      if (this.known.size >= MOST_KEPT) this.known.clear();
      this.known.set(key, answer);
    }
    if ('reason' in answer) return { ok: false, reason: answer.reason };
    const { commune, notices } = answer;
    const near = point !== null && haversineKm(point, commune) <= FAR_KM;
    const far =
      point !== null && !near
        ? [`Coordonnées à plus de ${FAR_KM} km de ${commune.name} : celles de la commune sont prises.`]
        : [];
    return {
      ok: true,
      insee: commune.insee,
      lat: near ? point.lat : commune.lat,
      lng: near ? point.lng : commune.lng,
      coordinateSource: near ? 'given' : (commune.source ?? 'geonames'),
      coordinatePrecision: near && hints.street !== null ? 'address' : (commune.precision ?? 'commune'),
      notices: [...notices, ...far],
    };
  }

  private async look(hints: PlaceHints, point: { lat: number; lng: number } | null): Promise<Answer> {
    const byCode = hints.insee === null ? undefined : (await this.communes.findMany([hints.insee])).get(hints.insee);
    if (byCode) {
      const moved =
        byCode.insee === hints.insee ? [] : [`Ancien code commune ${hints.insee} : ${byCode.name} (${byCode.insee}).`];
      return { commune: byCode, notices: moved };
    }
    const unknownCode = hints.insee === null ? [] : [`Code commune ${hints.insee} inconnu.`];
    const text = [hints.postalCode, hints.city].filter(Boolean).join(' ');
    const near = hints.departement ?? hints.postalCode?.slice(0, 2);
    const named = text === '' ? undefined : await this.places.resolve(text, near === undefined ? {} : { near });
    if (
      named?.ok &&
      (hints.postalCode !== null || hints.departement === null || named.value.departement === hints.departement)
    ) {
      return { commune: named.value, notices: unknownCode };
    }
    const closest = point === null ? undefined : await this.queries.nearestCommune(point.lat, point.lng);
    if (closest)
      return { commune: closest, notices: [...unknownCode, `Commune déduite des coordonnées : ${closest.name}.`] };
    const biggest = hints.postalCode === null ? undefined : await this.queries.communeOfPostalCode(hints.postalCode);
    if (biggest)
      return { commune: biggest, notices: [...unknownCode, `Commune déduite du code postal : ${biggest.name}.`] };
    if (named && !named.ok && named.reason === 'place.too-vague') {
      return { reason: `Lieu trop vague : « ${text} » est un département. Il faut une commune.` };
    }
    return { reason: text === '' ? 'Lieu absent.' : `Commune introuvable : « ${text} ».` };
  }
}

/** What the place of an offer or a mission is written with. */
export function pointOf({ insee, lat, lng, coordinateSource, coordinatePrecision }: FoundPlace) {
  return { insee, lat, lng, coordinateSource, coordinatePrecision };
}
