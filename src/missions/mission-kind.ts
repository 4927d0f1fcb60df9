import { Injectable } from '@nestjs/common';
import type { Fed, Written } from '../opportunities/kind.rules.js';
import { mayPublishMission } from '../organisations/organisation.rules.js';
import { importedMission, type ReadyMission } from './imported-mission.schema.js';
import { Mission } from './mission.entity.js';
import { blankMission } from './mission-blank.rules.js';
import { changesNature, contradictionsIn, missingFromMission, reviewMission } from './mission-publication.rules.js';
import { missionEvents } from './missions.events.js';

/** What makes an opportunity a volunteer mission: a domain and activities, no pay, an association or a public body. */
@Injectable()
export class MissionKind implements Written<Mission>, Fed<ReadyMission> {
  readonly name = 'mission';
  readonly table = 'missions';
  readonly noun = 'mission';
  readonly events = missionEvents;
  readonly entity = Mission;
  readonly blank = blankMission;
  readonly item = importedMission;
  readonly columns = {
    domain: 'text',
    activities: 'text[]',
    schedule: 'text',
    slots: 'int',
    endsOn: 'date',
    remote: 'text',
    openToMinors: 'boolean',
    expensesRefunded: 'boolean',
    insured: 'boolean',
  } as const;
  readonly placedBy = ['address'] as const;
  readonly mayPublish = mayPublishMission;
  readonly missing = missingFromMission;
  readonly contradictions = contradictionsIn;
  readonly review = reviewMission;
  readonly changesNature = changesNature;

  addressToPlace({ address }: Mission): string | null {
    return address;
  }

  async completed(): Promise<Partial<Mission>> {
    return {};
  }
}
