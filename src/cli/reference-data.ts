import type { INestApplicationContext } from '@nestjs/common';
import { GeoService } from '../geo/geo.service.js';
import { OccupationsService } from '../occupations/occupations.service.js';

/** Loads the communes and the starter set of occupations that come with the product. What is loaded already stays as it is. */
export async function loadReferenceData(app: INestApplicationContext, say: (line: string) => void): Promise<void> {
  const communes = await app.get(GeoService, { strict: false }).loadCommunes();
  say(communes.loaded ? `${communes.count} communes loaded.` : 'The communes are up to date.');
  const occupations = await app.get(OccupationsService, { strict: false }).loadStarter();
  say(occupations.changed ? `${occupations.occupations} occupations loaded.` : 'The occupations are up to date.');
}
