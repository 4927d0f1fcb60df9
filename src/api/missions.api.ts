import { Controller } from '@nestjs/common';
import type { Mission } from '../missions/mission.entity.js';
import type { MissionContent } from '../missions/mission-publication.rules.js';
import { missionDraft, missionEdit, type MissionEdit } from '../missions/mission.schema.js';
import {
  type MissionPublicView,
  missionPublicView,
  type MissionView,
  missionView,
} from '../missions/mission.view.schema.js';
import { MissionsQueries } from '../missions/missions.queries.js';
import { MissionsService } from '../missions/missions.service.js';
import { lifeApi } from './opportunity-life.api.js';

const MissionLifeApi = lifeApi<Mission, MissionEdit, MissionContent, MissionView, MissionPublicView>({
  tag: 'Missions',
  table: 'missions',
  name: 'mission',
  noun: 'mission',
  draft: missionDraft,
  edit: missionEdit,
  view: missionView,
  publicView: missionPublicView,
  create: { summary: 'Écrire une mission bénévole (brouillon)', errors: ['organisation.not-an-association'] },
  fill: { summary: 'Dire que toutes les places sont prises' },
});

/** Volunteer missions, from the draft to the end. */
@Controller()
export class MissionsApi extends MissionLifeApi {
  constructor(
    protected readonly life: MissionsService,
    protected readonly queries: MissionsQueries,
  ) {
    super();
  }
}
