/** How well a label of the nomenclature answers what somebody typed. Published, deterministic, nothing learned. */

export interface SearchedLabel {
  readonly code: string;
  /** Stems of the label, see `labelWordsOf`. */
  readonly words: readonly string[];
  readonly kind: 'principal' | 'appellation' | 'synonym';
  /** For a synonym: 1 for the occupation that people mean first, 2 for the next. */
  readonly rank: number;
  readonly rarelyUsed: boolean;
}

/** How much a word tells: 1 for one that half the labels carry, more for a rare one; undefined for one that no label has. */
export type WordWeight = (word: string) => number | undefined;

export interface Fit {
  /** For ordering only. */
  readonly score: number;
  /** 0 to 1: how far label and text say the same thing. */
  readonly confidence: number;
}

/** A word that no label knows is mostly a place, a firm or a schedule: it counts, but little. */
const UNKNOWN_WORD_WEIGHT = 0.9;
/** What the unknown words take from the confidence. When the very first is unknown, the trade itself may be. */
const DOUBT_OF_UNKNOWN_WORD = 2;
const DOUBT_OF_UNKNOWN_FIRST_WORD = 6;
/** In French the first word of a title is the trade, what follows specifies it: "préparateur en pharmacie" is a préparateur. */
const FIRST_WORD_FACTOR = 1.5;
const NO_FIT: Fit = { score: 0, confidence: 0 };

/** 1 for the same word, 0.6 to 1 for a beginning of it, 0.65 to 0.85 for a typing error, 0 for another word. */
export function wordFit(typed: string, word: string): number {
  if (typed === word) return 1;
  if (typed.length >= 3 && word.startsWith(typed)) return 0.6 + 0.4 * (typed.length / word.length);
  const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  if (typed.length < 4 || Math.abs(typed.length - word.length) > allowed) return 0;
  const errors = typingErrors(typed, word);
  return errors <= allowed ? 1 - 0.15 * errors - (typed[0] === word[0] ? 0 : 0.05) : 0;
}

/** Letters added, left out, replaced or swapped with their neighbour between two words (optimal string alignment distance). */
export function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1));
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/**
 * Compares the words typed with those of one label. `covered` is how much of the typed text the label explains, `needed` how much of the
 * label was typed, both weighted by how rare the words are. Same set of words: bonus. Synonyms come before the official wording,
 * since people's words are what they were written for.
 */
export function fitOf(typed: readonly string[], label: SearchedLabel, weightOf: WordWeight): Fit {
  let typedTotal = 0;
  let typedFound = 0;
  let doubt = 0;
  const found = new Map<string, number>();
  for (const [position, word] of typed.entries()) {
    const best = bestWord(word, label.words);
    const known = Math.max(weightOf(word) ?? UNKNOWN_WORD_WEIGHT, best.fit > 0 ? (weightOf(best.word) ?? 0) : 0);
    const weight = known * (position === 0 ? FIRST_WORD_FACTOR : 1);
    typedTotal += weight;
    typedFound += best.fit * weight;
    if (best.fit === 0 && weightOf(word) === undefined)
      doubt += position === 0 ? DOUBT_OF_UNKNOWN_FIRST_WORD : DOUBT_OF_UNKNOWN_WORD;
    if (best.fit > 0) found.set(best.word, Math.max(found.get(best.word) ?? 0, best.fit));
  }
  if (typedFound === 0) return NO_FIT;
  let labelTotal = 0;
  let labelFound = 0;
  for (const word of label.words) {
    const weight = weightOf(word) ?? UNKNOWN_WORD_WEIGHT;
    labelTotal += weight;
    labelFound += weight * (found.get(word) ?? 0);
  }
  const covered = typedFound / typedTotal;
  const needed = labelFound / labelTotal;
  const base = 0.6 * covered + 0.4 * needed;
  const same = typed.length === label.words.length && covered === 1 && needed === 1;
  return {
    score: base + (same ? 0.5 : 0) + needed * preference(label),
    confidence: base * (typedTotal / (typedTotal + doubt)),
  };
}

/** Our synonyms first, in the order of their rank; then the label of the occupation itself; rare wordings last. */
function preference(label: SearchedLabel): number {
  if (label.kind === 'synonym') return 0.12 - 0.15 * (label.rank - 1);
  return (label.kind === 'principal' ? 0.05 : 0) - (label.rarelyUsed ? 0.1 : 0);
}

function bestWord(typed: string, words: readonly string[]): { word: string; fit: number } {
  let best = { word: '', fit: 0 };
  for (const word of words) {
    const fit = wordFit(typed, word);
    if (fit > best.fit) best = { word, fit };
  }
  return best;
}
