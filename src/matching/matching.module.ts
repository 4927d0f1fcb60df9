import { Module } from '@nestjs/common';
import { MatchesQueries } from './matches.queries.js';
import { MatchingProcessor } from './matching.processor.js';
import { MatchingService } from './matching.service.js';
import { TargetsRepository } from './targets.repository.js';

/** Which people an opportunity suits, and why, and the reverse. */
@Module({
  providers: [TargetsRepository, MatchingService, MatchingProcessor, MatchesQueries],
  exports: [MatchingService, MatchesQueries],
})
export class MatchingModule {}
