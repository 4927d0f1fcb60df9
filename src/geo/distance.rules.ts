/** Distances on a sphere of 6,371 km: the one formula that search, matching and travel share. */

export const EARTH_RADIUS_KM = 6371;

/** Degrees, WGS 84. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** A band of latitude, and one or two windows of longitude: two when the disc lies across the 180th meridian. */
export interface BoundingBox {
  readonly minLat: number;
  readonly maxLat: number;
  readonly lngWindows: readonly (readonly [min: number, max: number])[];
}

const RADIANS = Math.PI / 180;
const DEGREES = 180 / Math.PI;
/** About a millimetre, so that rounding never leaves a point of the edge outside the box. */
const MARGIN_DEGREES = 1e-8;

/** Great-circle distance in kilometres (haversine). */
export function haversineKm(from: Point, to: Point): number {
  const lat = Math.sin(((to.lat - from.lat) * RADIANS) / 2);
  const lng = Math.sin(((to.lng - from.lng) * RADIANS) / 2);
  const h = lat * lat + Math.cos(from.lat * RADIANS) * Math.cos(to.lat * RADIANS) * lng * lng;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * The smallest box that holds every point within `km` of the centre. The window of longitude follows from the latitude
 * (asin(sin(d/R) / cos(lat)), wider than d/cos(lat)); around a pole it is the whole circle.
 */
export function boundingBox(center: Point, km: number): BoundingBox {
  const angle = km / EARTH_RADIUS_KM;
  const latWindow = angle * DEGREES + MARGIN_DEGREES;
  const minLat = center.lat - latWindow;
  const maxLat = center.lat + latWindow;
  if (minLat <= -90 || maxLat >= 90) {
    return { minLat: Math.max(-90, minLat), maxLat: Math.min(90, maxLat), lngWindows: [[-180, 180]] };
  }
  const lngWindow = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(center.lat * RADIANS))) * DEGREES + MARGIN_DEGREES;
  const minLng = center.lng - lngWindow;
  const maxLng = center.lng + lngWindow;
  if (minLng < -180)
    return {
      minLat,
      maxLat,
      lngWindows: [
        [-180, maxLng],
        [minLng + 360, 180],
      ],
    };
  if (maxLng > 180)
    return {
      minLat,
      maxLat,
      lngWindows: [
        [minLng, 180],
        [-180, maxLng - 360],
      ],
    };
  return { minLat, maxLat, lngWindows: [[minLng, maxLng]] };
}

/** Coordinates as locations keep them: 5 decimals, about a metre. */
export function roundedPoint(point: Point): Point {
  return { lat: round5(point.lat), lng: round5(point.lng) };
}

function round5(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000 || 0; // never -0, which is another text than 0
}

/** The middle of some points, good enough for towns of one postal code or one arrondissement. Undefined without points. */
export function meanPoint(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce((total, point) => ({ lat: total.lat + point.lat, lng: total.lng + point.lng }), {
    lat: 0,
    lng: 0,
  });
  return { lat: sum.lat / points.length, lng: sum.lng / points.length };
}
