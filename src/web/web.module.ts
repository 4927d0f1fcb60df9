import { Module } from '@nestjs/common';
import { StatisticsModule } from '../statistics/statistics.module.js';
import { StartPages } from './start.pages.js';

/** The pages. */
@Module({ imports: [StatisticsModule], controllers: [StartPages] })
export class WebModule {}
