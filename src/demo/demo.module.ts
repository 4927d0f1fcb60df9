import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module.js';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { GeoModule } from '../geo/geo.module.js';
import { ImportsModule } from '../imports/imports.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { DemoApplications } from './demo-applications.service.js';
import { DemoData } from './demo-data.service.js';
import { DemoQueries } from './demo.queries.js';
import { DemoRepository } from './demo.repository.js';

@Module({
  imports: [GeoModule, OccupationsModule, CandidatesModule, ApplicationsModule, ImportsModule],
  providers: [DemoData, DemoApplications, DemoQueries, DemoRepository],
  exports: [DemoData],
})
export class DemoModule {}
