import { Injectable } from '@nestjs/common';
import type { Disc } from './disc.rules.js';
import { GhostRegister } from './ghost-register.js';
import type { IndexKind } from './search.schema.js';
import { IndexNames } from './index-names.js';
import { countInDisc, FEW_DOCUMENTS, innerPlaces, nearestFirst, nearestPage } from './nearest.rules.js';
import { type Condition, type Counts, type Hit, type IndexQuery, SearchIndex } from './search-index.js';

/** Which page of which documents. */
export interface PageWanted {
  readonly kind: IndexKind;
  readonly text: string;
  readonly conditions: readonly Condition[];
  readonly disc: Disc | undefined;
  readonly sort: 'nearest' | 'recent' | 'relevance';
  readonly facets: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export interface PageFound<R> {
  readonly rows: R[];
  readonly total: number;
  readonly facets: Readonly<Record<string, Counts>>;
}

/** The present rows of these ids in PostgreSQL; what is no longer to be shown is left out. */
export type ReadPresent<R> = (ids: readonly string[]) => Promise<ReadonlyMap<string, R>>;

interface IdsFound {
  readonly ids: string[];
  readonly total: number;
  readonly facets: Readonly<Record<string, Counts>>;
}

/** Times that a page is asked again because it held documents that are no longer to be shown. */
const MOST_ATTEMPTS = 4;

/** Finds pages in the index and shows them as they are in PostgreSQL at this moment: the index may lag, the answer does not. */
@Injectable()
export class PageFinder {
  /** Of the last twenty or so searches around a place, those that found many. */
  private readonly shareOfMany: Record<IndexKind, number> = { opportunities: 0, profiles: 0 };

  constructor(
    private readonly index: SearchIndex,
    private readonly names: IndexNames,
    private readonly ghosts: GhostRegister,
  ) {}

  /** The page, its exact total and its counts. Throws ExternalFailure when the index does not answer. */
  async find<R>(wanted: PageWanted, readPresent: ReadPresent<R>): Promise<PageFound<R>> {
    for (let attempt = 1; ; attempt++) {
      const known = await this.ghosts.known(wanted.kind, readPresent);
      const conditions = known.length > 0 ? [...wanted.conditions, { field: 'id', notIn: known }] : wanted.conditions;
      const found = await this.ids({ ...wanted, conditions });
      const present = found.ids.length > 0 ? await readPresent(found.ids) : new Map<string, R>();
      const gone = found.ids.filter((id) => !present.has(id));
      if (gone.length === 0 || attempt === MOST_ATTEMPTS) {
        const rows = found.ids.flatMap((id) => present.get(id) ?? []);
        return { rows, total: found.total - gone.length, facets: found.facets };
      }
      this.ghosts.add(wanted.kind, gone);
    }
  }

  private ids(wanted: PageWanted): Promise<IdsFound> {
    return wanted.disc && wanted.sort === 'nearest' ? this.nearest(wanted, wanted.disc) : this.inIndexOrder(wanted);
  }

  private async inIndexOrder(wanted: PageWanted): Promise<IdsFound> {
    const inside = wanted.disc ? [wanted.disc.inside] : [];
    const [answer] = await this.index.search(this.names.live(wanted.kind), [
      {
        text: wanted.text,
        conditions: [...inside, ...wanted.conditions],
        facets: wanted.facets,
        order: wanted.sort === 'recent' ? 'recent' : 'relevance',
        offset: wanted.offset,
        limit: wanted.limit,
        fields: ['id'],
      },
    ]);
    return { ids: idsOf(answer?.hits ?? []), total: answer?.total ?? 0, facets: answer?.facets ?? {} };
  }

  /** Both ways are exact and answer alike; which is quicker depends on how many documents people usually find. */
  private async nearest(wanted: PageWanted, disc: Disc): Promise<IdsFound> {
    const inner = this.usuallyMany(wanted.kind) ? innerPlaces(disc) : [];
    const found =
      (inner.length > 0 && (await this.nearestInside(wanted, disc, inner))) || (await this.nearestOfAll(wanted, disc));
    this.remember(wanted.kind, found.total);
    return found;
  }

  /**
   * One question counts the documents of each place of the disc, and brings the newest ones; when these are all, they
   * are sorted here. Otherwise the counts tell which places make the page, and a second question reads those.
   */
  private async nearestOfAll(wanted: PageWanted, disc: Disc): Promise<IdsFound> {
    const [answer] = await this.index.search(this.names.live(wanted.kind), [
      placed(wanted, disc.inside, [...wanted.facets, 'location'], 0, FEW_DOCUMENTS),
    ]);
    const { location: counts = {}, ...facets } = answer?.facets ?? {};
    return {
      ids: await this.pageOf(wanted, disc, answer?.hits ?? [], counts),
      total: countInDisc(disc, counts),
      facets,
    };
  }

  /**
   * The same where documents are many: the disc is only counted, and the page read from its inner places, in one call. Undefined when these
   * hold too few documents for the page.
   */
  private async nearestInside(wanted: PageWanted, disc: Disc, inner: readonly number[]): Promise<IdsFound | undefined> {
    const [all, near] = await this.index.search(this.names.live(wanted.kind), [
      placed(wanted, disc.inside, wanted.facets, 0, 0),
      placed(wanted, { field: 'location', in: inner }, ['location'], 0, FEW_DOCUMENTS),
    ]);
    const total = all?.total ?? 0;
    const counts = near?.facets.location ?? {};
    if (countInDisc(disc, counts) < Math.min(total, wanted.offset + wanted.limit)) return undefined;
    return { ids: await this.pageOf(wanted, disc, near?.hits ?? [], counts), total, facets: all?.facets ?? {} };
  }

  /** The page among the places that are counted: from these hits when they are all there is, otherwise read by slices. */
  private async pageOf(wanted: PageWanted, disc: Disc, hits: readonly Hit[], counts: Counts): Promise<string[]> {
    if (countInDisc(disc, counts) <= hits.length) {
      return idsOf(nearestFirst(disc, hits).slice(wanted.offset, wanted.offset + wanted.limit));
    }
    const slices = nearestPage(disc, counts, wanted.offset, wanted.limit);
    if (slices.length === 0) return [];
    const answers = await this.index.search(
      this.names.live(wanted.kind),
      slices.map(({ locations, offset, limit }) =>
        placed(wanted, { field: 'location', in: locations }, [], offset, limit),
      ),
    );
    return idsOf(
      nearestFirst(
        disc,
        answers.flatMap((one) => one.hits),
      ),
    );
  }

  private usuallyMany(kind: IndexKind): boolean {
    return this.shareOfMany[kind] > 0.3;
  }

  private remember(kind: IndexKind, total: number): void {
    this.shareOfMany[kind] += 0.05 * (Number(total > FEW_DOCUMENTS) - this.shareOfMany[kind]);
  }
}

/** A question on some places, newest documents first. */
function placed(
  wanted: PageWanted,
  where: Condition,
  facets: readonly string[],
  offset: number,
  limit: number,
): IndexQuery {
  return {
    text: wanted.text,
    conditions: [where, ...wanted.conditions],
    facets,
    order: 'recent',
    offset,
    limit,
    fields: ['id', 'location'],
  };
}

function idsOf(hits: readonly Hit[]): string[] {
  return hits.map((hit) => hit.id);
}
