import type { Refusal } from './draft.schema.js';

/** How one item is refused: always under its reference and its title. `gone`: its source itself ended it. */
export function refusalsOf(
  externalRef: string | null,
  title: string | null,
): (reason: string, gone?: boolean) => Refusal {
  return (reason, gone = false) => ({ ok: false, externalRef, title, reason, gone });
}

/** The refusal of something that is no item at all. */
export const unreadable = refusalsOf(null, null);
