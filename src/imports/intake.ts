import type { ItemResult } from './import.schema.js';
import type { Mapped } from './mapping/draft.schema.js';

/** What became of a draft that was read well. */
export type Taken = {
  readonly result: ItemResult;
  readonly reason: string | null;
  readonly notices: readonly string[];
};

type Noticed = { readonly notices: readonly string[] };

/** One kind of thing that can be taken in: how an item is read, and how a batch of them is written. */
export type Intake<D> = {
  /** Pure and never throws. */
  readonly read: (raw: unknown) => Mapped<D>;
  /** Identifier of a draft at its source. */
  readonly refOf: (draft: D) => string;
  /** Title for the report; null for people. */
  readonly titleOf: (draft: D) => string | null;
  /** Writes at most 500 drafts of one source; one answer each, in their order. */
  readonly take: (source: string, drafts: readonly D[]) => Promise<Taken[]>;
  /** Closes what the complete feed no longer names; undefined for people, who are never closed by a file. */
  readonly closeMissing?: (source: string, seenRefs: readonly string[]) => Promise<number>;
};

/** What a batch answered about the drafts that were ready, with what was put right on the way. */
export function answersFor(
  outcomes: readonly { readonly result: ItemResult; readonly reason?: string | undefined }[],
  ready: readonly { readonly draft: Noticed; readonly place: Noticed }[],
): Taken[] {
  return outcomes.map(({ result, reason }, index) => {
    const { draft, place } = ready[index] ?? {};
    return { result, reason: reason ?? null, notices: [...(draft?.notices ?? []), ...(place?.notices ?? [])] };
  });
}

export function refusedDraft(reason: string, notices: readonly string[] = []): Taken {
  return { result: 'refused', reason, notices };
}

/**
 * Puts the answers for the drafts that could be completed back among the refusals of the others, in the order of the drafts.
 */
export function inOrder<P>(
  prepared: readonly (P | Taken)[],
  isTaken: (one: P | Taken) => one is Taken,
  answers: readonly Taken[],
): Taken[] {
  let next = 0;
  return prepared.map((one) => (isTaken(one) ? one : (answers[next++] ?? refusedDraft('Sans réponse.'))));
}
