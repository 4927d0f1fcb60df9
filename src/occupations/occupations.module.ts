import { Module } from '@nestjs/common';
import { OccupationsQueries } from './occupations.queries.js';
import { OccupationsRepository } from './occupations.repository.js';
import { OccupationsService } from './occupations.service.js';
import { ProximityRepository } from './proximity.repository.js';
import { RomeExportGateway } from './rome-export.gateway.js';
import { RomeExportRepository } from './rome-export.repository.js';
import { RomeImportService } from './rome-import.service.js';

@Module({
  providers: [
    OccupationsQueries,
    OccupationsRepository,
    OccupationsService,
    ProximityRepository,
    RomeExportGateway,
    RomeExportRepository,
    RomeImportService,
  ],
  exports: [OccupationsQueries, OccupationsService, RomeImportService],
})
export class OccupationsModule {}
