import { Inject, Injectable } from '@nestjs/common';
import type { ImportOutcome } from '../opportunities/import.rules.js';
import { OpportunityImports } from '../opportunities/opportunity-imports.service.js';
import { OpportunityLife } from '../opportunities/opportunity-life.service.js';
import type { ImportedMission, ReadyMission } from './imported-mission.schema.js';
import type { Mission } from './mission.entity.js';
import { MissionKind } from './mission-kind.js';
import type { MissionEdit } from './mission.schema.js';

/** Keeps volunteer missions from their draft to their end; the steps are those of every opportunity. */
@Injectable()
export class MissionsService extends OpportunityLife<Mission, MissionEdit> {
  @Inject() private readonly imports: OpportunityImports;

  constructor(protected readonly kind: MissionKind) {
    super();
  }

  /** Takes in at most 500 items of a feed at once; one outcome per item, in their order. */
  async importBatch(items: readonly ImportedMission[]): Promise<ImportOutcome[]> {
    return this.imports.importBatch<ReadyMission>(this.kind, items);
  }
}
