import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import type { Publication } from '../organisations/organisation.rules.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound } from '../platform/errors.js';
import type { Verdict } from '../platform/lang/verdict.js';
import { Announcements } from './announcements.js';
import type { Named, Written } from './kind.rules.js';
import { announcementOf, type Life } from './life.rules.js';
import { OpportunitiesRepository } from './opportunities.repository.js';
import type { Opportunity } from './opportunity.entity.js';
import { allowed } from './publication-checks.js';

export function notFound({ name, noun }: Named): NotFound {
  return new NotFound(`${name}.not-found`, `Cette ${noun} n’existe pas.`);
}

/** The one way to write an offer or a mission: in one transaction, the organisation held, with at most one event. */
@Injectable()
export class Changes {
  constructor(
    private readonly database: Database,
    private readonly rows: OpportunitiesRepository,
    private readonly organisations: OrganisationsService,
    private readonly acting: ActingService,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  /** Writes a draft when its organisation may publish and `check` throws nothing. */
  async add<Row extends Opportunity>(kind: Written<Row>, row: Row, check: () => Promise<void>): Promise<void> {
    await this.database.transaction(async () => {
      allowed(kind.mayPublish(await this.organisations.hold(row.organisationId)), 'organisation');
      await check();
      await this.rows.insert(kind, row);
    });
  }

  /**
   * Holds the row, of the version known if one is named, and saves what is decided. Without an actor the product itself acts.
   * `publication` throws for who may not publish.
   */
  async change<Row extends Opportunity>(
    kind: Written<Row>,
    actor: Principal | null,
    id: string,
    version: number | undefined,
    decide: (row: Row, publication: () => Publication) => Promise<Verdict<Life>> | Verdict<Life>,
  ): Promise<void> {
    const { organisationId } = await this.ofActor(kind, actor, id);
    await this.database.transaction(async () => {
      const standing = await this.organisations.hold(organisationId);
      const row = await this.rows.findForUpdate(kind, id);
      if (!row) throw notFound(kind);
      if (version !== undefined && version !== row.version) {
        throw new Conflict(
          `${kind.name}.stale-version`,
          `Cette ${kind.noun} a changé entre-temps. Relisez-la, puis recommencez.`,
        );
      }
      const before = row.status;
      const next = await decide(row, () => allowed(kind.mayPublish(standing), 'organisation'));
      if (!next.ok) throw new Conflict(`${kind.name}.${next.reason}`, next.message);
      const { status, closesOn, publishedAt, filledAt, closedAt, closeReason, reviewReason } = next.value;
      Object.assign(row, { status, closesOn, publishedAt, filledAt, closedAt, closeReason, reviewReason });
      Object.assign(row, { version: next.value.version, updatedAt: this.clock.now() });
      await this.rows.save(kind, row);
      await this.announcements.announce(kind, announcementOf(before, status), [row.id]);
    });
  }

  /** The row as it is now, when the actor acts for its organisation. Throws NotFound for what others never saw, else Forbidden. */
  async ofActor<Row extends Opportunity>(kind: Written<Row>, actor: Principal | null, id: string): Promise<Row> {
    const row = await this.rows.find(kind, id);
    if (!row) throw notFound(kind);
    if (!actor) return row;
    if (row.publishedAt === null && !(await this.acting.mayActFor(actor, row.organisationId))) throw notFound(kind);
    await this.acting.mustActFor(actor, row.organisationId);
    return row;
  }
}
