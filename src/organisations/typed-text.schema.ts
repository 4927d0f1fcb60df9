import { z } from 'zod';

/**
 * Text that people or feeds send. Names and titles refuse what a name never holds (control characters, marks that turn or hide
 * writing, emoji): a person corrects it. Long texts drop what copying from a word processor leaves behind (soft hyphens, zero-width
 * spaces) and refuse the rest; emoji are welcome there.
 */

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;
const TURNS_WRITING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const HIDDEN = /[\u00AD\u180E\u200B-\u200D\u2060-\u2064\uFEFF\u{E0000}-\u{E007F}]/u;
const LEFT_BY_COPYING = /[\u00AD\u180E\u200B\u2060-\u2064\uFEFF]/gu;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3|\uFE0F/u;
/** ©, ® and ™ count as pictographs for Unicode, yet trade names hold them. */
const TRADE_MARKS = /[©®™]/gu;

function tidyLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(LEFT_BY_COPYING, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Shown in place of a text that could not be read at all. */
const NOT_TEXT = 'Écrivez un texte.';

/** A name or a title on one line: no control character, no hidden or turning mark, no emoji, at least one letter or digit. */
export function lineOfText(min: number, max: number) {
  return z
    .string(NOT_TEXT)
    .refine(
      (text) => !CONTROL.test(text) && !/[\r\n\t]/.test(text),
      'Ce texte contient un caractère invisible interdit. Tapez-le au clavier.',
    )
    .refine(
      (text) => !TURNS_WRITING.test(text) && !HIDDEN.test(text),
      'Ce texte contient une marque invisible. Tapez-le au clavier.',
    )
    .refine((text) => !EMOJI.test(text.replace(TRADE_MARKS, '')), 'Les émojis ne sont pas acceptés ici.')
    .transform(tidyLine)
    .refine((text) => text.length >= min, `Écrivez au moins ${min} caractères.`)
    .refine((text) => text.length <= max, `Écrivez au plus ${max} caractères.`)
    .refine((text) => text === '' || /[\p{L}\p{N}]/u.test(text), 'Écrivez des lettres ou des chiffres.')
    .meta({ minLength: min, maxLength: max });
}

/** A text of one or more paragraphs; emoji allowed, invisible remains of copying removed, control and turning marks refused. */
export function freeText(min: number, max: number) {
  return z
    .string(NOT_TEXT)
    .refine((text) => !CONTROL.test(text), 'Ce texte contient un caractère de contrôle interdit.')
    .refine((text) => !TURNS_WRITING.test(text), "Ce texte contient une marque qui change le sens de l'écriture.")
    .transform(tidyText)
    .refine((text) => text.length >= min, `Écrivez au moins ${min} caractères.`)
    .refine((text) => text.length <= max, `Écrivez au plus ${max} caractères.`)
    .meta({ minLength: min, maxLength: max });
}

/** An http or https address without user name, at most 500 characters. */
export const webAddress = z
  .string(NOT_TEXT)
  .trim()
  .max(500, 'Cette adresse est trop longue.')
  .refine((text) => isWebAddress(text), 'Indiquez une adresse qui commence par https:// ou http://.')
  .meta({ format: 'uri' });

function isWebAddress(text: string): boolean {
  if (
    !/^https?:\/\/[^\s"<>\\^`{|}]+$/i.test(text) ||
    CONTROL.test(text) ||
    TURNS_WRITING.test(text) ||
    HIDDEN.test(text)
  )
    return false;
  if (!URL.canParse(text)) return false;
  const { username, password, hostname } = new URL(text);
  return username === '' && password === '' && /[a-z0-9]\.[a-z0-9]/i.test(hostname);
}

/** A line from a feed made fit for `lineOfText`: what it would refuse is removed, what is too long is cut at a word. */
export function mendedLine(text: string, max: number): string {
  const line = tidyLine(
    mended(text)
      .replace(/[\u200C\u200D]/g, '')
      .replace(new RegExp(EMOJI, 'gu'), (mark) => (/[©®™]/.test(mark) ? mark : '')),
  );
  return line.length <= max ? line : `${line.slice(0, max - 1).replace(/\s+\S*$/, '')}…`;
}

/** A long text from a feed made fit for `freeText`. */
export function mendedText(text: string, max: number): string {
  const whole = tidyText(mended(text));
  return whole.length <= max ? whole : `${whole.slice(0, max - 1)}…`;
}

function mended(text: string): string {
  return text
    .replace(new RegExp(CONTROL, 'gu'), ' ')
    .replace(new RegExp(TURNS_WRITING, 'gu'), '')
    .replace(LEFT_BY_COPYING, '');
}
