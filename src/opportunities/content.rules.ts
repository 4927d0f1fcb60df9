import type { Day } from '../platform/lang/day.js';
import { type FieldProblem, missing } from './remarks.rules.js';

/** What every opportunity says, as far as publication is concerned. */
export interface OpportunityContent {
  readonly title: string | null;
  readonly description: string | null;
  readonly weeklyHours: number | null;
  readonly startsOn: Day | null;
  readonly closesOn: Day | null;
  readonly accessWithoutCar: readonly string[];
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  readonly applicationUrl: string | null;
  readonly insee: string | null;
  readonly address: string | null;
}

const SHORTEST_DESCRIPTION = 30;

export function tooShort(description: string | null): boolean {
  return (description ?? '').length < SHORTEST_DESCRIPTION;
}

/** Nobody to call, write to or visit. `message` says what for. */
export function missingWay(content: OpportunityContent, message: string): FieldProblem[] {
  const ways = [content.contactEmail, content.contactPhone, content.applicationUrl];
  return ways.every((way) => way === null) ? [missing('contactEmail', message)] : [];
}

/** `fresh`: the start date was just given, so it cannot be past. */
export function pastStart({ startsOn }: OpportunityContent, today: Day, fresh: boolean): FieldProblem[] {
  const past = fresh && startsOn !== null && startsOn < today;
  return past ? [{ field: 'startsOn', code: 'past', message: 'La date de début est déjà passée.' }] : [];
}

const NATURE = [
  'title',
  'description',
  'contactName',
  'contactEmail',
  'contactPhone',
  'applicationUrl',
  'insee',
] as const satisfies readonly (keyof OpportunityContent)[];

/** Whether an edit makes it another one than a person has read: one of these fields, or of those of every kind, says something else. */
export function changesNatureBy<Content extends OpportunityContent>(...own: readonly (keyof Content)[]) {
  const fields = [...NATURE, ...own];
  return (before: Content, after: Content): boolean =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
