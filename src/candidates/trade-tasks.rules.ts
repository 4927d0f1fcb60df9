import { fold } from '../platform/lang/text.js';
import { skillSlug } from './candidate.rules.js';
import { type Pictogram, PICTOGRAMS, TRADE_LINES } from './data/trade-tasks.data.js';

export { type Pictogram, PICTOGRAMS };

/** Something that a person says they can do: "Je taille la vigne". */
export interface Task {
  /** "<trade>.<task>", kept in files: never changes. */
  readonly id: string;
  readonly pictogram: Pictogram;
  readonly words: string;
  /** Under which offers and people meet; null when no offer asks for it by a name. */
  readonly skill: string | null;
}

export interface Trade {
  readonly key: string;
  readonly codes: readonly string[];
  readonly name: string;
  readonly pictogram: Pictogram;
  readonly tasks: readonly Task[];
}

/** The trades with pictured tasks, in the order in which they are offered to somebody who has not chosen. */
export const TRADES: readonly Trade[] = TRADE_LINES.map((trade) => ({
  ...trade,
  tasks: trade.tasks.map(([key, pictogram, words, skill]) => ({
    id: `${trade.key}.${key}`,
    pictogram,
    words,
    skill: skill === undefined ? null : skillSlug(skill),
  })),
}));

const BY_CODE: ReadonlyMap<string, Trade> = new Map(
  TRADES.flatMap((trade) => trade.codes.map((code) => [code, trade] as const)),
);
const BY_ID: ReadonlyMap<string, Task> = new Map(
  TRADES.flatMap((trade) => trade.tasks.map((task) => [task.id, task] as const)),
);

/** How the skills of tasks are written for people, by slug: "Ménage courant". */
const SKILL_NAMES: ReadonlyMap<string, string> = new Map(
  TRADE_LINES.flatMap((trade) =>
    trade.tasks.flatMap(([, , , skill]) => (skill === undefined ? [] : [[skillSlug(skill), skill] as const])),
  ),
);

/** The trades whose tasks are shown to somebody who looks for these occupations (ROME codes), each once, in the order of the wishes. */
export function tradesOf(codes: readonly string[]): Trade[] {
  return [...new Set(codes.flatMap((code) => BY_CODE.get(code) ?? []))];
}

/** undefined for an id that the list does not hold. */
export function taskOf(id: string): Task | undefined {
  return BY_ID.get(id);
}

/** Known tasks in the order of the list, each saying once what it says: two trades may share a sentence. */
export function tasksOf(ids: readonly string[]): Task[] {
  const said = new Set<string>();
  return TRADES.flatMap((trade) => trade.tasks).filter((task) => {
    if (!ids.includes(task.id) || said.has(fold(task.words))) return false;
    said.add(fold(task.words));
    return true;
  });
}

/** Slugs of the skills that these tasks prove, sorted. */
export function skillsOfTasks(ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => BY_ID.get(id)?.skill ?? []))].sort();
}

/** A skill as people read it: "menage-courant" → "Ménage courant"; a slug that no task holds loses its hyphens. */
export function skillWords(slug: string): string {
  const words = SKILL_NAMES.get(slug) ?? slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
