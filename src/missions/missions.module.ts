import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OpportunitiesModule } from '../opportunities/opportunities.module.js';
import { Mission } from './mission.entity.js';
import { MissionKind } from './mission-kind.js';
import { MissionsProcessor } from './missions.processor.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';

/** Volunteer missions: what they say, and what may be said. */
@Module({
  imports: [TypeOrmModule.forFeature([Mission]), OpportunitiesModule],
  providers: [MissionKind, MissionsService, MissionsQueries, MissionsProcessor],
  exports: [MissionsService, MissionsQueries],
})
export class MissionsModule {}
