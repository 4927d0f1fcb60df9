import { z } from 'zod';

/**
 * What people read when something they gave does not fit: what is wrong, then what is expected. A schema that knows better says so
 * itself (`z.string('Indiquez …')`); a number says its unit by `.meta({ 'x-unit': 'km' })`, placed last.
 */

/** An issue as Zod hands it to an error map; a finished issue of `error.issues` does as well, with less to tell. */
export type PlainIssue = z.core.$ZodRawIssue | z.core.$ZodIssue;

/** Names shown of a closed list before it is cut. */
const MOST_CHOICES = 20;

const TYPES: Readonly<Record<string, string>> = {
  string: 'Écrivez un texte.',
  number: 'Donnez un nombre.',
  int: 'Donnez un nombre entier.',
  boolean: 'Répondez par oui (true) ou par non (false).',
  array: 'Donnez une liste.',
  object: 'Donnez un objet JSON : des champs entre accolades.',
  date: 'Donnez une date.',
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'Cet identifiant n’a pas la bonne forme.',
  guid: 'Cet identifiant n’a pas la bonne forme.',
  email: 'Écrivez une adresse e-mail complète, par exemple prenom.nom@exemple.fr.',
  url: 'Écrivez une adresse complète, qui commence par https://.',
  date: 'Écrivez une date qui existe, sous la forme AAAA-MM-JJ.',
  time: 'Écrivez une heure, par exemple 14:30.',
  datetime: 'Écrivez une date et une heure qui existent, par exemple 2026-08-31T10:00:00+02:00.',
};

/** The sentence for one issue. It never shows what was typed: a message may be kept where the text must not be. */
export function plainMessage(issue: PlainIssue): string {
  if (issueIsOfMissing(issue)) return 'Il manque cette information.';
  switch (issue.code) {
    case 'invalid_type':
      return bounded(issue) ?? TYPES[issue.expected] ?? 'Cette valeur n’a pas la forme attendue.';
    case 'invalid_value':
      return choices(issue.values);
    case 'too_small':
    case 'too_big':
      return size(issue);
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'Ce texte n’a pas la forme attendue.';
    case 'not_multiple_of':
      return `Donnez un multiple de ${figure(issue.divisor)}.`;
    case 'unrecognized_keys':
      return 'Ce champ n’existe pas.';
    case 'invalid_union':
      return union(issue.errors);
    default:
      return 'Cette valeur n’est pas acceptée.';
  }
}

function issueIsOfMissing(issue: PlainIssue): boolean {
  const wantsSomething = ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code ?? '');
  return wantsSomething && 'input' in issue && issue.input === undefined;
}

function choices(values: readonly unknown[]): string {
  const [only] = values;
  if (values.length === 1) return `Seule la valeur ${String(only)} est acceptée.`;
  const shown = values.slice(0, MOST_CHOICES).map(String).join(', ');
  return `Cette valeur n’existe pas. Choisissez parmi : ${shown}${values.length > MOST_CHOICES ? '…' : '.'}`;
}

function union(branches: readonly (readonly z.core.$ZodIssue[])[]): string {
  const values = branches.flatMap((issues) => issues.flatMap((issue) => ('values' in issue ? issue.values : [])));
  if (values.length > 0 && branches.every((issues) => issues.every((issue) => 'values' in issue)))
    return choices(values);
  const [nearest] = [...branches].sort((a, b) => a.length - b.length);
  return nearest?.[0]?.message ?? 'Cette valeur n’est pas acceptée.';
}

function size(issue: Extract<PlainIssue, { code: 'too_small' | 'too_big' }>): string {
  const least = issue.code === 'too_small' ? Number(issue.minimum) : undefined;
  const most = issue.code === 'too_big' ? Number(issue.maximum) : undefined;
  if (issue.origin === 'string')
    return least === 1 ? 'Il manque cette information.' : `Écrivez ${atLeastOrMost(least, most)} caractères.`;
  if (issue.origin === 'array' || issue.origin === 'set')
    return `Donnez ${atLeastOrMost(least, most)} élément${(least ?? most ?? 0) > 1 ? 's' : ''}.`;
  if (issue.inclusive === false)
    return `Donnez un nombre ${least === undefined ? 'plus petit' : 'plus grand'} que ${figure(least ?? most ?? 0)}.`;
  return (
    bounded(issue) ??
    `Donnez un nombre ${least === undefined ? 'd’au plus' : 'd’au moins'} ${figure(least ?? most ?? 0)}.`
  );
}

/** "Donnez un nombre entre 1 et 100 km." when the schema knows both ends. */
function bounded(issue: PlainIssue): string | undefined {
  const schema = 'schema' in issue ? issue.schema : undefined;
  if (!(schema instanceof z.ZodNumber)) return undefined;
  const { minValue, maxValue } = schema;
  if (!isReal(minValue) || !isReal(maxValue)) return undefined;
  const unit = z.globalRegistry.get(schema)?.['x-unit'];
  const kind = schema.format === 'safeint' ? 'un nombre entier' : 'un nombre';
  return `Donnez ${kind} entre ${figure(minValue)} et ${figure(maxValue)}${typeof unit === 'string' ? ` ${unit}` : ''}.`;
}

function isReal(bound: number | null): bound is number {
  return bound !== null && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}

function atLeastOrMost(least: number | undefined, most: number | undefined): string {
  return least === undefined ? `au plus ${figure(most ?? 0)}` : `au moins ${figure(least)}`;
}

/** As French writes it: 0,5 and 10 000. */
function figure(value: number): string {
  return value.toLocaleString('fr-FR').replace(/[\u00a0\u202f]/g, ' ');
}
