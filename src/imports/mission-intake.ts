import { Injectable } from '@nestjs/common';
import { missionActivity, missionDomain } from '../missions/mission.schema.js';
import { MissionsService } from '../missions/missions.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Clock } from '../platform/clock.js';
import { answersFor, type Intake, inOrder, refusedDraft, type Taken } from './intake.js';
import type { MissionDraft } from './mapping/draft.schema.js';
import { mapEngagement, type MissionTopics } from './mapping/engagement.mapper.js';
import { contentHash, numbersOf } from './offer-intake.js';
import { type FoundPlace, PlaceFinder, pointOf } from './place-finder.js';

type Ready = { readonly draft: MissionDraft; readonly place: FoundPlace };

const TOPICS: MissionTopics = {
  domains: new Set<string>(missionDomain.options),
  activities: new Set<string>(missionActivity.options),
};

/** Takes in volunteer missions: completes each draft with its commune and its association, then hands them to the missions. */
@Injectable()
export class MissionIntake {
  constructor(
    private readonly missions: MissionsService,
    private readonly organisations: OrganisationsService,
    private readonly places: PlaceFinder,
    private readonly clock: Clock,
  ) {}

  /** The intake of one run. */
  of(): Intake<MissionDraft> {
    const today = this.clock.today();
    return {
      read: (raw) => mapEngagement(raw, today, TOPICS),
      refOf: (draft) => draft.externalRef,
      titleOf: (draft) => draft.title,
      take: (source, drafts) => this.take(source, drafts),
      closeMissing: (source, seen) => this.missions.closeMissing(source, seen),
    };
  }

  private async take(source: string, drafts: readonly MissionDraft[]): Promise<Taken[]> {
    const prepared: (Ready | Taken)[] = [];
    for (const draft of drafts) prepared.push(await this.prepare(draft));
    const ready = prepared.filter((one): one is Ready => 'draft' in one);
    const ids = await this.organisations.registerFromFeed(
      source,
      ready.map(({ draft: { organisation }, place }) => ({
        kind: 'association' as const,
        name: organisation.name ?? '',
        ...numbersOf(organisation),
        insee: place.insee,
        publicBody: organisation.publicBody,
      })),
    );
    const outcomes = await this.missions.importBatch(
      ready.map(({ draft, place }, index) => {
        const { notices: _, organisation: __, place: hints, domain, ...content } = draft;
        return {
          ...content,
          domain: missionDomain.catch('autre').parse(domain),
          activities: [...draft.activities],
          accessWithoutCar: [...draft.accessWithoutCar],
          source,
          organisationId: ids[index] ?? '',
          ...pointOf(place),
          address: hints.street,
          contentHash: contentHash(draft, place.insee),
        };
      }),
    );
    return inOrder(prepared, (one): one is Taken => 'result' in one, answersFor(outcomes, ready));
  }

  private async prepare(draft: MissionDraft): Promise<Ready | Taken> {
    if (draft.organisation.name === null) return refusedDraft('Nom de l’association absent.', draft.notices);
    if (draft.description === '') return refusedDraft('Description absente.', draft.notices);
    const place = await this.places.find(draft.place);
    return place.ok ? { draft, place } : refusedDraft(place.reason, draft.notices);
  }
}
