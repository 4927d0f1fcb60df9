/** The values under each of their keys, in order; a value may stand under several (a commune under each of its postal codes). */
export function groupBy<V>(values: readonly V[], keysOf: (value: V) => readonly string[]): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) {
    for (const key of keysOf(value)) {
      const group = groups.get(key);
      if (group) group.push(value);
      else groups.set(key, [value]);
    }
  }
  return groups;
}
