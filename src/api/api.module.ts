import { Module } from '@nestjs/common';
import { GeoModule } from '../geo/geo.module.js';
import { HealthApi } from './health.api.js';
import { OccupationsModule } from '../occupations/occupations.module.js';
import { OccupationsApi } from './occupations.api.js';
import { PlacesApi } from './places.api.js';
import { KeysApi } from './keys.api.js';
import { MetricsApi } from './metrics.api.js';
import { SearchModule } from '../search/search.module.js';
import { OpportunitiesApi } from './opportunities.api.js';
import { ProfilesApi } from './profiles.api.js';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { CandidatesApi } from './candidates.api.js';
import { MatchingModule } from '../matching/matching.module.js';
import { MatchesApi } from './matches.api.js';

/** /api/v1 for partners, with what operators ask of a server. */
@Module({
  imports: [GeoModule, OccupationsModule, SearchModule, CandidatesModule, MatchingModule],
  controllers: [HealthApi, PlacesApi, OccupationsApi, MetricsApi, KeysApi, OpportunitiesApi, ProfilesApi, CandidatesApi, MatchesApi],
})
export class ApiModule {}
