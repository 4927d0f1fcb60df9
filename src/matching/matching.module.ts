import { Module } from '@nestjs/common';
import { MatchingBasisRepository } from './matching-basis.repository.js';
import { MatchReasonsQueries } from './match-reasons.queries.js';
import { MatchesQueries } from './matches.queries.js';
import { MatchingProcessor } from './matching.processor.js';
import { MatchingService } from './matching.service.js';
import { TargetsRepository } from './targets.repository.js';

/** Which people an opportunity suits, and why, and the reverse. */
@Module({
  providers: [
    TargetsRepository,
    MatchingBasisRepository,
    MatchingService,
    MatchingProcessor,
    MatchesQueries,
    MatchReasonsQueries,
  ],
  exports: [MatchingService, MatchesQueries, MatchReasonsQueries],
})
export class MatchingModule {}
