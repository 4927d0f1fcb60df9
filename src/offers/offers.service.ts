import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import { mayPublishOffer, type Publication } from '../organisations/organisation.rules.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { type Day, plusSeconds } from '../platform/lang/day.js';
import type { Verdict } from '../platform/lang/verdict.js';
import { closingDate } from './closing-date.rules.js';
import { DUPLICATE_DAYS, duplicateOf } from './duplicates.rules.js';
import * as life from './life.rules.js';
import { Offer } from './offer.entity.js';
import { blankOffer } from './offer-blank.rules.js';
import type { offerDraft, OfferEdit } from './offer.schema.js';
import { OfferAnnouncements } from './offer-announcements.js';
import { OfferImports } from './offer-imports.js';
import type { ImportedOffer } from './imported-offer.schema.js';
import type { ImportOutcome } from './import.rules.js';
import { OfferPlaces } from './offer-places.js';
import { OffersRepository } from './offers.repository.js';
import {
  changesNature,
  contradictionsIn,
  type FieldProblem,
  missingFromOffer,
  reviewOffer,
} from './publication.rules.js';
import { isForbidden } from './wording.rules.js';

/** Keeps job offers from their draft to their end. Each change is one transaction and at most one event. */
@Injectable()
export class OffersService {
  constructor(
    private readonly database: Database,
    private readonly offers: OffersRepository,
    private readonly organisations: OrganisationsService,
    private readonly acting: ActingService,
    private readonly places: OfferPlaces,
    private readonly announcements: OfferAnnouncements,
    private readonly imports: OfferImports,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Writes a draft; nearly everything may still be missing. Throws Conflict when it repeats an offer of the last 14 days. */
  async create(actor: Principal, draft: z.output<typeof offerDraft>): Promise<string> {
    const { organisationId: named, allowDuplicate, ...content } = draft;
    const organisationId = named ?? actor.organisationId;
    if (organisationId === undefined)
      throw new RuleBroken('offer.organisation-needed', 'Dites pour quelle structure.', { field: 'organisationId' });
    await this.acting.mustActFor(actor, organisationId);
    const now = this.clock.now();
    const offer = Object.assign(new Offer(), blankOffer, {
      id: newId(),
      organisationId,
      createdAt: now,
      updatedAt: now,
    });
    Object.assign(offer, await this.places.resolved(offer, content));
    refuseProblems('offer.invalid', contradictionsIn(offer, this.clock.today(), true));
    if (offer.closesOn !== null) this.closingDay(offer.closesOn);
    return this.database.transaction(async () => {
      broken(mayPublishOffer(await this.organisations.hold(organisationId)), 'organisation');
      if (!allowDuplicate) await this.refuseDuplicate(offer, true);
      await this.offers.insert(offer);
      return offer.id;
    });
  }

  /** Changes the content. What is published must stay fit for it; another nature of a first offer goes back to the person who reads. */
  async edit(actor: Principal, id: string, edit: OfferEdit, version: number): Promise<void> {
    const seen = await this.ofActor(actor, id);
    const change = await this.places.resolved(seen, edit);
    await this.change(actor, id, version, async (offer, publication) => {
      const before = { ...offer };
      Object.assign(offer, change);
      refuseProblems('offer.invalid', contradictionsIn(offer, this.clock.today(), offer.startsOn !== before.startsOn));
      if (offer.closesOn !== null && offer.closesOn !== before.closesOn) this.closingDay(offer.closesOn);
      if (before.status === 'published' || before.status === 'pending-review') this.refuseUnfit(offer);
      if (before.status === 'published' && offer.closesOn === null) offer.closesOn = before.closesOn;
      return life.edit(
        offer,
        publication() === 'after-review' && actor.kind !== 'team' && changesNature(before, offer),
      );
    });
  }

  /** Sends it out: at once, or first to the person who reads what unknown organisations publish. */
  async publish(
    actor: Principal,
    id: string,
    { allowDuplicate = false, version }: { allowDuplicate?: boolean; version?: number } = {},
  ): Promise<void> {
    await this.change(actor, id, version, async (offer, publication) => {
      const next = life.publish(offer, publication(), this.closingDay(offer.closesOn), this.clock.now());
      if (!next.ok) return next;
      this.refuseUnfit(offer);
      refuseProblems('offer.invalid', contradictionsIn(offer, this.clock.today(), true));
      if (!allowDuplicate) await this.refuseDuplicate(offer, false);
      return next;
    });
  }

  /** The team has read it and lets it out. */
  async approve(actor: Principal, id: string): Promise<void> {
    await this.change(actor, id, undefined, async (offer, publication) => {
      publication();
      // A day that passed while it waited is our delay, not the author's fault.
      const due = offer.closesOn !== null && offer.closesOn < this.clock.today();
      const next = life.approve(offer, this.closingDay(due ? null : offer.closesOn), this.clock.now());
      if (next.ok) offer.reviewedBy = actor.keyId;
      return next;
    });
  }

  /** The team sends it back to its author, with what to correct. */
  async sendBack(actor: Principal, id: string, reason: string): Promise<void> {
    await this.change(actor, id, undefined, async (offer) => life.sendBack(offer, reason));
  }

  /** Out of sight at once, until the team has read it again: people reported it. What is not public stays as it is. */
  async putToReview(id: string): Promise<void> {
    await this.change(null, id, undefined, async (offer) => life.putToReview(offer));
  }

  async fill(actor: Principal, id: string): Promise<void> {
    await this.change(actor, id, undefined, async (offer) => life.fill(offer, this.clock.now()));
  }

  async close(actor: Principal, id: string, reason: string): Promise<void> {
    await this.change(actor, id, undefined, async (offer) => life.close(offer, reason, this.clock.now()));
  }

  /** Another last day, at most 60 days from today. */
  async extend(actor: Principal, id: string, closesOn: Day): Promise<void> {
    await this.change(actor, id, undefined, async (offer) => life.extend(offer, this.closingDay(closesOn)));
  }

  /** Publishes again what was filled, closed or expired. */
  async reopen(actor: Principal, id: string, closesOn: Day): Promise<void> {
    await this.change(actor, id, undefined, async (offer, publication) => {
      if (offer.title === null || offer.insee === null)
        throw new Conflict('offer.not-published', 'Ce brouillon a été abandonné. Écrivez une nouvelle offre.');
      const next = life.reopen(offer, publication(), this.closingDay(closesOn), this.clock.now());
      if (!next.ok) return next;
      this.refuseUnfit(offer);
      await this.refuseDuplicate(offer, false);
      return next;
    });
  }

  /** Ends every offer whose last day is over; how many. */
  async expireDue(today: Day): Promise<number> {
    return this.announcements.endInPackets(() => this.offers.expireDue(today, this.clock.now()));
  }

  /** Closes everything an organisation has open, since it was banned. May run again. */
  async closeAllOf(organisationId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const closed = await this.offers.closeAllOf(organisationId, reason, this.clock.now());
      await this.announcements.ended(closed.filter(({ before }) => before === 'published').map(({ id }) => id));
    });
  }

  /** Tells the readers of an organisation's open offers to read them again. */
  async announceAllOf(organisationId: string): Promise<void> {
    await this.database.transaction(async () =>
      this.announcements.changed(await this.offers.publishedOf(organisationId)),
    );
  }

  /** Takes in at most 500 items of a feed at once; one outcome per item, in their order. */
  async importBatch(items: readonly ImportedOffer[]): Promise<ImportOutcome[]> {
    return this.imports.importBatch(items);
  }

  /** Closes the open offers of a source that its whole feed no longer names; how many. Throws RuleBroken on an empty list. */
  async closeMissing(source: string, seenRefs: readonly string[]): Promise<number> {
    return this.imports.closeMissing(source, seenRefs);
  }

  /** The one way to change an offer: held, allowed, of the version known, saved, announced. Without an actor the product itself acts. `publication` throws for a banned organisation. */
  private async change(
    actor: Principal | null,
    id: string,
    version: number | undefined,
    decide: (offer: Offer, publication: () => Publication) => Promise<Verdict<life.Life, string>>,
  ): Promise<void> {
    const { organisationId } = await this.ofActor(actor, id);
    await this.database.transaction(async () => {
      const standing = await this.organisations.hold(organisationId);
      const offer = await this.offers.findForUpdate(id);
      if (!offer) throw unknown();
      if (version !== undefined && version !== offer.version) {
        throw new Conflict('offer.stale-version', 'Cette offre a changé entre-temps. Relisez-la, puis recommencez.');
      }
      const before = offer.status;
      const next = await decide(offer, () => broken(mayPublishOffer(standing), 'organisation'));
      if (!next.ok) throw new Conflict(`offer.${next.reason}`, next.message);
      const { status, closesOn, publishedAt, filledAt, closedAt, closeReason, reviewReason } = next.value;
      Object.assign(offer, {
        status,
        closesOn,
        publishedAt,
        filledAt,
        closedAt,
        closeReason,
        reviewReason,
        version: next.value.version,
      });
      offer.updatedAt = this.clock.now();
      await this.offers.save(offer);
      await this.announcements.announce(offer.id, life.announcementOf(before, status));
    });
  }

  private async ofActor(actor: Principal | null, id: string): Promise<Offer> {
    const offer = await this.offers.find(id);
    if (!offer) throw unknown();
    if (!actor) return offer;
    if (offer.publishedAt === null && !(await this.acting.mayActFor(actor, offer.organisationId))) throw unknown();
    await this.acting.mustActFor(actor, offer.organisationId);
    return offer;
  }

  private closingDay(wanted: Day | null): Day {
    return broken(closingDate(wanted, this.clock.today()), 'offer', 'closesOn');
  }

  /** Throws with everything that is missing, else with every forbidden wording. */
  private refuseUnfit(offer: Offer): void {
    refuseProblems('offer.incomplete', missingFromOffer(offer));
    const findings = reviewOffer(offer, this.config.minimumHourlyWage);
    if (isForbidden(findings)) {
      throw new RuleBroken(
        'offer.forbidden-wording',
        'L’offre contient des mots que la loi interdit. Corrigez les passages montrés.',
        { findings },
      );
    }
  }

  private async refuseDuplicate(offer: Offer, drafts: boolean): Promise<void> {
    if (offer.title === null || offer.insee === null) return;
    const now = this.clock.now();
    const since = plusSeconds(now, -DUPLICATE_DAYS * 86_400);
    const others = await this.offers.lookalikes([offer.organisationId], [offer.insee], since, drafts);
    const twin = duplicateOf(
      { ...offer, since: now },
      others.filter((other) => other.id !== offer.id),
    );
    if (twin) {
      throw new Conflict(
        'offer.duplicate',
        `Une offre presque identique existe déjà : « ${twin.title} ». Confirmez si vous voulez les deux.`,
        {
          duplicateOf: twin.id,
        },
      );
    }
  }
}

function unknown(): NotFound {
  return new NotFound('offer.not-found', 'Cette offre n’existe pas.');
}

function broken<T>(verdict: Verdict<T>, subject: string, field?: string): T {
  if (verdict.ok) return verdict.value;
  throw new RuleBroken(`${subject}.${verdict.reason}`, verdict.message, field === undefined ? {} : { field });
}

function refuseProblems(code: string, problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const message =
    code === 'offer.incomplete' ? 'Il manque des informations pour publier.' : 'Des informations se contredisent.';
  throw new RuleBroken(code, message, { errors: problems });
}
