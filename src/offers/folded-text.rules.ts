/** A text without case or accents in which every place still points to the original. */
export interface FoldedText {
  readonly original: string;
  readonly folded: string;
  /** offsets[i] = index in the original of the i-th folded character; one more for the end. */
  readonly offsets: readonly number[];
}

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };
const APOSTROPHES = /[’‘ʼ`´]/u;
const DASHES = /[‐‑‒–—−]/u;
/** Marks that show nothing and could hide a word from a reader of patterns. */
const INVISIBLE = /[\p{M}\p{Cf}]/gu;

/** Letters in lower case ASCII where French has them, apostrophes and dashes of one kind; punctuation stays. */
export function foldKeepingPlaces(original: string): FoldedText {
  let folded = '';
  const offsets: number[] = [];
  for (let at = 0; at < original.length; at++) {
    const lower = original.charAt(at).toLowerCase();
    const plain = plainCharacter(lower);
    for (let i = 0; i < plain.length; i++) offsets.push(at);
    folded += plain;
  }
  offsets.push(original.length);
  return { original, folded, offsets };
}

function plainCharacter(lower: string): string {
  if (lower >= ' ' && lower <= '~') return lower;
  if (APOSTROPHES.test(lower)) return "'";
  if (DASHES.test(lower)) return '-';
  return LIGATURES[lower] ?? lower.normalize('NFKD').replace(INVISIBLE, '');
}
