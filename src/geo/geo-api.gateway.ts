import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../platform/config/config.js';
import { ExternalFailure } from '../platform/errors.js';
import { CommuneDirectory } from './commune-directory.js';

const TIMEOUT_MS = 3000;

/** geo.api.gouv.fr: one request for all communes of a département. */
@Injectable()
export class GeoApiGateway extends CommuneDirectory {
  constructor(private readonly config: Config) {
    super();
  }

  async communesOf(departement: string): Promise<readonly unknown[]> {
    const url = new URL(`${this.config.geoApiUrl.replace(/\/+$/, '')}/communes`);
    url.searchParams.set('codeDepartement', departement);
    url.searchParams.set('fields', 'nom,code,mairie,centre');
    url.searchParams.set('format', 'json');
    try {
      const response = await fetch(url, {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return z.array(z.unknown()).parse(await response.json());
    } catch (cause) {
      throw new ExternalFailure(
        'geo.directory-unreachable',
        'L’annuaire des communes (geo.api.gouv.fr) ne répond pas.',
        {
          cause: cause instanceof Error ? cause.name : 'unknown',
        },
      );
    }
  }
}
