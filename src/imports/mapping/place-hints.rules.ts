/** What a feed says about a place; each part may be missing or wrong. */
export type PlaceHints = {
  readonly insee: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  /** Code of the département, to tell towns of the same name apart. */
  readonly departement: string | null;
  readonly street: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
};

export type Coordinates = { readonly lat: number; readonly lng: number };

/** Boxes of metropolitan France and of the overseas départements: south, north, west, east. */
const FRANCE: readonly (readonly [number, number, number, number])[] = [
  [41.2, 51.2, -5.3, 9.7],
  [15.7, 16.6, -61.9, -60.9],
  [14.3, 15.0, -61.3, -60.7],
  [2.0, 5.9, -54.7, -51.5],
  [-21.5, -20.8, 55.1, 55.9],
  [-13.1, -12.5, 44.9, 45.4],
];

function inFrance(lat: number, lng: number): boolean {
  return FRANCE.some(([south, north, west, east]) => lat >= south && lat <= north && lng >= west && lng <= east);
}

/** Two numbers as a point in France, put the right way round when they were swapped; null when no order lies in France. */
export function frenchPoint(
  lat: number | null,
  lng: number | null,
): (Coordinates & { readonly swapped: boolean }) | null {
  if (lat === null || lng === null || !Number.isFinite(lat) || !Number.isFinite(lng)) return null;
  if (inFrance(lat, lng)) return { lat, lng, swapped: false };
  if (inFrance(lng, lat)) return { lat: lng, lng: lat, swapped: true };
  return null;
}

/** A "lon,lat" text; some publishers write "lat,lon": `frenchPoint` puts it right. */
export function readLonLat(text: string | undefined): { readonly lat: number; readonly lng: number } | null {
  const found = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text ?? '');
  return found ? { lng: Number(found[1]), lat: Number(found[2]) } : null;
}

/** A French postal code; spreadsheets eat the first zero, so that 2100 is 02100. Null for anything else. */
export function readPostalCode(text: string | undefined): string | null {
  const digits = (text ?? '').replace(/[\s\u00A0]|\.0$/g, '');
  if (/^\d{4}$/.test(digits)) return `0${digits}`;
  return /^\d{5}$/.test(digits) && digits !== '00000' ? digits : null;
}

/** An INSEE code of a commune; 2408 is 02408. */
export function readInsee(text: string | undefined): string | null {
  const code = (text ?? '').replace(/\s/g, '').toUpperCase();
  if (/^\d{4}$/.test(code)) return `0${code}`;
  return /^(\d{5}|2[AB]\d{3})$/.test(code) ? code : null;
}

/** A number written as a number or as a text, with a dot or a comma. */
export function readNumber(value: string | undefined): number | null {
  if (value === undefined || value.trim() === '') return null;
  const number = Number(value.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

/**
 * The town and the département of a label such as "02 - CHATEAU THIERRY (Centre)". "02 - AISNE" gives a town that no commune of the
 * Aisne bears: the one who looks it up finds none.
 */
export function placeOfLabel(label: string | undefined): {
  readonly city: string | null;
  readonly departement: string | null;
} {
  const found = /^(?:(\d{2,3}|2[AB])\s*-\s*)?(.*?)\s*(?:\([^)]*\))?$/i.exec((label ?? '').trim());
  const city = found?.[2] ?? '';
  return { city: city === '' ? null : city, departement: found?.[1]?.toUpperCase() ?? null };
}
