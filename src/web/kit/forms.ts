import { z } from 'zod';

/** A form as the browser sent it: texts by field; a list when a name came several times. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong, by field, in words for the person. */
export type FieldErrors = Readonly<Record<string, string>>;

export type FormRead<S extends z.ZodType> =
  | { readonly ok: true; readonly value: z.output<S> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Reads a form by its schema; each field at fault has one message, the first. The schema holds the French messages. */
export function readForm<S extends z.ZodType>(schema: S, fields: FormFields): FormRead<S> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message;
  return { ok: false, errors };
}

/** The text of a field, '' when it is not there. */
export function textOf(fields: FormFields | undefined, name: string): string {
  const value = fields?.[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** The texts of a field that may be ticked several times. */
export function textsOf(fields: FormFields | undefined, name: string): readonly string[] {
  const value = fields?.[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** A text of one line, trimmed, that must be there. */
export function line(missing: string, most = 100) {
  return z
    .string(missing)
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, missing).max(most, `C’est trop long : ${most} caractères au plus.`));
}

/** A text of one line that may be left empty: then null. */
export function optionalLine(most = 100) {
  return z
    .string()
    .default('')
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(most, `C’est trop long : ${most} caractères au plus.`))
    .transform((value) => (value === '' ? null : value));
}

/** A text of several lines that may be left empty: then null. Ends of lines become \n. */
export function optionalText(most: number) {
  return z
    .string()
    .default('')
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(most, `C’est trop long : ${most} caractères au plus.`))
    .transform((value) => (value === '' ? null : value));
}

/** Boxes to tick: none, one or several values of a closed list. */
export function ticked<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess(
    (value) => (value === undefined ? [] : typeof value === 'string' ? [value] : value),
    z.array(z.enum(values, 'Choisissez dans la liste.')).max(values.length),
  );
}

/** One value of a closed list. */
export function chosen<const T extends readonly [string, ...string[]]>(values: T, missing: string) {
  return z.enum(values, missing);
}

/** A box ticked or not. */
export const tick = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');

/** A page whose form was refused says so in its status and its tab: spread into the View. */
export function failing(errors: FieldErrors | undefined): { readonly status?: number; readonly failed?: boolean } {
  return errors ? { status: 422, failed: true } : {};
}
