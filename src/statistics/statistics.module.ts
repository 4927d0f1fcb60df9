import { Module } from '@nestjs/common';
import { OperationsMetrics } from './operations.metrics.js';
import { OperationsQueries } from './operations.queries.js';
import { StatisticsQueries } from './statistics.queries.js';

/** Read-only figures over every table. */
@Module({ providers: [OperationsQueries, OperationsMetrics, StatisticsQueries], exports: [StatisticsQueries] })
export class StatisticsModule {}
