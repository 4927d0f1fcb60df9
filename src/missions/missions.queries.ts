import { Injectable } from '@nestjs/common';
import { OpportunityQueries, type Read, type Shown } from '../opportunities/opportunities.queries.js';
import { MissionKind } from './mission-kind.js';
import type { MissionContent } from './mission-publication.rules.js';
import { type MissionPublicView, missionPublicView, type MissionView, missionView } from './mission.view.schema.js';

/** Reads missions for screens and answers. */
@Injectable()
export class MissionsQueries extends OpportunityQueries<MissionContent, MissionView, MissionPublicView> {
  protected readonly shows: Shown<MissionContent, MissionView, MissionPublicView> = {
    authorView: missionView,
    publicView: missionPublicView,
    hidden: () => ({}),
    traces: ({ title, insee, domain }: Read<MissionContent>) => ({ title, insee, domain }),
    likeness: `JOIN LATERAL (SELECT CASE WHEN other.activities && ended.activities THEN 1 ELSE 0.6 END AS degree) alike
      ON other.activities && ended.activities OR other.domain = ended.domain`,
  };

  constructor(protected readonly kind: MissionKind) {
    super();
  }
}
