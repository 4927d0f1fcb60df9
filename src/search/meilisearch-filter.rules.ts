import type { Condition, IndexedValue } from './search-index.js';

/** Conditions written in Meilisearch's filter language. Values are always quoted: none can become a part of the expression. */
export function meilisearchFilter(conditions: readonly Condition[]): string[] {
  return conditions.map(expression);
}

function expression(condition: Condition): string {
  if ('anyOf' in condition) return condition.anyOf.map((part) => `(${expression(part)})`).join(' OR ');
  if ('atLeast' in condition) return `${condition.field} >= ${Number(condition.atLeast)}`;
  if ('notIn' in condition) return `${condition.field} NOT IN [${condition.notIn.map(literal).join(',')}]`;
  return `${condition.field} IN [${condition.in.map(literal).join(',')}]`;
}

/** Numbers and booleans as they are; text between quotes, with quotes and backslashes escaped. */
function literal(value: IndexedValue): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '"NaN"';
  if (typeof value === 'boolean') return String(value);
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
