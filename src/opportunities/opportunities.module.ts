import { Module } from '@nestjs/common';
import { GeoModule } from '../geo/geo.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { Announcements } from './announcements.js';
import { Changes } from './changes.js';
import { ImportsRepository } from './imports.repository.js';
import { OpportunitiesRepository } from './opportunities.repository.js';
import { OpportunityImports } from './opportunity-imports.service.js';
import { Places } from './places.js';
import { PublicationChecks } from './publication-checks.js';
import { Sweeps } from './sweeps.js';

/** The life that job offers and volunteer missions share. */
@Module({
  imports: [GeoModule, OrganisationsModule],
  providers: [
    Announcements,
    Changes,
    ImportsRepository,
    OpportunitiesRepository,
    OpportunityImports,
    Places,
    PublicationChecks,
    Sweeps,
  ],
  exports: [Changes, OpportunityImports, Places, PublicationChecks, Sweeps, OrganisationsModule],
})
export class OpportunitiesModule {}
