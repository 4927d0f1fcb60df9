import { Module } from '@nestjs/common';
import { OperationsMetrics } from './operations.metrics.js';
import { OperationsQueries } from './operations.queries.js';

/** Read-only figures over every table. */
@Module({ providers: [OperationsQueries, OperationsMetrics] })
export class StatisticsModule {}
