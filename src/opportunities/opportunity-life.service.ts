import { Inject } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import { Clock } from '../platform/clock.js';
import { Conflict, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Day } from '../platform/lang/day.js';
import { Changes } from './changes.js';
import type { Edit, Written } from './kind.rules.js';
import * as life from './life.rules.js';
import type { Opportunity } from './opportunity.entity.js';
import { Places } from './places.js';
import { PublicationChecks } from './publication-checks.js';
import { Sweeps } from './sweeps.js';

/** What a request to write a draft says besides the content. */
export interface Asked {
  readonly organisationId?: string | undefined;
  /** Lets it in beside one that looks the same. */
  readonly allowDuplicate?: boolean;
}

/**
 * Keeps the opportunities of one kind from their draft to their end. Each change is one transaction and at most one event.
 * Its parts are injected as properties, so that the service of a kind brings nothing but the kind.
 */
export abstract class OpportunityLife<Row extends Opportunity, RowEdit extends Edit<Row>> {
  protected abstract readonly kind: Written<Row>;
  @Inject() private readonly changes: Changes;
  @Inject() private readonly checks: PublicationChecks;
  @Inject() private readonly places: Places;
  @Inject() private readonly acting: ActingService;
  @Inject() private readonly clock: Clock;
  @Inject() protected readonly sweeps: Sweeps;

  /** Writes a draft; nearly everything may still be missing. Throws Conflict when it repeats one of the last 14 days. */
  async create(actor: Principal, draft: RowEdit & Asked): Promise<string> {
    const { kind } = this;
    const organisationId = draft.organisationId ?? actor.organisationId;
    if (organisationId === undefined) {
      throw new RuleBroken(`${kind.name}.organisation-needed`, 'Dites pour quelle structure.', {
        field: 'organisationId',
      });
    }
    await this.acting.mustActFor(actor, organisationId);
    const content: Edit<Row> & { allowDuplicate?: boolean } = { ...draft, organisationId };
    delete content.allowDuplicate;
    const [id, now] = [newId(), this.clock.now()];
    const row = Object.assign(new kind.entity(), kind.blank, { id, organisationId, createdAt: now, updatedAt: now });
    Object.assign(row, await this.places.resolved<Row>(kind, row, content));
    this.checks.refuseContradictions<Row>(kind, row, true);
    if (row.closesOn !== null) this.checks.closingDay(kind, row.closesOn);
    await this.changes.add<Row>(kind, row, () =>
      this.checks.refuseTwin<Row>(kind, row, { drafts: true, wished: draft.allowDuplicate === true }),
    );
    return id;
  }

  /** Changes the content. What is published must stay fit for it; another nature of a first one goes back to the person who reads. */
  async edit(actor: Principal, id: string, edit: RowEdit, version: number): Promise<void> {
    const { kind, checks } = this;
    const seen = await this.changes.ofActor(kind, actor, id);
    const change = await this.places.resolved(kind, seen, edit);
    await this.changes.change(kind, actor, id, version, (row, publication) => {
      const before = { ...row };
      Object.assign(row, change);
      checks.refuseContradictions(kind, row, row.startsOn !== before.startsOn);
      if (row.closesOn !== null && row.closesOn !== before.closesOn) checks.closingDay(kind, row.closesOn);
      if (before.status === 'published' || before.status === 'pending-review') checks.refuseUnfit(kind, row);
      if (before.status === 'published' && row.closesOn === null) row.closesOn = before.closesOn;
      const again = publication() === 'after-review' && actor.kind !== 'team' && kind.changesNature(before, row);
      return life.edit(row, again);
    });
  }

  /** Sends it out: at once, or first to the person who reads what unknown organisations publish. */
  async publish(
    actor: Principal,
    id: string,
    { allowDuplicate = false, version }: { allowDuplicate?: boolean; version?: number } = {},
  ): Promise<void> {
    const { kind, checks } = this;
    await this.changes.change(kind, actor, id, version, async (row, publication) => {
      const next = life.publish(row, publication(), checks.closingDay(kind, row.closesOn), this.clock.now());
      if (!next.ok) return next;
      checks.refuseUnfit(kind, row);
      checks.refuseContradictions(kind, row, true);
      await checks.refuseTwin(kind, row, { wished: allowDuplicate });
      return next;
    });
  }

  /** The team has read it and lets it out. */
  async approve(actor: Principal, id: string): Promise<void> {
    await this.changes.change(this.kind, actor, id, undefined, (row, publication) => {
      publication();
      // A day that passed while it waited is our delay, not the author's fault.
      const due = row.closesOn !== null && row.closesOn < this.clock.today();
      const closesOn = this.checks.closingDay(this.kind, due ? null : row.closesOn);
      const next = life.approve(row, closesOn, this.clock.now());
      if (next.ok) row.reviewedBy = actor.keyId;
      return next;
    });
  }

  /** The team sends it back to its author, with what to correct. */
  async sendBack(actor: Principal, id: string, reason: string): Promise<void> {
    await this.changes.change(this.kind, actor, id, undefined, (row) => life.sendBack(row, reason));
  }

  /** Out of sight at once, until the team has read it again: people reported it. What is not public stays as it is. */
  async putToReview(id: string): Promise<void> {
    await this.changes.change(this.kind, null, id, undefined, (row) => life.putToReview(row));
  }

  async fill(actor: Principal, id: string): Promise<void> {
    await this.changes.change(this.kind, actor, id, undefined, (row) => life.fill(row, this.clock.now()));
  }

  async close(actor: Principal, id: string, reason: string): Promise<void> {
    await this.changes.change(this.kind, actor, id, undefined, (row) => life.close(row, reason, this.clock.now()));
  }

  /** Another last day, at most 60 days from today. */
  async extend(actor: Principal, id: string, closesOn: Day): Promise<void> {
    await this.changes.change(this.kind, actor, id, undefined, (row) =>
      life.extend(row, this.checks.closingDay(this.kind, closesOn)),
    );
  }

  /** Publishes again what was filled, closed or expired. */
  async reopen(
    actor: Principal,
    id: string,
    { closesOn, allowDuplicate = false }: { readonly closesOn: Day; readonly allowDuplicate?: boolean },
  ): Promise<void> {
    const { kind, checks } = this;
    await this.changes.change(kind, actor, id, undefined, async (row, publication) => {
      if (row.title === null || row.insee === null) {
        throw new Conflict(
          `${kind.name}.not-published`,
          `Ce brouillon a été abandonné. Écrivez une nouvelle ${kind.noun}.`,
        );
      }
      const next = life.reopen(row, publication(), checks.closingDay(kind, closesOn), this.clock.now());
      if (!next.ok) return next;
      checks.refuseUnfit(kind, row);
      await checks.refuseTwin(kind, row, { wished: allowDuplicate });
      return next;
    });
  }

  /** Ends everything whose last day is over; how many. */
  async expireDue(today: Day): Promise<number> {
    return this.sweeps.expireDue(this.kind, today);
  }

  /** Closes everything an organisation has open, since it was banned. */
  async closeAllOf(organisationId: string, reason: string): Promise<void> {
    await this.sweeps.closeAllOf(this.kind, organisationId, reason);
  }

  /** Tells the readers of what an organisation has open to read it again. */
  async announceAllOf(organisationId: string): Promise<void> {
    await this.sweeps.announceAllOf(this.kind, organisationId);
  }

  /** Closes what is open of a source and that its whole feed no longer names; how many. Throws RuleBroken on an empty list. */
  async closeMissing(source: string, seenRefs: readonly string[]): Promise<number> {
    return this.sweeps.closeMissing(this.kind, source, seenRefs);
  }
}
