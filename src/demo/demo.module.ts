import { Module } from '@nestjs/common';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { GeoModule } from '../geo/geo.module.js';
import { ImportsModule } from '../imports/imports.module.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { DemoData } from './demo-data.service.js';
import { DemoQueries } from './demo.queries.js';
import { DemoRepository } from './demo.repository.js';

@Module({
  imports: [GeoModule, OccupationsModule, CandidatesModule, ImportsModule],
  providers: [DemoData, DemoQueries, DemoRepository],
  exports: [DemoData],
})
export class DemoModule {}
