import { Injectable } from '@nestjs/common';
import type { Disc } from './disc.rules.js';
import { GhostRegister } from './ghost-register.js';
import type { IndexKind } from './search.schema.js';
import { IndexNames } from './index-names.js';
import { countInDisc, FEW_DOCUMENTS, nearestFirst, nearestPage } from './nearest.rules.js';
import { type Condition, type Counts, type Hit, SearchIndex } from './search-index.js';

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

  /**
   * One question counts the documents of each place of the disc, and brings the newest ones; when these are all, they
   * are sorted here. Otherwise the counts tell which places make the page, and a second question reads those.
   */
  private async nearest(wanted: PageWanted, disc: Disc): Promise<IdsFound> {
    const index = this.names.live(wanted.kind);
    const question = { text: wanted.text, order: 'recent' as const, fields: ['id', 'location'] };
    const [answer] = await this.index.search(index, [
      {
        ...question,
        conditions: [disc.inside, ...wanted.conditions],
        facets: [...wanted.facets, 'location'],
        offset: 0,
        limit: FEW_DOCUMENTS,
      },
    ]);
    const { location: counts = {}, ...facets } = answer?.facets ?? {};
    const total = countInDisc(disc, counts);
    const firstHits = answer?.hits ?? [];
    if (total <= firstHits.length) {
      const page = nearestFirst(disc, firstHits).slice(wanted.offset, wanted.offset + wanted.limit);
      return { ids: idsOf(page), total, facets };
    }
    const slices = nearestPage(disc, counts, wanted.offset, wanted.limit);
    if (slices.length === 0) return { ids: [], total, facets };
    const answers = await this.index.search(
      index,
      slices.map((slice) => ({
        ...question,
        conditions: [{ field: 'location', in: slice.locations }, ...wanted.conditions],
        facets: [],
        offset: slice.offset,
        limit: slice.limit,
      })),
    );
    return {
      ids: idsOf(
        nearestFirst(
          disc,
          answers.flatMap((one) => one.hits),
        ),
      ),
      total,
      facets,
    };
  }
}

function idsOf(hits: readonly Hit[]): string[] {
  return hits.map((hit) => hit.id);
}
