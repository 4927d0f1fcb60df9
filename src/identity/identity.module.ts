import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { AccessLogRepository } from './access-log.repository.js';
import { AccessLogService } from './access-log.service.js';
import { AccessGuard } from './access.guard.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { AttemptsRepository } from './attempts.repository.js';
import { ConfirmationsRepository } from './confirmations.repository.js';
import { ConfirmationsService } from './confirmations.service.js';
import { EntranceService } from './entrance.service.js';
import { IdentityProcessor } from './identity.processor.js';
import { LetterCodesRepository } from './letter-codes.repository.js';
import { LetterCodesService } from './letter-codes.service.js';
import { OpenIdGateway } from './openid.gateway.js';
import { OpenIdService } from './openid.service.js';
import { PeopleQueries } from './people.queries.js';
import { RateLimitsService } from './rate-limits.service.js';
import { RateMarksRepository } from './rate-marks.repository.js';
import { RouteCheck } from './route-check.js';
import { SecondFactorService } from './second-factor.service.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

/** Who is asking: keys of the API, accounts, sign-in, sessions, and what each may do. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ApiKeyEntity]), DiscoveryModule, NotificationsModule],
  providers: [
    ApiKeysRepository,
    ApiKeysService,
    AccountsRepository,
    AccountsService,
    AttemptsRepository,
    EntranceService,
    OpenIdGateway,
    OpenIdService,
    PeopleQueries,
    RateLimitsService,
    RateMarksRepository,
    RouteCheck,
    SecondFactorService,
    SecondFactorsRepository,
    SessionsRepository,
    SessionsService,
    SignInService,
    AccessLogRepository,
    AccessLogService,
    ConfirmationsRepository,
    ConfirmationsService,
    IdentityProcessor,
    LetterCodesRepository,
    LetterCodesService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [
    ApiKeysService,
    AccountsService,
    EntranceService,
    OpenIdService,
    RateLimitsService,
    RouteCheck,
    SecondFactorService,
    SessionsService,
    SignInService,
    AccessLogService,
    ConfirmationsService,
    LetterCodesService,
  ],
})
export class IdentityModule {}
