import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { departementSchema, placeChoicesSchema } from '../geo/geo.schema.js';
import { PlacesService } from '../geo/places.service.js';
import { Public } from '../identity/access.js';
import { Endpoint, type PublicCall } from '../platform/http/endpoint.js';

const find = {
  method: 'GET',
  path: '/api/v1/places',
  tag: 'Lieux',
  summary: 'Trouver une commune par son nom, son code postal ou son code INSEE',
  description:
    'Dix choix au plus, du plus au moins probable. Accepte les fautes de frappe, « st » pour « saint », les anciens noms et les anciens codes. La précision dit ce que valent les coordonnées.',
  query: z.strictObject({
    q: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .describe('ce que la personne a écrit : « st quentin », « 02400 », « chateau thiery »'),
    near: departementSchema.optional().describe('département à favoriser ; celui de la plateforme par défaut'),
  }),
  returns: placeChoicesSchema,
} as const;

/** The place look-up, for forms of partners. */
@Controller()
export class PlacesApi {
  constructor(private readonly places: PlacesService) {}

  @Endpoint(find)
  @Public()
  async find({ query }: PublicCall<typeof find>): Promise<z.output<typeof placeChoicesSchema>> {
    return { choices: await this.places.find(query.q, { near: query.near }) };
  }
}
