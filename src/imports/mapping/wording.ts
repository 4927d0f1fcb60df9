import { MAX_DESCRIPTION, MAX_TITLE } from './draft.schema.js';
import { oneLine, plainText, shortened, withoutContacts } from './plain-text.js';

/** Title and description ready for the platform, and what was done to them. */
export type Wording = { readonly title: string; readonly description: string; readonly notices: readonly string[] };

/**
 * Cleans a title and a description: HTML to text, personal contacts out, cut to what the platform keeps. `additions` are facts that
 * the platform has no field for; they end the description, one a line.
 */
export function cleanWording(title: string, description: string, additions: readonly string[]): Wording {
  const notices: string[] = [];
  const shortTitle = shortened(withoutContacts(oneLine(title)), MAX_TITLE);
  if (shortTitle.cut) notices.push(`Titre coupé à ${MAX_TITLE} caractères.`);
  const whole = plainText(description);
  const anonymous = withoutContacts(whole);
  if (anonymous !== whole) notices.push('Coordonnées retirées de la description.');
  const tail = additions.length === 0 ? '' : `\n\n${additions.join('\n')}`;
  const shortText = shortened(anonymous, MAX_DESCRIPTION - tail.length);
  if (shortText.cut) notices.push(`Description coupée à ${MAX_DESCRIPTION} caractères.`);
  return { title: shortTitle.text, description: `${shortText.text}${tail}`.trim(), notices };
}

/** A name on one line, at most 120 characters, or null. */
export function cleanName(text: string | undefined): string | null {
  const name = text === undefined ? '' : shortened(oneLine(text), 120).text;
  return name === '' ? null : name;
}

/** Short facts on one line each, without repetitions or blanks, at most `max` of them. */
export function cleanList(texts: readonly (string | undefined)[], max: number): string[] {
  const clean = texts
    .map((text) => (text === undefined ? '' : shortened(oneLine(text), 200).text))
    .filter((text) => text !== '');
  return [...new Set(clean)].slice(0, max);
}
