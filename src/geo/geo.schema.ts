import { z } from 'zod';

/** Where a coordinate comes from. `given`: supplied by a person or a feed. */
export const COORDINATE_SOURCES = [
  'geonames',
  'postal-code',
  'epci',
  'arrondissement',
  'departement',
  'geo-api-town-hall',
  'geo-api-centre',
  'file',
  'geoplateforme',
  'given',
] as const;
export const coordinateSourceSchema = z.enum(COORDINATE_SOURCES);
export type CoordinateSource = z.output<typeof coordinateSourceSchema>;

/** What a coordinate stands for, finest first: from a house to the mean of a département's towns. */
export const COORDINATE_PRECISIONS = [
  'address',
  'street',
  'commune',
  'postal-code',
  'epci',
  'arrondissement',
  'departement',
] as const;
export const coordinatePrecisionSchema = z.enum(COORDINATE_PRECISIONS);
export type CoordinatePrecision = z.output<typeof coordinatePrecisionSchema>;

export const inseeCodeSchema = z.string().regex(/^(\d{5}|2[AB]\d{3})$/, 'Indiquez un code INSEE à 5 caractères.');
export const departementSchema = z.string().regex(/^(\d{2}|2[AB]|97\d|98\d)$/, 'Indiquez un code de département.');
export const latitudeSchema = z.number().min(-90).max(90);
export const longitudeSchema = z.number().min(-180).max(180);

/** One answer of the place look-up. */
export const placeSchema = z
  .object({
    insee: z.string(),
    name: z.string(),
    /** The former or delegated commune whose name was asked for, when it is not the name of today. */
    formerName: z.string().nullable(),
    /** "Château-Thierry (02400)": name and code, enough to tell homonyms apart. */
    label: z.string(),
    postalCodes: z.array(z.string()),
    departement: z.string(),
    departementName: z.string(),
    population: z.number().int(),
    lat: z.number(),
    lng: z.number(),
    source: coordinateSourceSchema,
    precision: coordinatePrecisionSchema,
  })
  .meta({ id: 'Place' });
export type Place = z.output<typeof placeSchema>;

export const placeChoicesSchema = z.object({ choices: z.array(placeSchema) });
export type PlaceChoices = Place[];
