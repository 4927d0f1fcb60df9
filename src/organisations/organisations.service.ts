import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { GeoService } from '../geo/geo.service.js';
import type { Principal } from '../identity/principal.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { fold } from '../platform/lang/text.js';
import type { Verdict } from '../platform/lang/verdict.js';
import { ActingService } from './acting.service.js';
import { Organisation } from './organisation.entity.js';
import * as rules from './organisation.rules.js';
import type { OrganisationEdit, organisationRegistration } from './organisation.schema.js';
import { organisationBanned, organisationRenamed } from './organisations.events.js';
import { type FeedOrganisationRow, OrganisationsRepository } from './organisations.repository.js';

/** An organisation named by a feed. */
export interface FeedOrganisation {
  readonly kind: rules.OrganisationKind;
  readonly name: string;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly insee: string | null;
  readonly publicBody?: boolean;
}

/** Keeps who may publish: registration, trust given by the team, exclusion. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsRepository,
    private readonly acting: ActingService,
    private readonly geo: GeoService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Registers an employer or an association, unverified; `by`: the key that does. Throws Conflict when its SIRET or RNA is known. */
  async registerOrganisation(wish: z.output<typeof organisationRegistration>, by: string | null): Promise<string> {
    const insee = await this.inseeOf(wish.place ?? null);
    return this.database.transaction(async () => {
      await this.refuseKnownNumbers(wish, undefined);
      const now = this.clock.now();
      const organisation = Object.assign(new Organisation(), {
        id: newId(),
        kind: wish.kind,
        name: wish.name,
        siret: wish.siret ?? null,
        rna: wish.rna ?? null,
        publicBody: wish.publicBody,
        status: 'unverified' as const,
        description: wish.description ?? null,
        webAddress: wish.webAddress ?? null,
        contactName: wish.contactName ?? null,
        contactEmail: wish.contactEmail ?? null,
        contactPhone: wish.contactPhone ?? null,
        insee,
        source: null,
        externalRef: null,
        registeredBy: by,
        vouchedBy: null,
        vouchedAt: null,
        vouchNote: null,
        bannedBy: null,
        bannedAt: null,
        banMotive: null,
        createdAt: now,
        updatedAt: now,
        version: 1,
      });
      await this.organisations.insert(organisation).catch((error: unknown) => {
        throw alreadyKnown(error) ?? error;
      });
      return organisation.id;
    });
  }

  /** Changes what the organisation says of itself. A new SIRET takes back what the register had confirmed. */
  async edit(actor: Principal, id: string, edit: OrganisationEdit, version: number): Promise<void> {
    await this.acting.mustActFor(actor, id);
    const { place, ...fields } = edit;
    const insee = place === undefined ? undefined : await this.inseeOf(place);
    await this.change(id, version, async (organisation) => {
      if (organisation.status === 'banned' && actor.kind !== 'team')
        throw new Conflict('organisation.banned', 'Cette structure est exclue.');
      await this.refuseKnownNumbers({ siret: edit.siret, rna: edit.rna ?? undefined }, id);
      const renamed = edit.name !== undefined && edit.name !== organisation.name;
      const renumbered = edit.siret !== undefined && edit.siret !== organisation.siret;
      Object.assign(organisation, fields, insee !== undefined && { insee });
      if (renumbered) organisation.status = rules.statusAfterNumberChange(organisation.status);
      if (renamed) await this.outbox.publish(organisationRenamed, { organisationId: id });
    });
  }

  /** The register of companies, or its papers seen by the team, confirms it. */
  async verify(id: string): Promise<void> {
    await this.change(id, undefined, async (organisation) => {
      organisation.status = allowed(rules.verify(organisation.status));
    });
  }

  /** The team answers for it: who and when are kept. */
  async vouch(actor: Principal, id: string, note: string): Promise<void> {
    await this.change(id, undefined, async (organisation) => {
      organisation.status = allowed(rules.vouch(organisation.status));
      Object.assign(organisation, { vouchedBy: actor.keyId, vouchedAt: this.clock.now(), vouchNote: note });
    });
  }

  /** Excludes it: it publishes nothing more, and what it has open is closed. */
  async ban(actor: Principal, id: string, motive: string): Promise<void> {
    await this.change(id, undefined, async (organisation) => {
      organisation.status = allowed(rules.ban(organisation.status));
      Object.assign(organisation, { bannedBy: actor.keyId, bannedAt: this.clock.now(), banMotive: motive });
      await this.outbox.publish(organisationBanned, { organisationId: id });
    });
  }

  async liftBan(id: string): Promise<void> {
    await this.change(id, undefined, async (organisation) => {
      organisation.status = allowed(rules.liftBan(organisation.status));
    });
  }

  /** The organisation, its row held until the end of the transaction, so that a ban and a publication never cross. */
  async hold(id: string): Promise<rules.OrganisationStanding> {
    const [held] = await this.organisations.findManyForUpdate([id]);
    if (!held) throw unknown();
    return held;
  }

  /** The same for many; unknown ids are absent. */
  async holdMany(ids: readonly string[]): Promise<Map<string, rules.OrganisationStanding>> {
    const held = await this.organisations.findManyForUpdate([...new Set(ids)]);
    return new Map(held.map((organisation) => [organisation.id, organisation]));
  }

  /**
   * Ids of the organisations that a feed names, in the order given. One that is new is registered, unverified; it is known again by
   * its SIRET, else its RNA, else its name within the feed. At most 500 at once.
   */
  async registerFromFeed(source: string, named: readonly FeedOrganisation[]): Promise<string[]> {
    const rows: FeedOrganisationRow[] = named.map((organisation) => ({
      ...organisation,
      id: newId(),
      publicBody: organisation.publicBody ?? false,
      source,
      externalRef: organisation.siret ?? organisation.rna ?? `name:${fold(organisation.name)}`,
    }));
    return this.database.transaction(async () => {
      const distinct = [...new Map(rows.map((row) => [row.externalRef, row])).values()].sort((a, b) =>
        a.externalRef < b.externalRef ? -1 : 1,
      );
      const known = await this.organisations.idsOf(distinct);
      const fresh = distinct.filter((row) => !known.has(row.externalRef));
      if (fresh.length > 0) {
        await this.organisations.insertFromFeed(fresh, this.clock.now());
        for (const [ref, id] of await this.organisations.idsOf(fresh)) known.set(ref, id);
      }
      return rows.map((row) => {
        const id = known.get(row.externalRef);
        if (id === undefined) throw new Error('An organisation of the feed was neither found nor added');
        return id;
      });
    });
  }

  private async change(
    id: string,
    version: number | undefined,
    work: (organisation: Organisation) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const organisation = await this.organisations.findForUpdate(id);
      if (!organisation) throw unknown();
      if (version !== undefined && version !== organisation.version) {
        throw new Conflict(
          'organisation.stale-version',
          'Cette fiche a changé entre-temps. Relisez-la, puis recommencez.',
        );
      }
      await work(organisation);
      organisation.version += 1;
      organisation.updatedAt = this.clock.now();
      await this.organisations.save(organisation).catch((error: unknown) => {
        throw alreadyKnown(error) ?? error;
      });
    });
  }

  private async refuseKnownNumbers(
    numbers: { siret?: string | undefined; rna?: string | undefined },
    self: string | undefined,
  ): Promise<void> {
    for (const number of [{ siret: numbers.siret }, { rna: numbers.rna }]) {
      const known = await this.organisations.findByNumber(number);
      if (known && known.id !== self) throw duplicate();
    }
  }

  private async inseeOf(place: string | null): Promise<string | null> {
    if (place === null) return null;
    const found = await this.geo.locatePlace({ place });
    if (found.ok) return found.value.insee;
    throw new RuleBroken(found.reason, found.message, { field: 'place', choices: found.choices });
  }
}

function unknown(): NotFound {
  return new NotFound('organisation.not-found', 'Cette structure n’existe pas.');
}

function duplicate(): Conflict {
  return new Conflict(
    'organisation.duplicate',
    'Une structure est déjà inscrite avec ce numéro. Appelez-nous pour y accéder.',
  );
}

/** Two registrations at once: the unique index decides. */
function alreadyKnown(error: unknown): Conflict | undefined {
  const constraint = (error as { driverError?: { constraint?: string } }).driverError?.constraint;
  return constraint === 'organisations_siret' || constraint === 'organisations_rna' ? duplicate() : undefined;
}

function allowed<T>(verdict: Verdict<T>): T {
  if (verdict.ok) return verdict.value;
  throw new Conflict(`organisation.${verdict.reason}`, verdict.message);
}
