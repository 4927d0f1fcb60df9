import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import { mayPublishMission, type Publication } from '../organisations/organisation.rules.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { type Day, plusSeconds } from '../platform/lang/day.js';
import type { Verdict } from '../platform/lang/verdict.js';
import { closingDate } from '../offers/closing-date.rules.js';
import { DUPLICATE_DAYS, duplicateOf } from '../offers/duplicates.rules.js';
import * as life from '../offers/life.rules.js';
import { Mission } from './mission.entity.js';
import { blankMission } from './mission-blank.rules.js';
import type { missionDraft, MissionEdit } from './mission.schema.js';
import { MissionAnnouncements } from './mission-announcements.js';
import { MissionImports } from './mission-imports.js';
import type { ImportedMission } from './imported-mission.schema.js';
import type { ImportOutcome } from '../offers/import.rules.js';
import { MissionPlaces } from './mission-places.js';
import { MissionsRepository } from './missions.repository.js';
import { changesNature, contradictionsIn, missingFromMission, reviewMission } from './mission-publication.rules.js';
import type { FieldProblem } from '../offers/publication.rules.js';
import { isForbidden } from '../offers/wording.rules.js';

/** Keeps volunteer missions from their draft to their end. Each change is one transaction and at most one event. */
@Injectable()
export class MissionsService {
  constructor(
    private readonly database: Database,
    private readonly missions: MissionsRepository,
    private readonly organisations: OrganisationsService,
    private readonly acting: ActingService,
    private readonly places: MissionPlaces,
    private readonly announcements: MissionAnnouncements,
    private readonly imports: MissionImports,
    private readonly clock: Clock,
  ) {}

  /** Writes a draft; nearly everything may still be missing. Throws Conflict when it repeats an mission of the last 14 days. */
  async create(actor: Principal, draft: z.output<typeof missionDraft>): Promise<string> {
    const { organisationId: named, allowDuplicate, ...content } = draft;
    const organisationId = named ?? actor.organisationId;
    if (organisationId === undefined)
      throw new RuleBroken('mission.organisation-needed', 'Dites pour quelle structure.', { field: 'organisationId' });
    await this.acting.mustActFor(actor, organisationId);
    const now = this.clock.now();
    const mission = Object.assign(new Mission(), blankMission, {
      id: newId(),
      organisationId,
      createdAt: now,
      updatedAt: now,
    });
    Object.assign(mission, await this.places.resolved(mission, content));
    refuseProblems('mission.invalid', contradictionsIn(mission, this.clock.today(), true));
    if (mission.closesOn !== null) this.closingDay(mission.closesOn);
    return this.database.transaction(async () => {
      broken(mayPublishMission(await this.organisations.hold(organisationId)), 'organisation');
      if (!allowDuplicate) await this.refuseDuplicate(mission, true);
      await this.missions.insert(mission);
      return mission.id;
    });
  }

  /** Changes the content. What is published must stay fit for it; another nature of a first mission goes back to the person who reads. */
  async edit(actor: Principal, id: string, edit: MissionEdit, version: number): Promise<void> {
    const seen = await this.ofActor(actor, id);
    const change = await this.places.resolved(seen, edit);
    await this.change(actor, id, version, async (mission, publication) => {
      const before = { ...mission };
      Object.assign(mission, change);
      refuseProblems(
        'mission.invalid',
        contradictionsIn(mission, this.clock.today(), mission.startsOn !== before.startsOn),
      );
      if (mission.closesOn !== null && mission.closesOn !== before.closesOn) this.closingDay(mission.closesOn);
      if (before.status === 'published' || before.status === 'pending-review') this.refuseUnfit(mission);
      if (before.status === 'published' && mission.closesOn === null) mission.closesOn = before.closesOn;
      return life.edit(
        mission,
        publication() === 'after-review' && actor.kind !== 'team' && changesNature(before, mission),
      );
    });
  }

  /** Sends it out: at once, or first to the person who reads what unknown organisations publish. */
  async publish(
    actor: Principal,
    id: string,
    { allowDuplicate = false, version }: { allowDuplicate?: boolean; version?: number } = {},
  ): Promise<void> {
    await this.change(actor, id, version, async (mission, publication) => {
      const next = life.publish(mission, publication(), this.closingDay(mission.closesOn), this.clock.now());
      if (!next.ok) return next;
      this.refuseUnfit(mission);
      refuseProblems('mission.invalid', contradictionsIn(mission, this.clock.today(), true));
      if (!allowDuplicate) await this.refuseDuplicate(mission, false);
      return next;
    });
  }

  /** The team has read it and lets it out. */
  async approve(actor: Principal, id: string): Promise<void> {
    await this.change(actor, id, undefined, async (mission, publication) => {
      publication();
      // A day that passed while it waited is our delay, not the author's fault.
      const due = mission.closesOn !== null && mission.closesOn < this.clock.today();
      const next = life.approve(mission, this.closingDay(due ? null : mission.closesOn), this.clock.now());
      if (next.ok) mission.reviewedBy = actor.keyId;
      return next;
    });
  }

  /** The team sends it back to its author, with what to correct. */
  async sendBack(actor: Principal, id: string, reason: string): Promise<void> {
    await this.change(actor, id, undefined, async (mission) => life.sendBack(mission, reason));
  }

  /** Out of sight at once, until the team has read it again: people reported it. What is not public stays as it is. */
  async putToReview(id: string): Promise<void> {
    await this.change(null, id, undefined, async (mission) => life.putToReview(mission));
  }

  async fill(actor: Principal, id: string): Promise<void> {
    await this.change(actor, id, undefined, async (mission) => life.fill(mission, this.clock.now()));
  }

  async close(actor: Principal, id: string, reason: string): Promise<void> {
    await this.change(actor, id, undefined, async (mission) => life.close(mission, reason, this.clock.now()));
  }

  /** Another last day, at most 60 days from today. */
  async extend(actor: Principal, id: string, closesOn: Day): Promise<void> {
    await this.change(actor, id, undefined, async (mission) => life.extend(mission, this.closingDay(closesOn)));
  }

  /** Publishes again what was filled, closed or expired. */
  async reopen(actor: Principal, id: string, closesOn: Day): Promise<void> {
    await this.change(actor, id, undefined, async (mission, publication) => {
      if (mission.title === null || mission.insee === null)
        throw new Conflict('mission.not-published', 'Ce brouillon a été abandonné. Écrivez une nouvelle mission.');
      const next = life.reopen(mission, publication(), this.closingDay(closesOn), this.clock.now());
      if (!next.ok) return next;
      this.refuseUnfit(mission);
      await this.refuseDuplicate(mission, false);
      return next;
    });
  }

  /** Ends every mission whose last day is over; how many. */
  async expireDue(today: Day): Promise<number> {
    return this.announcements.endInPackets(() => this.missions.expireDue(today, this.clock.now()));
  }

  /** Closes everything an organisation has open, since it was banned. May run again. */
  async closeAllOf(organisationId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const closed = await this.missions.closeAllOf(organisationId, reason, this.clock.now());
      await this.announcements.ended(closed.filter(({ before }) => before === 'published').map(({ id }) => id));
    });
  }

  /** Tells the readers of an organisation's open missions to read them again. */
  async announceAllOf(organisationId: string): Promise<void> {
    await this.database.transaction(async () =>
      this.announcements.changed(await this.missions.publishedOf(organisationId)),
    );
  }

  /** Takes in at most 500 items of a feed at once; one outcome per item, in their order. */
  async importBatch(items: readonly ImportedMission[]): Promise<ImportOutcome[]> {
    return this.imports.importBatch(items);
  }

  /** Closes the open missions of a source that its whole feed no longer names; how many. Throws RuleBroken on an empty list. */
  async closeMissing(source: string, seenRefs: readonly string[]): Promise<number> {
    return this.imports.closeMissing(source, seenRefs);
  }

  /** The one way to change an mission: held, allowed, of the version known, saved, announced. Without an actor the product itself acts. `publication` throws for a banned organisation. */
  private async change(
    actor: Principal | null,
    id: string,
    version: number | undefined,
    decide: (mission: Mission, publication: () => Publication) => Promise<Verdict<life.Life, string>>,
  ): Promise<void> {
    const { organisationId } = await this.ofActor(actor, id);
    await this.database.transaction(async () => {
      const standing = await this.organisations.hold(organisationId);
      const mission = await this.missions.findForUpdate(id);
      if (!mission) throw unknown();
      if (version !== undefined && version !== mission.version) {
        throw new Conflict(
          'mission.stale-version',
          'Cette mission a changé entre-temps. Relisez-la, puis recommencez.',
        );
      }
      const before = mission.status;
      const next = await decide(mission, () => broken(mayPublishMission(standing), 'organisation'));
      if (!next.ok) throw new Conflict(`mission.${next.reason}`, next.message);
      const { status, closesOn, publishedAt, filledAt, closedAt, closeReason, reviewReason } = next.value;
      Object.assign(mission, {
        status,
        closesOn,
        publishedAt,
        filledAt,
        closedAt,
        closeReason,
        reviewReason,
        version: next.value.version,
      });
      mission.updatedAt = this.clock.now();
      await this.missions.save(mission);
      await this.announcements.announce(mission.id, life.announcementOf(before, status));
    });
  }

  private async ofActor(actor: Principal | null, id: string): Promise<Mission> {
    const mission = await this.missions.find(id);
    if (!mission) throw unknown();
    if (!actor) return mission;
    if (mission.publishedAt === null && !(await this.acting.mayActFor(actor, mission.organisationId))) throw unknown();
    await this.acting.mustActFor(actor, mission.organisationId);
    return mission;
  }

  private closingDay(wanted: Day | null): Day {
    return broken(closingDate(wanted, this.clock.today()), 'mission', 'closesOn');
  }

  /** Throws with everything that is missing, else with every forbidden wording. */
  private refuseUnfit(mission: Mission): void {
    refuseProblems('mission.incomplete', missingFromMission(mission));
    const findings = reviewMission(mission);
    if (isForbidden(findings)) {
      throw new RuleBroken(
        'mission.forbidden-wording',
        'La mission contient des mots que la loi interdit. Corrigez les passages montrés.',
        { findings },
      );
    }
  }

  private async refuseDuplicate(mission: Mission, drafts: boolean): Promise<void> {
    if (mission.title === null || mission.insee === null) return;
    const now = this.clock.now();
    const since = plusSeconds(now, -DUPLICATE_DAYS * 86_400);
    const others = await this.missions.lookalikes([mission.organisationId], [mission.insee], since, drafts);
    const twin = duplicateOf(
      { ...mission, since: now },
      others.filter((other) => other.id !== mission.id),
    );
    if (twin) {
      throw new Conflict(
        'mission.duplicate',
        `Une mission presque identique existe déjà : « ${twin.title} ». Confirmez si vous voulez les deux.`,
        {
          duplicateOf: twin.id,
        },
      );
    }
  }
}

function unknown(): NotFound {
  return new NotFound('mission.not-found', 'Cette mission n’existe pas.');
}

function broken<T>(verdict: Verdict<T>, subject: string, field?: string): T {
  if (verdict.ok) return verdict.value;
  throw new RuleBroken(`${subject}.${verdict.reason}`, verdict.message, field === undefined ? {} : { field });
}

function refuseProblems(code: string, problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const message =
    code === 'mission.incomplete' ? 'Il manque des informations pour publier.' : 'Des informations se contredisent.';
  throw new RuleBroken(code, message, { errors: problems });
}
