import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { AccountsRepository } from './accounts.repository.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { RouteCheck } from './route-check.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ApiKeyEntity]), DiscoveryModule],
  providers: [
    ApiKeysRepository,
    ApiKeysService,
    AccountsRepository,
    SessionsRepository,
    SessionsService,
    RouteCheck,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [ApiKeysService, SessionsService, RouteCheck],
})
export class IdentityModule {}
