/** Text as people type it, compared as they mean it: case, accents, ligatures and punctuation do not count. */

/** Lower case, without accents or ligatures, punctuation turned into single spaces, trimmed: "L'Œuvre—Élève" → "l oeuvre eleve". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < text.length - 1; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Sørensen–Dice similarity of the letter pairs of two folded texts, 0 (nothing shared) to 1 (the same). */
export function similarity(a: string, b: string): number {
  const left = fold(a);
  const right = fold(b);
  if (left === right) return 1;
  if (left.length < 2 || right.length < 2) return 0;
  const pairs = bigrams(left);
  let shared = 0;
  for (const [pair, count] of bigrams(right)) shared += Math.min(count, pairs.get(pair) ?? 0);
  return (2 * shared) / (left.length - 1 + right.length - 1);
}
