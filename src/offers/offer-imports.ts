import { Injectable } from '@nestjs/common';
import { GeoService } from '../geo/geo.service.js';
import type { OrganisationStanding } from '../organisations/organisation.rules.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { type Day, plusSeconds } from '../platform/lang/day.js';
import { closingDateFromFeed } from './closing-date.rules.js';
import { DUPLICATE_DAYS, duplicateOf, type Lookalike } from './duplicates.rules.js';
import { type ImportOutcome, importStep, type KnownItem, MISSING_FROM_SOURCE } from './import.rules.js';
import { type ImportedOffer, importedOffer, type ReadyOffer } from './imported-offer.schema.js';
import { OfferAnnouncements } from './offer-announcements.js';
import { OfferImportsRepository } from './offer-imports.repository.js';
import { OffersRepository } from './offers.repository.js';
import { contradictionsIn } from './publication.rules.js';
import { checkWording } from './wording.rules.js';

const MOST = 500;

/** An item that may be written. */
type Candidate = { readonly at: number; readonly item: ReadyOffer; readonly closesOn: Day };

/** Takes in what feeds and demonstrations publish, a whole batch in one transaction. */
@Injectable()
export class OfferImports {
  constructor(
    private readonly database: Database,
    private readonly rows: OfferImportsRepository,
    private readonly offers: OffersRepository,
    private readonly organisations: OrganisationsService,
    private readonly geo: GeoService,
    private readonly announcements: OfferAnnouncements,
    private readonly clock: Clock,
  ) {}

  /** One outcome per item, in their order. All the items come from one source. An item that is refused does not harm the others. */
  async importBatch(items: readonly ImportedOffer[]): Promise<ImportOutcome[]> {
    if (items.length > MOST)
      throw new RuleBroken('offer.batch-too-large', `Importez au plus ${MOST} offres à la fois.`);
    const outcomes: ImportOutcome[] = items.map(({ externalRef }) => ({ externalRef, result: 'refused' }));
    const candidates = items.flatMap((item, at) => {
      const read = this.read(item);
      if (typeof read !== 'string') return [{ at, ...read }];
      outcomes[at] = { externalRef: item.externalRef, result: 'refused', reason: read };
      return [];
    });
    const [first] = candidates;
    if (!first) return outcomes;
    if (candidates.some(({ item }) => item.source !== first.item.source)) {
      throw new RuleBroken('offer.batch-of-several-sources', 'Un lot d’import vient d’une seule source.');
    }
    const locations = await this.geo.locateMany(candidates.map(({ item }) => item));
    const locationAt = new Map(candidates.map(({ at }, index) => [at, locations[index] ?? 0]));
    await this.database.transaction(() => this.write(first.item.source, candidates, locationAt, outcomes));
    return outcomes;
  }

  /** Closes the open offers of a source that its whole feed no longer names; how many. Throws RuleBroken on an empty list: a broken feed ends nothing. */
  async closeMissing(source: string, seenRefs: readonly string[]): Promise<number> {
    if (seenRefs.length === 0) throw new RuleBroken('offer.feed-empty', 'Le flux est vide : rien n’a été fermé.');
    return this.announcements.endInPackets(() =>
      this.rows.closeMissing(source, seenRefs, MISSING_FROM_SOURCE, this.clock.now()),
    );
  }

  /** The item as it can be written, or why not. */
  private read(raw: ImportedOffer): { item: ReadyOffer; closesOn: Day } | string {
    const parsed = importedOffer.safeParse(raw);
    if (!parsed.success)
      return parsed.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`).join(' ');
    const item = parsed.data;
    const today = this.clock.today();
    const closing = closingDateFromFeed(item.closesOn, today);
    if (!closing.ok) return closing.message;
    const [problem] = contradictionsIn(item, today, false);
    if (problem) return problem.message;
    const forbidden = checkWording({ kind: 'offer', ...item, driving: item.licences.length > 0 }).find(
      ({ level }) => level === 'block',
    );
    if (forbidden) return `« ${forbidden.passage} » : ${forbidden.explanation}`;
    return { item, closesOn: closing.value };
  }

  private async write(
    source: string,
    candidates: readonly Candidate[],
    locationAt: ReadonlyMap<number, number>,
    outcomes: ImportOutcome[],
  ): Promise<void> {
    const standings = await this.organisations.holdMany(candidates.map(({ item }) => item.organisationId));
    const known = new Map(
      (
        await this.rows.known(
          source,
          candidates.map(({ item }) => item.externalRef),
        )
      ).map((row) => [row.externalRef, row]),
    );
    const lookalikes = await this.lookalikes(candidates.filter(({ item }) => !known.has(item.externalRef)));
    const ids = new Map<string, { id: string; at: number }>();
    const writes = candidates.flatMap(({ at, item, closesOn }) => {
      const row = known.get(item.externalRef);
      const settled = settle(
        item,
        closesOn,
        row,
        standings.get(item.organisationId),
        lookalikes,
        ids.has(item.externalRef),
      );
      if (settled) {
        outcomes[at] = settled;
        return [];
      }
      const id = row?.id ?? newId();
      ids.set(item.externalRef, { id, at });
      if (!row) lookalikes.push({ ...item, id, since: item.publishedAt });
      const { allowDuplicate: _, ...content } = item;
      return [{ ...content, id, closesOn, locationId: locationAt.get(at) ?? 0 }];
    });
    if (writes.length === 0) return;
    await this.rows.upsert(writes, this.clock.now());
    for (const [externalRef, { id, at }] of ids)
      outcomes[at] = { externalRef, result: known.has(externalRef) ? 'updated' : 'created', id };
    const wasPublic = (externalRef: string) => known.get(externalRef)?.status === 'published';
    await this.announcements.published(writes.filter(({ externalRef }) => !wasPublic(externalRef)).map(({ id }) => id));
    await this.announcements.changed(writes.filter(({ externalRef }) => wasPublic(externalRef)).map(({ id }) => id));
  }

  private async lookalikes(fresh: readonly Candidate[]): Promise<Lookalike[]> {
    const checked = fresh.map(({ item }) => item).filter((item) => !item.allowDuplicate);
    if (checked.length === 0) return [];
    const oldest =
      checked.map((item) => item.publishedAt).sort((a, b) => a.getTime() - b.getTime())[0] ?? this.clock.now();
    return this.offers.lookalikes(
      [...new Set(checked.map((item) => item.organisationId))],
      [...new Set(checked.map((item) => item.insee))],
      plusSeconds(oldest, -DUPLICATE_DAYS * 86_400),
      false,
    );
  }
}

/** The outcome of an item that changes nothing; undefined when it is to be written. */
function settle(
  item: ReadyOffer,
  closesOn: Day,
  row: KnownItem | undefined,
  standing: OrganisationStanding | undefined,
  lookalikes: readonly Lookalike[],
  seenBefore: boolean,
): ImportOutcome | undefined {
  const { externalRef } = item;
  if (!standing) return { externalRef, result: 'refused', reason: 'La structure est inconnue.' };
  if (standing.status === 'banned') return { externalRef, result: 'refused', reason: 'La structure est exclue.' };
  if (seenBefore) return { externalRef, result: 'refused', reason: 'Cette référence est déjà dans le lot.' };
  if (importStep(row, { contentHash: item.contentHash, closesOn }) === 'leave')
    return { externalRef, result: 'unchanged', ...(row && { id: row.id }) };
  if (row || item.allowDuplicate) return undefined;
  const twin = duplicateOf({ ...item, since: item.publishedAt }, lookalikes);
  return (
    twin && {
      externalRef,
      result: 'duplicate',
      id: twin.id,
      reason: `Même structure, même commune, titre proche : « ${twin.title} ».`,
    }
  );
}
