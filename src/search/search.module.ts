import { Module } from '@nestjs/common';
import { GeoModule } from '../geo/geo.module.js';
import { Discs } from './discs.js';
import { GhostRegister } from './ghost-register.js';
import { IndexBuildsRepository } from './index-builds.repository.js';
import { IndexNames } from './index-names.js';
import { IndexRebuild } from './index-rebuild.js';
import { IndexRepair } from './index-repair.js';
import { IndexWriter } from './index-writer.js';
import { MeilisearchGateway } from './meilisearch.gateway.js';
import { OpportunityPageQueries } from './opportunity-page.queries.js';
import { OpportunitySearch } from './opportunity-search.service.js';
import { OpportunitySource } from './opportunity-source.queries.js';
import { PageFinder } from './page-finder.js';
import { PlainOpportunityQueries } from './plain-opportunity.queries.js';
import { ProfileIds } from './profile-ids.js';
import { ProfilePageQueries } from './profile-page.queries.js';
import { ProfileSearch } from './profile-search.service.js';
import { ProfileSource } from './profile-source.queries.js';
import { SearchPlaces } from './search-places.js';
import { SearchProcessor } from './search.processor.js';
import { SearchService } from './search.service.js';
import { SearchIndex } from './search-index.js';

/** Searching offers, missions and profiles: an index that holds no truth, and answers that PostgreSQL confirms. */
@Module({
  imports: [GeoModule],
  providers: [
    { provide: SearchIndex, useClass: MeilisearchGateway },
    IndexNames,
    IndexBuildsRepository,
    OpportunitySource,
    ProfileSource,
    IndexWriter,
    IndexRebuild,
    IndexRepair,
    SearchService,
    SearchProcessor,
    Discs,
    GhostRegister,
    PageFinder,
    SearchPlaces,
    OpportunityPageQueries,
    PlainOpportunityQueries,
    OpportunitySearch,
    ProfilePageQueries,
    ProfileIds,
    ProfileSearch,
  ],
  exports: [SearchService, OpportunitySearch, ProfileSearch],
})
export class SearchModule {}
