/** How far a typed text is from a name: letters missing, added, replaced or two swapped (optimal string alignment). */

/** A bit per letter or digit of folded text, to throw away most names without comparing them. */
export function letterMask(text: string): number {
  let mask = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) mask |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) mask |= 1 << 26;
  }
  return mask;
}

/** How many letters of `typed` (a mask) a name (a mask) does not have at all. */
export function lettersMissing(typed: number, name: number): number {
  let rest = typed & ~name;
  let count = 0;
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** How many errors are forgiven: none under 4 letters, one in 4, two from 5 on ("gochy" for Gauchy). */
export function errorsForgiven(typed: string): number {
  if (typed.length < 4) return 0;
  return typed.length < 5 ? 1 : 2;
}

/** Whether two texts begin alike enough to be compared: of the first two letters at least one stands in its place or next to it. */
export function beginsAlike(typed: string, name: string, start: number): boolean {
  const [first, second] = [typed.charCodeAt(0), typed.charCodeAt(1)];
  const [one, two] = [name.charCodeAt(start), name.charCodeAt(start + 1)];
  return first === one || second === two || first === two || second === one;
}

export interface TypedDistance {
  /** Errors against the whole name. */
  readonly whole: number;
  /** Errors against the best beginning of the name. */
  readonly beginning: number;
}

/** Called a million times a search: the global object is only looked at once. */
const { min } = Math;

/** Rows of the comparison, kept between calls: three rows of at most this many letters. */
const MAX_LETTERS = 64;
const rows = [
  new Uint8Array(MAX_LETTERS + 1),
  new Uint8Array(MAX_LETTERS + 1),
  new Uint8Array(MAX_LETTERS + 1),
] as const;

/**
 * Errors between `typed` and `name` from its letter `start` on, when at most `budget`; undefined otherwise. Both folded. Names longer
 * than the typed text plus the budget are only compared at their beginning. Text beyond 64 letters is not compared.
 */
export function typedDistance(typed: string, name: string, start: number, budget: number): TypedDistance | undefined {
  const available = name.length - start;
  const width = min(available, typed.length + budget, MAX_LETTERS);
  if (width < typed.length - budget) return undefined;
  let [beforeLast, last, current] = rows;
  for (let j = 0; j <= width; j++) last[j] = j;
  for (let i = 1; i <= typed.length; i++) {
    current[0] = i;
    let least = i;
    const letter = typed.charCodeAt(i - 1);
    for (let j = 1; j <= width; j++) {
      const other = name.charCodeAt(start + j - 1);
      let cost = min(at(last, j) + 1, at(current, j - 1) + 1, at(last, j - 1) + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === name.charCodeAt(start + j - 2) && typed.charCodeAt(i - 2) === other) {
        cost = min(cost, at(beforeLast, j - 2) + 1);
      }
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > budget) return undefined;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  let beginning = at(last, 0);
  for (let j = 1; j <= width; j++) beginning = min(beginning, at(last, j));
  const whole = available === width ? at(last, width) : Number.POSITIVE_INFINITY;
  return beginning <= budget ? { whole, beginning } : undefined;
}

function at(row: Uint8Array, index: number): number {
  return row[index] ?? 0;
}
