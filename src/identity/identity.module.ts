import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { RouteCheck } from './route-check.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ApiKeyEntity]), DiscoveryModule],
  providers: [ApiKeysRepository, ApiKeysService, RouteCheck, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [ApiKeysService, RouteCheck],
})
export class IdentityModule {}
