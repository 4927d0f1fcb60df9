import { z } from 'zod';
import { DomainError } from '../errors.js';
import { plainMessage } from '../lang/plain-message.rules.js';

z.config({ localeError: plainMessage });

/** One field that is not as it should be. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** The request is well written but its content is not: each field at fault is named, all at once. */
export class InvalidInput extends DomainError {
  readonly status = 422;

  constructor(readonly problems: readonly FieldProblem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (et ${problems.length - 1} autre${problems.length > 2 ? 's' : ''})` : '';
    super('request.invalid', first ? `${first.field} : ${first.message}${more}` : 'La demande est incorrecte.', {
      errors: problems,
    });
  }
}

/** Zod compiles a schema at its first use: the strict twin of each is made once. */
const strictTwins = new WeakMap<z.ZodType, z.ZodType>();

function strictly(schema: z.ZodType): z.ZodType {
  const known = strictTwins.get(schema);
  if (known) return known;
  const twin = schema instanceof z.ZodObject ? schema.strict() : schema;
  strictTwins.set(schema, twin);
  return twin;
}

/** Parses what came in. Unknown fields are refused. `where` says which part of the request the fields belong to. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: 'path' | 'query' | 'body',
): z.output<S> {
  const parsed = strictly(schema).safeParse(value);
  if (parsed.success) return parsed.data as z.output<S>;
  throw new InvalidInput(parsed.error.issues.flatMap((issue) => describe(issue, where)));
}

function describe(issue: z.core.$ZodIssue, where: string): FieldProblem[] {
  const field = issue.path.map(String).join('.') || where;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((key) => ({
      field: [...issue.path.map(String), key].join('.').slice(0, 100),
      code: 'unknown-field',
      message: 'Ce champ n’existe pas.',
    }));
  }
  return [{ field, code: codeOf(issue), message: issue.message }];
}

/** A rule of ours that has a name says it; the others go by the kind of fault. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'custom') return issue.code.replaceAll('_', '-');
  const own: unknown = issue.params?.['code'];
  return typeof own === 'string' ? own : 'not-accepted';
}
