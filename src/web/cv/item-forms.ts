import { z } from 'zod';
import { type Experience, experienceSchema } from '../../candidates/candidate.schema.js';
import { type Language, languageSchema, type Training, trainingSchema } from '../../candidates/cv.schema.js';
import { chosen, type FieldErrors, type FormFields, line, optionalLine, optionalText, readForm } from '../kit/forms.js';
import { type Item, KINDS, LEVELS, type ListStep } from './items.rules.js';

/** Between the fields of the page of one thing, in French, and the thing that is kept. */

const FORMS = {
  experiences: z
    .object({
      genre: chosen(KINDS, 'Choisissez ce que c’était.'),
      titre: line('Écrivez ce que vous faisiez.', 80),
      lieu: optionalLine(80),
      debut: optionalLine(10),
      fin: optionalLine(10),
      detail: optionalText(500),
    })
    .transform(({ genre, titre, lieu, debut, fin, detail }) => ({
      kind: genre,
      title: titre,
      ...(lieu !== null && { organisation: lieu }),
      ...(debut !== null && { from: monthIn(debut) }),
      ...(fin !== null && { to: monthIn(fin) }),
      ...(detail !== null && { description: detail }),
    })),
  trainings: z
    .object({ titre: line('Écrivez le nom de la formation.', 80), lieu: optionalLine(80), annee: optionalLine(4) })
    .transform(({ titre, lieu, annee }) => ({
      title: titre,
      ...(lieu !== null && { place: lieu }),
      ...(annee !== null && { year: annee }),
    })),
  languages: z
    .object({ langue: line('Écrivez la langue.', 40), niveau: chosen(LEVELS, 'Choisissez comment vous la parlez.') })
    .transform(({ langue, niveau }) => ({ name: langue, level: niveau })),
} as const;

const SCHEMAS = { experiences: experienceSchema, trainings: trainingSchema, languages: languageSchema } as const;

/** Field of the page where an error about a thing is shown. */
const FIELDS: Readonly<Record<string, string>> = {
  kind: 'genre',
  title: 'titre',
  organisation: 'lieu',
  place: 'lieu',
  from: 'debut',
  to: 'fin',
  description: 'detail',
  year: 'annee',
  name: 'langue',
  level: 'niveau',
};

/** Reads the page of one thing. */
export function readItem(
  step: ListStep,
  form: FormFields,
): { readonly ok: true; readonly item: Item } | { readonly ok: false; readonly errors: FieldErrors } {
  const read = readForm(FORMS[step], form);
  if (!read.ok) return read;
  const parsed = SCHEMAS[step].safeParse(read.value);
  if (parsed.success) return { ok: true, item: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[FIELDS[String(path[0])] ?? 'form'] ??= message;
  return { ok: false, errors };
}

/** A thing as the fields of its page. */
export function itemFields(step: ListStep, item: Item): FormFields {
  if (step === 'languages') {
    const { name, level } = item as Language;
    return { langue: name, niveau: level };
  }
  if (step === 'trainings') {
    const { title, place, year } = item as Training;
    return { titre: title, lieu: place ?? '', annee: year ?? '' };
  }
  const { kind, title, organisation, from, to, description } = item as Experience;
  return {
    genre: kind,
    titre: title,
    lieu: organisation ?? '',
    debut: typedMonth(from),
    fin: typedMonth(to),
    detail: description ?? '',
  };
}

/** "3/2019" as it is kept: "2019-03". What is not a month stays, to be refused by its schema. */
function monthIn(text: string): string {
  const [, month, year] = /^(\d{1,2})[/. -](\d{4})$/.exec(text) ?? [];
  return month === undefined ? text : `${year}-${month.padStart(2, '0')}`;
}

function typedMonth(kept: string | undefined): string {
  const [year = '', month] = (kept ?? '').split('-');
  return month === undefined ? year : `${month}/${year}`;
}
