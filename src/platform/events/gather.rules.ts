import type { Gather } from '../jobs/job.js';

/**
 * Brings events of one name, in their order, together for one job: lists of ids are joined without repetition, up to the size the job
 * takes; without `gather` each event stays alone. `first` is the oldest event of each group.
 */
export function gathered<E extends { readonly payload: unknown }>(
  events: readonly E[],
  gather: Gather | undefined,
): { first: E; data: unknown }[] {
  if (!gather) return events.map((event) => ({ first: event, data: event.payload }));
  const groups: { first: E; ids: Set<unknown> }[] = [];
  for (const event of events) {
    const ids = idsIn(event.payload, gather.list);
    const group = groups.at(-1);
    if (group && group.ids.size + ids.length <= gather.upTo) for (const id of ids) group.ids.add(id);
    else groups.push({ first: event, ids: new Set(ids) });
  }
  return groups.map(({ first, ids }) => ({ first, data: { [gather.list]: [...ids] } }));
}

function idsIn(payload: unknown, list: string): unknown[] {
  const ids: unknown = payload !== null && typeof payload === 'object' ? Reflect.get(payload, list) : undefined;
  if (!Array.isArray(ids)) throw new Error(`An event without ${list} cannot be gathered`);
  return ids;
}
