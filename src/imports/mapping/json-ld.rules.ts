/** Whether a JSON-LD node is of this type; `@type` may be a text, a list, or a full address. */
function isOfType(node: object, type: string): boolean {
  const types: unknown = '@type' in node ? node['@type'] : undefined;
  const list: unknown[] = Array.isArray(types) ? types : [types];
  return list.some((one) => typeof one === 'string' && one.replace(/^.*[/#:]/, '') === type);
}

/** The JobPosting nodes of a JSON-LD value, wherever it keeps them: itself, a list, `@graph`, or the items of an ItemList. */
export function jobPostingsOf(value: unknown, depth = 0): unknown[] {
  if (depth > 6 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => jobPostingsOf(one, depth + 1));
  if (isOfType(value, 'JobPosting')) return [value];
  return ['@graph', 'itemListElement', 'item', 'mainEntity'].flatMap((member) =>
    jobPostingsOf((value as Readonly<Record<string, unknown>>)[member], depth + 1),
  );
}
