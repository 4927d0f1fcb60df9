import { Injectable } from '@nestjs/common';
import { GeoService } from '../geo/geo.service.js';
import type { OrganisationStanding } from '../organisations/organisation.rules.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { type Day, plusSeconds } from '../platform/lang/day.js';
import { Announcements } from './announcements.js';
import { closingDateFromFeed } from './closing-date.rules.js';
import { DUPLICATE_DAYS, duplicateOf, type Lookalike } from './duplicates.rules.js';
import type { FeedItem } from './feed-item.schema.js';
import { type ImportOutcome, importStep, type KnownItem, PACKET } from './import.rules.js';
import { ImportsRepository } from './imports.repository.js';
import type { Fed } from './kind.rules.js';
import { OpportunitiesRepository } from './opportunities.repository.js';

/** An item that may be written. */
type Candidate<Item> = { readonly at: number; readonly item: Item; readonly closesOn: Day };

/** What stands in the database beside the items. */
interface Around {
  readonly row: KnownItem | undefined;
  readonly standing: OrganisationStanding | undefined;
  readonly lookalikes: readonly Lookalike[];
  readonly seenBefore: boolean;
}

/** Takes in what feeds and demonstrations publish, a whole batch in one transaction. */
@Injectable()
export class OpportunityImports {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsRepository,
    private readonly rows: OpportunitiesRepository,
    private readonly organisations: OrganisationsService,
    private readonly geo: GeoService,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  /** One outcome per item, in their order. All the items come from one source. An item that is refused does not harm the others. */
  async importBatch<Item extends FeedItem>(
    kind: Fed<Item>,
    items: readonly { readonly externalRef: string }[],
  ): Promise<ImportOutcome[]> {
    if (items.length > PACKET)
      throw new RuleBroken(`${kind.name}.batch-too-large`, `Importez au plus ${PACKET} ${kind.noun}s à la fois.`);
    const outcomes: ImportOutcome[] = items.map(({ externalRef }) => ({ externalRef, result: 'refused' }));
    const candidates = items.flatMap((raw, at) => {
      const read = readItem(kind, raw, this.clock.today());
      if (typeof read !== 'string') return [{ at, ...read }];
      outcomes[at] = { externalRef: raw.externalRef, result: 'refused', reason: read };
      return [];
    });
    const [first] = candidates;
    if (!first) return outcomes;
    if (candidates.some(({ item }) => item.source !== first.item.source)) {
      throw new RuleBroken(`${kind.name}.batch-of-several-sources`, 'Un lot d’import vient d’une seule source.');
    }
    const locations = await this.geo.locateMany(candidates.map(({ item }) => item));
    const locationAt = new Map(candidates.map(({ at }, index) => [at, locations[index] ?? 0]));
    await this.database.transaction(() => this.write(kind, first.item.source, candidates, locationAt, outcomes));
    return outcomes;
  }

  private async write<Item extends FeedItem>(
    kind: Fed<Item>,
    source: string,
    candidates: readonly Candidate<Item>[],
    locationAt: ReadonlyMap<number, number>,
    outcomes: ImportOutcome[],
  ): Promise<void> {
    const standings = await this.organisations.holdMany(candidates.map(({ item }) => item.organisationId));
    const refs = candidates.map(({ item }) => item.externalRef);
    const known = new Map((await this.imports.known(kind, source, refs)).map((row) => [row.externalRef, row]));
    const fresh = candidates.map(({ item }) => item).filter(({ externalRef }) => !known.has(externalRef));
    const lookalikes = await this.lookalikes(kind, fresh);
    const ids = new Map<string, string>();
    const writes = candidates.flatMap(({ at, item, closesOn }) => {
      const { externalRef } = item;
      const row = known.get(externalRef);
      const standing = standings.get(item.organisationId);
      const settled = settle(kind, item, closesOn, { row, standing, lookalikes, seenBefore: ids.has(externalRef) });
      if (settled) {
        outcomes[at] = { externalRef, ...settled };
        return [];
      }
      const id = row?.id ?? newId();
      ids.set(externalRef, id);
      outcomes[at] = { externalRef, result: row ? 'updated' : 'created', id };
      if (!row) lookalikes.push({ ...item, id, since: item.publishedAt });
      return [{ ...item, id, closesOn, locationId: locationAt.get(at) ?? 0 }];
    });
    if (writes.length === 0) return;
    await this.imports.upsert(kind, writes, this.clock.now());
    const idsOf = (wasPublic: boolean) =>
      [...ids].filter(([ref]) => (known.get(ref)?.status === 'published') === wasPublic).map(([, id]) => id);
    await this.announcements.announce(kind, 'published', idsOf(false));
    await this.announcements.announce(kind, 'changed', idsOf(true));
  }

  private async lookalikes<Item extends FeedItem>(kind: Fed<Item>, fresh: readonly Item[]): Promise<Lookalike[]> {
    const checked = fresh.filter((item) => !item.allowDuplicate);
    const [oldest] = checked.map((item) => item.publishedAt).sort((a, b) => a.getTime() - b.getTime());
    if (oldest === undefined) return [];
    return this.rows.lookalikes(
      kind,
      [...new Set(checked.map((item) => item.organisationId))],
      [...new Set(checked.map((item) => item.insee))],
      plusSeconds(oldest, -DUPLICATE_DAYS * 86_400),
      false,
    );
  }
}

/** The item as it can be written, or why not. */
function readItem<Item extends FeedItem>(
  kind: Fed<Item>,
  raw: unknown,
  today: Day,
): { item: Item; closesOn: Day } | string {
  const parsed = kind.item.safeParse(raw);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`).join(' ');
  const item = parsed.data;
  const closing = closingDateFromFeed(item.closesOn, today);
  if (!closing.ok) return closing.message;
  const [problem] = kind.contradictions(item, today, false);
  if (problem) return problem.message;
  const forbidden = kind.review(item).find(({ level }) => level === 'block');
  if (forbidden) return `« ${forbidden.passage} » : ${forbidden.explanation}`;
  return { item, closesOn: closing.value };
}

/** The outcome of an item that changes nothing; undefined when it is to be written. */
function settle<Item extends FeedItem>(
  kind: Fed<Item>,
  item: Item,
  closesOn: Day,
  { row, standing, lookalikes, seenBefore }: Around,
): Omit<ImportOutcome, 'externalRef'> | undefined {
  if (!standing) return { result: 'refused', reason: 'La structure est inconnue.' };
  if (standing.status === 'banned') return { result: 'refused', reason: 'La structure est exclue.' };
  const publication = kind.mayPublish(standing);
  if (!publication.ok) return { result: 'refused', reason: publication.message };
  if (seenBefore) return { result: 'refused', reason: 'Cette référence est déjà dans le lot.' };
  if (importStep(row, { contentHash: item.contentHash, closesOn }) === 'leave')
    return { result: 'unchanged', ...(row && { id: row.id }) };
  if (row || item.allowDuplicate) return undefined;
  const twin = duplicateOf({ ...item, since: item.publishedAt }, lookalikes);
  return (
    twin && {
      result: 'duplicate',
      id: twin.id,
      reason: `Même structure, même commune, titre proche : « ${twin.title} ».`,
    }
  );
}
