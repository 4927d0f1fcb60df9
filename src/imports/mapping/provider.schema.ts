import { z } from 'zod';

/** The scalars of other people's feeds: numbers arrive as texts, texts as numbers, lists as single values, nothing as null or "". */

/** A text, a number or a boolean as text; undefined for null, blank and everything else. */
export const looseText = z
  .unknown()
  .optional()
  .transform((value): string | undefined => {
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return undefined;
    return value.trim() === '' ? undefined : value.trim();
  });

/** A list of texts from a list, from one value, or from the `<tags><value/></tags>` of publisher feeds. */
export const looseTexts = z
  .unknown()
  .optional()
  .transform((value): string[] => textsOf(value));

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return 'value' in value ? textsOf(value.value) : [];
  const text = looseText.parse(value);
  return text === undefined ? [] : [text];
}

const YES = new Set(['true', 'yes', 'oui', '1', 'vrai', 'y', 'o']);
const NO = new Set(['false', 'no', 'non', '0', 'faux', 'n']);

/** yes/no, oui/non, true/false, 1/0 and real booleans; undefined for anything else. */
export const looseFlag = z
  .unknown()
  .optional()
  .transform((value): boolean | undefined => {
    const text = looseText.parse(value)?.toLowerCase();
    if (text === undefined) return undefined;
    return YES.has(text) ? true : NO.has(text) ? false : undefined;
  });

/** A list of `item` from a list or from a single one; what does not fit is left out. */
export function looseList<T extends z.ZodType>(item: T) {
  return z
    .unknown()
    .optional()
    .transform((value): z.output<T>[] => {
      const values = Array.isArray(value)
        ? value
        : value === undefined || value === null || value === ''
          ? []
          : [value];
      return values.flatMap((one) => {
        const parsed = item.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      });
    });
}

/** Something made into the shape of `schema` first; a missing member is given as undefined, too. */
export function prepared<T extends z.ZodType>(shape: (value: unknown) => unknown, schema: T) {
  return z.unknown().optional().transform(shape).pipe(schema);
}

/** An object of these members; an empty one when it is missing or is something else. */
export function looseObject<S extends z.ZodRawShape>(shape: S) {
  return prepared(
    (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}),
    z.object(shape),
  );
}
