import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GeoModule } from '../geo/geo.module.js';
import { ActingService } from './acting.service.js';
import { LooksService } from './looks.service.js';
import { Organisation } from './organisation.entity.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { OrganisationsService } from './organisations.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation]), GeoModule],
  providers: [ActingService, LooksService, OrganisationsService, OrganisationsQueries, OrganisationsRepository],
  exports: [ActingService, LooksService, OrganisationsService, OrganisationsQueries],
})
export class OrganisationsModule {}
