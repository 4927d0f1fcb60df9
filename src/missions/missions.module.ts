import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GeoModule } from '../geo/geo.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { Mission } from './mission.entity.js';
import { MissionAnnouncements } from './mission-announcements.js';
import { MissionImports } from './mission-imports.js';
import { MissionImportsRepository } from './mission-imports.repository.js';
import { MissionPlaces } from './mission-places.js';
import { MissionsProcessor } from './missions.processor.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsRepository } from './missions.repository.js';
import { MissionsService } from './missions.service.js';

/** Volunteer missions, from their draft to their end. */
@Module({
  imports: [TypeOrmModule.forFeature([Mission]), GeoModule, OrganisationsModule],
  providers: [
    MissionsService,
    MissionsQueries,
    MissionsRepository,
    MissionImports,
    MissionImportsRepository,
    MissionPlaces,
    MissionAnnouncements,
    MissionsProcessor,
  ],
  exports: [MissionsService, MissionsQueries],
})
export class MissionsModule {}
