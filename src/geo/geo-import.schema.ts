import { z } from 'zod';
import { inseeCodeSchema, latitudeSchema, longitudeSchema } from './geo.schema.js';

/** The shapes in which communes and their coordinates come: geo.api.gouv.fr, or a file with plain columns. */

const pointSchema = z.object({ type: z.literal('Point'), coordinates: z.tuple([longitudeSchema, latitudeSchema]) });

/** GeoJSON points: longitude first. */
const geoApiSchema = z
  .object({
    code: inseeCodeSchema,
    nom: z.string().min(1),
    mairie: pointSchema.optional(),
    centre: pointSchema.optional(),
  })
  .transform((commune, context) => {
    // The centre of a rural commune is a field or a wood; people live around the town hall.
    const point = commune.mairie ?? commune.centre;
    if (!point) {
      context.addIssue({ code: 'custom', message: 'no coordinates' });
      return z.NEVER;
    }
    const [lng, lat] = point.coordinates;
    const source = commune.mairie ? ('geo-api-town-hall' as const) : ('geo-api-centre' as const);
    return { insee: commune.code, name: commune.nom, lat, lng, source };
  });

const number = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+([.,]\d+)?$/, 'not a number'),
  ])
  .transform((value) => Number(String(value).replace(',', '.')));
const latitude = number.pipe(latitudeSchema);
const longitude = number.pipe(longitudeSchema);

const plainSchema = z
  .object({ code: inseeCodeSchema, nom: z.string().min(1), lat: latitude, lng: longitude })
  .transform(({ code, nom, lat, lng }) => ({ insee: code, name: nom, lat, lng, source: 'file' as const }));

/** `code_insee;nom;…;lat;lng` */
const csvSchema = z
  .object({ code_insee: z.string() })
  .loose()
  .transform(({ code_insee, ...row }) => ({ code: code_insee, ...row }));

/** One row of any of these shapes. */
export const importedCommuneSchema = z.preprocess(
  (row) => {
    const csv = csvSchema.safeParse(row);
    return csv.success ? csv.data : row;
  },
  z.union([geoApiSchema, plainSchema]),
);

export type ImportedCommune = z.output<typeof importedCommuneSchema>;
