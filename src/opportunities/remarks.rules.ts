/** A field that stands in the way, in the shape of the other field problems of the API. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What the linter found: the passage as written, where it stands (UTF-16 offsets), why, and what to write instead. */
export interface Finding {
  readonly rule: string;
  readonly level: 'block' | 'warn';
  readonly field: string;
  readonly passage: string;
  readonly start: number;
  readonly end: number;
  readonly explanation: string;
  readonly proposal: string;
}

/** What is not there yet. */
export function missing(field: string, message: string): FieldProblem {
  return { field, code: 'missing', message };
}

/** Whether one of the findings forbids publication. */
export function isForbidden(findings: readonly Finding[]): boolean {
  return findings.some((found) => found.level === 'block');
}

const SAID = 3;

/** The first problems in one text for people: « Choisissez le contrat. Indiquez la commune. Et 2 autres points. » */
export function saidTogether(problems: readonly FieldProblem[]): string {
  const more = problems.length - SAID;
  const first = problems.slice(0, SAID).map(({ message }) => message);
  if (more > 0) first.push(more === 1 ? 'Et un autre point.' : `Et ${more} autres points.`);
  return first.join(' ');
}
