import { Module } from '@nestjs/common';
import { HealthApi } from './health.api.js';

/** /api/v1 for partners, with what operators ask of a server. */
@Module({
  controllers: [HealthApi],
})
export class ApiModule {}
