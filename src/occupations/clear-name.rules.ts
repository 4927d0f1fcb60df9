/** A name as good as the whole of an occupation's, or of an everyday word for it. */
const WHOLE = 0.95;
/** Less than that is clear only when it is good and well ahead of the next one: "chef" and "technicien" name twenty trades alike. */
const GOOD = 0.8;
const AHEAD = 0.1;

/**
 * The first of these (best first, confidence 0 to 1) when words alone may decide, as in a saved search that alerts are sent for; otherwise
 * undefined: no alert is better than one for another trade. Two whole names are close occupations, and matching reaches both.
 */
export function clearlyFirst<O extends { readonly confidence: number }>(found: readonly O[]): O | undefined {
  const [best, next] = found;
  if (!best || best.confidence < GOOD) return undefined;
  return best.confidence >= WHOLE || best.confidence - (next?.confidence ?? 0) >= AHEAD ? best : undefined;
}
