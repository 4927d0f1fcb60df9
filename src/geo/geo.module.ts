import { Module } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { CommuneDirectory } from './commune-directory.js';
import { CommuneReferenceGateway } from './commune-reference.gateway.js';
import { CommunesQueries } from './communes.queries.js';
import { CommunesRepository } from './communes.repository.js';
import { GeoService } from './geo.service.js';
import { GeoApiGateway } from './geo-api.gateway.js';
import { GeoImport } from './geo-import.service.js';
import { Geocoder } from './geocoder.js';
import { GeoplateformeGateway } from './geoplateforme.gateway.js';
import { LocationIndex } from './location-index.service.js';
import { LocationsRepository } from './locations.repository.js';
import { PlacesService } from './places.service.js';

/** Communes, places, distances, travel effort and addresses. */
@Module({
  providers: [
    CommuneReferenceGateway,
    CommunesRepository,
    CommunesQueries,
    LocationsRepository,
    LocationIndex,
    PlacesService,
    GeoImport,
    GeoService,
    { provide: CommuneDirectory, useClass: GeoApiGateway },
    {
      provide: Geocoder,
      inject: [Config, Clock],
      useFactory: (config: Config, clock: Clock) => new GeoplateformeGateway(config.geocoderBaseUrl, clock),
    },
  ],
  exports: [CommunesQueries, LocationIndex, PlacesService, GeoImport, GeoService],
})
export class GeoModule {}
