import { Module } from '@nestjs/common';
import { HealthApi } from './health.api.js';
import { KeysApi } from './keys.api.js';
import { MetricsApi } from './metrics.api.js';

/** /api/v1 for partners, with what operators ask of a server. */
@Module({
  controllers: [HealthApi, MetricsApi, KeysApi],
})
export class ApiModule {}
