/** What a reader finds, one after the other, in a file that may be damaged anywhere. `position` is the line of a CSV file, otherwise the rank of the element (from 1). */
export type Piece =
  | { readonly kind: 'item'; readonly position: number; readonly raw: unknown }
  /** This element cannot be used; the next ones can. */
  | { readonly kind: 'refused'; readonly position: number; readonly reason: string }
  /** Nothing after this can be read. */
  | { readonly kind: 'broken'; readonly position: number; readonly reason: string };

/** An element still in its own notation. */
export type Slice =
  | { readonly kind: 'slice'; readonly position: number; readonly text: string }
  | Extract<Piece, { kind: 'refused' | 'broken' }>;

/** Characters of one element. The longest text that partners allow is 20,000: more than this is an accident or an attack. */
export const MAX_ELEMENT_LENGTH = 512 * 1024;

/** Levels inside one element; real feeds use six at most. */
export const MAX_DEPTH = 40;

export const TOO_LONG = `Élément trop long (plus de ${MAX_ELEMENT_LENGTH / 1024} 000 caractères).`;
export const TOO_DEEP = `Élément trop imbriqué (plus de ${MAX_DEPTH} niveaux).`;
